// Which events pass, counted once for the list, the graph and the figures beside the filters.

const foldedEvents = new Array(EVENTS.length);
let allFolded = false;

function foldedEvent(number) {
  const event = EVENTS[number];
  foldedEvents[number] ??= fold([
    ...event.said.map((said) => said.text),
    ...event.said.map((said) => ARTICLES[said.article].title ?? ""),
    event.content ?? "",
    ...takersOf[number].flatMap((actor) => Object.values(ACTORS[actor].names)),
    ...Object.values(PLACES[placeOf[number]]?.names ?? {}),
  ].join(" \n "));
  return foldedEvents[number];
}

// Fold all texts while the reader looks at the first picture, so that the first search is as quick as the next.
function foldSoon(from = 0) {
  whenIdle((idle) => {
    let number = from;
    while (number < EVENTS.length && idle.timeRemaining() > 2) {
      for (const end = Math.min(EVENTS.length, number + 50); number < end; number += 1) foldedEvent(number);
    }
    if (number < EVENTS.length) foldSoon(number);
    else {
      searchForms();
      allFolded = true;
      performance.measure("texts");
    }
  });
}

function hasWords(number, words) {
  const text = foldedEvent(number);
  return words.every((word) => text.includes(word));
}

// For each event and each filter: does it pass? An event that fails only one filter still counts in that filter's
// figures, so that they say what choosing another value would give.
const FAILS = {type: 1, status: 2, nation: 4, date: 8, source: 16, who: 32};

function filterEvents(view) {
  if (view.goal === null) return passing(view, view.focus === null ? null : eventsNear(view.focus, view.hops));
  const path = findPath(passing(view, null).list, view.focus, view.goal, view.hidden);
  return {...passing(view, new Set(path.steps.flatMap((step) => step.events))), path};
}

function passing(view, around) {
  const tests = testsOf(view);
  const found = {
    list: [], byType: new Map(), byStatus: new Map(), byNation: new Uint32Array(ACTORS.length),
    byWho: new Uint32Array(ACTORS.length), bySource: new Uint32Array(SOURCES.length), dated: [], reported: [], dayless: 0,
  };
  EVENTS.forEach((event, number) => {
    if (around && !around.has(number)) return;
    if (view.place !== null && placeOf[number] !== view.place) return;
    if (tests.words.length && !hasWords(number, tests.words)) return;
    const fails = failsOf(event, number, tests, view);
    if (!fails) found.list.push(number);
    if (!(fails & ~FAILS.type)) count(found.byType, event.type);
    if (!(fails & ~FAILS.status)) count(found.byStatus, event.status);
    if (!(fails & ~FAILS.nation)) for (const each of nationsOf[number]) found.byNation[each] += 1;
    if (!(fails & ~FAILS.who)) for (const each of takersOf[number]) found.byWho[each] += 1;
    if (!(fails & ~FAILS.source)) for (const each of sourcesOf[number]) found.bySource[each] += 1;
    if (fails & ~FAILS.date) return;
    if (isDated(number)) found.dated.push(number);
    else if (Number.isNaN(reportDay[number])) found.dayless += 1;
    else found.reported.push(number);
  });
  return found;
}

function testsOf(view) {
  return {
    words: fold(view.words).split(" ").filter(Boolean), nations: [...view.nations], who: [...view.who],
    from: view.from ? toDay(view.from) : -Infinity, to: view.to ? toDay(view.to) : Infinity, ranged: Boolean(view.from || view.to),
  };
}

function failsOf(event, number, {nations, who, from, to, ranged}, view) {
  const has = (nation) => nationsOf[number].includes(nation);
  let fails = 0;
  if (view.types.size && !view.types.has(event.type)) fails |= FAILS.type;
  if (view.statuses.size && !view.statuses.has(event.status)) fails |= FAILS.status;
  if (nations.length && !(view.how === "all" ? nations.every(has) : nations.some(has))) fails |= FAILS.nation;
  if (who.length && !who.every((actor) => takersOf[number].includes(actor))) fails |= FAILS.who;
  if (view.sources.size && !sourcesOf[number].some((source) => view.sources.has(source))) fails |= FAILS.source;
  const dated = isDated(number);
  if (!dated && !view.undated) fails |= FAILS.date;
  else if (ranged && !(startDay(number) <= to && endDay(number) >= from)) fails |= FAILS.date;
  return fails;
}

// The events of a node; with each further step also those of everybody who takes part in them.
function eventsNear(id, hops) {
  const near = new Set(nodeKind(id) === "e" ? [nodeIndex(id)] : eventsAround(nodeIndex(id)));
  const asked = new Set();
  for (let hop = 1; hop < hops; hop += 1) {
    for (const actor of new Set([...near].flatMap((number) => takersOf[number]))) {
      if (asked.has(actor)) continue;
      asked.add(actor);
      for (const number of eventsOf[actor]) near.add(number);
    }
  }
  return near;
}

// All events in the order of a column are sorted once; what passes is then taken in that order.
const orders = new Map();

function sortEvents(list, view) {
  const key = `${view.sort} ${view.down} ${lang}`;
  if (!orders.has(key)) orders.set(key, orderBy(view.sort, view.down ? -1 : 1));
  const passes = new Uint8Array(EVENTS.length);
  for (const number of list) passes[number] = 1;
  return orders.get(key).filter((number) => passes[number]);
}

function orderBy(column, sign) {
  const names = formatter(Intl.Collator);
  const worth = {
    date: (number) => (Number.isNaN(startDay(number)) ? -Infinity : startDay(number)),
    reports: (number) => reportsOf[number],
    type: (number) => typeName(EVENTS[number]),
    who: (number) => takersOf[number].slice(0, 1).map(actorName).join(""),
    place: (number) => placeName(EVENTS[number]),
    said: (number) => EVENTS[number].content ?? EVENTS[number].said[0]?.text ?? "",
  }[column];
  const worths = EVENTS.map((_, number) => worth(number));
  return EVENTS.map((_, number) => number).sort((one, other) => {
    const a = worths[one], b = worths[other];
    const order = typeof a === "string" ? names.compare(a, b) : a === b ? 0 : a < b ? -1 : 1;
    return sign * order || one - other;
  });
}
