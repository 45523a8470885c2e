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
    ...Object.values((event.place && DATA.places[event.place]) || {}),
  ].join(" \n "));
  return foldedEvents[number];
}

// Fold all texts while the reader looks at the first picture, so that the first search is as quick as the next.
function foldSoon(from = 0) {
  requestIdleCallback((idle) => {
    let number = from;
    while (number < EVENTS.length && idle.timeRemaining() > 2) {
      for (const end = Math.min(EVENTS.length, number + 50); number < end; number += 1) foldedEvent(number);
    }
    if (number < EVENTS.length) foldSoon(number);
    else {
      searchForms();
      allFolded = true;
    }
  });
}

function hasWords(number, words) {
  const text = foldedEvent(number);
  return words.every((word) => text.includes(word));
}

function inRange(number, from, to) {
  return firstDay[number] <= to && lastDay[number] >= from;
}

// For each event and each filter: does it pass? An event that fails only one filter still counts in that filter's
// figures, so that they say what choosing another value would give.
function filterEvents(view) {
  const words = fold(view.words).split(" ").filter(Boolean);
  const from = view.from ? toDay(view.from) : -Infinity;
  const to = view.to ? toDay(view.to) : Infinity;
  const ranged = from !== -Infinity || to !== Infinity;
  const wanted = [...view.nations];
  const around = view.focus === null ? null : eventsNear(view.focus, view.hops);
  const found = {list: [], byType: new Map(), byStatus: new Map(), byNation: new Map(), dated: [], undated: 0};
  const add = (map, key) => map.set(key, (map.get(key) ?? 0) + 1);
  EVENTS.forEach((event, number) => {
    if (around && !around.has(number)) return;
    if (view.place && event.place !== view.place) return;
    if (words.length && !hasWords(number, words)) return;
    const nations = nationsOf[number];
    const undated = Number.isNaN(firstDay[number]);
    const type = !view.types.size || view.types.has(event.type);
    const status = !view.statuses.size || view.statuses.has(event.status);
    const has = (nation) => nations.includes(nation);
    const nation = !wanted.length || (view.how === "all" ? wanted.every(has) : wanted.some(has));
    const date = undated ? view.undated : !ranged || inRange(number, from, to);
    if (type && status && nation && date) found.list.push(number);
    if (status && nation && date) add(found.byType, event.type);
    if (type && nation && date) add(found.byStatus, event.status);
    if (type && status && date) for (const each of nations) add(found.byNation, each);
    if (type && status && nation) {
      if (undated) found.undated += 1;
      else found.dated.push(number);
    }
  });
  return found;
}

// The events of a node; with two steps also those of everybody who takes part in them.
function eventsNear(id, hops) {
  const near = new Set(nodeKind(id) === "e" ? [nodeIndex(id)] : eventsAround(nodeIndex(id)));
  if (hops > 1) {
    for (const actor of new Set([...near].flatMap((number) => takersOf[number]))) {
      for (const number of eventsOf[actor]) near.add(number);
    }
  }
  return near;
}

function sortEvents(list, view) {
  const names = formatter(Intl.Collator);
  const worth = {
    date: (number) => (Number.isNaN(firstDay[number]) ? -Infinity : firstDay[number]),
    reports: (number) => reportsOf[number],
    type: (number) => typeName(EVENTS[number]),
    who: (number) => takersOf[number].slice(0, 1).map(actorName).join(""),
    place: (number) => placeName(EVENTS[number]),
    said: (number) => EVENTS[number].content ?? EVENTS[number].said[0]?.text ?? "",
  }[view.sort];
  const keyed = list.map((number) => [worth(number), number]);
  const sign = view.down ? -1 : 1;
  keyed.sort(([a, one], [b, other]) => {
    const order = typeof a === "string" ? names.compare(a, b) : a === b ? 0 : a < b ? -1 : 1;
    return sign * order || one - other;
  });
  return keyed.map(([, number]) => number);
}
