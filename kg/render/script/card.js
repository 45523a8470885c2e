// The panel that explains one thing: an event, an actor, a nation, or at first the whole.

const MOST_LISTED = 12;
const LONG = 160; // letters of a name, an office or a title that are shown

let shownInCard = null;

function showCard() {
  const card = $("card");
  card.classList.toggle("opened", state.open !== null);
  if (state.open === null) refill(card, ...(state.goal === null ? summaryCard() : pathCard()));
  else if (nodeKind(state.open) === "p") refill(card, ...placeCard(nodeIndex(state.open)));
  else if (nodeKind(state.open) === "e") refill(card, ...eventCard(nodeIndex(state.open)));
  else refill(card, ...actorCard(nodeIndex(state.open)));
  if (shownInCard !== state.open) card.scrollTop = 0;
  shownInCard = state.open;
}

function cardHead(kind, title, extra = null) {
  return el("div", {class: "head"},
    el("div", {}, el("p", {class: "kind"}, kind), el("h2", {dir: "auto"}, cut(title, LONG)), extra),
    state.open === null ? null : el("button", {type: "button", class: "close", "aria-label": say("close"), title: say("close"), onclick: closeCard}, "×"));
}

function closeCard() {
  const was = state.open;
  change({open: null}, {step: true});
  const row = was !== null && nodeKind(was) === "e" ? $("rows").querySelector(`tr[data-event="${nodeIndex(was)}"]`) : null;
  if (row) row.focus();
}

function actorButton(index) {
  return el("button", {type: "button", class: "link", onclick: () => openNode(`a${index}`)}, el("bdi", {}, cut(actorName(index), LONG)));
}

function entry(name, ...content) {
  return [el("dt", {}, name), el("dd", {}, ...content)];
}

function focusButton(id) {
  return state.focus === id
    ? el("button", {type: "button", onclick: () => change({focus: null}, {step: true})}, say("uncentre"))
    : el("button", {type: "button", class: "main", onclick: () => centreOn(id)}, say("centre"));
}

// What can be done with a node: show around it, ask for a way, only its events, hide it, pin it.
function actions(id) {
  const button = (text, act, attributes = {}) => el("button", {type: "button", onclick: act, ...attributes}, text);
  const list = [focusButton(id)];
  if (nodeKind(id) === "a") {
    const index = nodeIndex(id);
    const other = state.focus !== null && state.focus !== id && nodeKind(state.focus) === "a" ? state.focus : null;
    list.push(button(other === null ? say("path_ask") : say("path_from", {name: cut(nodeName(other), 24)}),
      () => (other === null ? askGoal(id) : showPath(other, id))));
    if (isNation(index)) list.push(onlyNation(index));
    else list.push(button(say(state.who.has(index) ? "every_actor" : "only_actor"), () => change({who: toggled(state.who, index)}, {step: true})));
  }
  list.push(button(say("hide"), () => change({hidden: toggled(state.hidden, id)}, {step: true}), {"aria-pressed": String(state.hidden.has(id))}));
  list.push(button(say("pin"), () => togglePin(id), {"aria-pressed": String(state.pinned.has(id))}));
  return el("div", {class: "actions"}, ...list);
}

function togglePin(id) {
  if (state.pinned.has(id)) {
    const pinned = new Map(state.pinned);
    pinned.delete(id);
    change({pinned});
  } else if (isGraph(state) && drawn?.nodes.includes(id)) pin([id]);
  else change({pinned: new Map(state.pinned).set(id, (nodeKind(id) === "a" ? ACTORS : EVENTS)[nodeIndex(id)].at)});
}

function actorCard(index) {
  const actor = ACTORS[index];
  const nation = isNation(index) ? undefined : nationOf(index);
  const list = eventsAround(index);
  const others = [...new Set([...Object.values(actor.names), ...(actor.aliases ?? [])].map(clean))].filter((name) => name !== actorName(index));
  const facts = [];
  if (nation !== undefined) facts.push(...entry(say("nation"), actorButton(nation)));
  if (actor.offices?.length) facts.push(...entry(say("offices"), officeList(actor.offices)));
  if (others.length) facts.push(...entry(say("also"), ...others.slice(0, MOST_LISTED).flatMap((name, at) => [at ? " · " : "", el("bdi", {}, cut(name, LONG))])));
  return [
    cardHead(say(`kind_${actor.kind}`), actorName(index)),
    actions(`a${index}`),
    facts.length ? el("dl", {}, ...facts) : null,
    isNation(index) ? ranked(say("partners"), partners(index)) : ranked(say("with"), companions(index)),
    isNation(index) ? ranked(say("people"), nationPeople(index)) : null,
    inTime(list),
    statements(index),
    eventList(list),
  ];
}

function onlyNation(index) {
  return el("button", {type: "button", onclick: () => change({...noFilters(), nations: new Set([index])}, {step: true})}, say("only_nation"));
}

function officeList(offices) {
  const sorted = [...offices].sort((a, b) => ((b.start ?? "") < (a.start ?? "") ? -1 : 1));
  return el("ul", {}, ...sorted.map((office) => {
    const nation = office.nation ? nationName(office.nation) : "";
    return el("li", {}, el("bdi", {}, cut(officeName(office.title), LONG)), nation ? el("bdi", {}, ` (${cut(nation, LONG)})`) : "", " ", el("span", {class: "soft"}, officeTime(office)));
  }));
}

function officeTime({start, end}) {
  const [a, b] = [start, end].map((day) => dateText(day, "short"));
  if (start && end) return say("span", {a, b});
  return start ? say("since", {a}) : end ? say("until", {b}) : "";
}

function companions(index) {
  const counts = new Map();
  for (const number of eventsOf[index]) for (const other of takersOf[number]) if (other !== index) count(counts, other);
  return counts;
}

function partners(index) {
  const counts = new Map();
  for (const number of eventsAround(index)) for (const other of nationsOf[number]) if (other !== index) count(counts, other);
  return counts;
}

function nationPeople(index) {
  return new Map((peopleOf.get(index) ?? []).map((person) => [person, eventsOf[person].length]).filter(([, n]) => n > 0));
}

// A list of actors with bars as long as their counts.
function ranked(title, counts, button = actorButton) {
  if (!counts.size) return null;
  const shown = best(counts, 8);
  const most = counts.get(shown[0]);
  return el("section", {}, el("h3", {}, title), el("ol", {class: "ranked"}, ...shown.map((key) => el("li", {},
    button(key), el("span", {class: "hits"}, figure(counts.get(key))),
    svg("svg", {class: "bar", viewBox: "0 0 100 4", preserveAspectRatio: "none", "aria-hidden": "true"}, svg("rect", {width: (100 * counts.get(key)) / most, height: 4}))))));
}

// How the events of somebody spread over time, on the scale of the histogram.
function inTime(list) {
  const numbers = list.filter((number) => !Number.isNaN(startDay(number)));
  if (!scaleOfBars || numbers.length < 2) return null;
  const high = heights(numbers);
  const most = Math.max(...high);
  const wide = 100 / high.length;
  const bars = [...high].map((value, at) => svg("rect", {x: at * wide, y: 30 - (28 * value) / most, width: wide * 0.8, height: (28 * value) / most}));
  return el("section", {}, el("h3", {}, say("in_time")),
    svg("svg", {class: "spark", viewBox: "0 0 100 30", preserveAspectRatio: "none", role: "img", "aria-label": say("in_time")}, ...bars),
    el("div", {class: "ends", "aria-hidden": "true"}, ...barEnds().map((text) => el("span", {}, text))));
}

// What somebody said: events with words in which they have the first role of the type.
function statements(index) {
  const said = eventsOf[index].filter((number) => {
    const {type, content, parts} = EVENTS[number];
    const [speaker] = Object.keys(TYPES.get(type)?.roles ?? {});
    return content && parts.some((part) => part.actor === index && part.role === speaker);
  }).sort(byLate);
  if (!said.length) return null;
  return el("section", {}, el("h3", {}, `${say("statements")} (${figure(said.length)})`), el("ol", {class: "sayings"}, ...said.slice(0, 5).map((number) =>
    el("li", {}, el("button", {type: "button", class: "item", onclick: () => openNode(`e${number}`)},
      el("q", {dir: "auto"}, cut(clean(EVENTS[number].content), 220)), el("span", {class: "soft"}, dayText(number) || say("no_date")))))));
}

function eventList(list) {
  const sorted = [...list].sort(byLate);
  const box = el("ol", {class: "events"});
  const more = el("button", {type: "button", class: "plain"});
  let shown = 0;
  const add = () => {
    const next = sorted.slice(shown, shown + MOST_LISTED);
    box.append(...next.map(eventItem));
    shown += next.length;
    more.textContent = say("show_more", {n: figure(sorted.length - shown)});
    more.hidden = shown >= sorted.length;
  };
  more.addEventListener("click", add);
  add();
  return el("section", {}, el("h3", {}, `${say("their_events")} (${figure(sorted.length)})`), box, more);
}

function eventItem(number) {
  const event = EVENTS[number];
  const who = takersOf[number].slice(0, 3).flatMap((index, at) => [at ? " · " : "", el("bdi", {}, cut(actorName(index), LONG))]);
  return el("li", {}, el("button", {type: "button", class: "item", onclick: () => openNode(`e${number}`)},
    typeMark(event),
    el("span", {class: "soft"}, dayText(number) || say("no_date")), " ", typeName(event), event.status === "held" ? "" : ` (${say(event.status)})`,
    el("span", {class: "who"}, ...who)));
}

function summaryCard() {
  const counts = new Map();
  const pairs = new Map();
  EVENTS.forEach((_, number) => {
    for (const actor of takersOf[number]) count(counts, actor);
    const nations = nationsOf[number].slice(0, CROWD);
    nations.forEach((one, at) => nations.slice(at + 1).forEach((other) => count(pairs, one * ACTORS.length + other)));
  });
  const dated = [...firstDay].filter((day) => !Number.isNaN(day));
  const low = dated.reduce((a, b) => Math.min(a, b), Infinity), high = dated.reduce((a, b) => Math.max(a, b), -Infinity);
  return [
    cardHead("", say("summary")),
    el("p", {}, say("summary_text", {events: figure(EVENTS.length), actors: figure(counts.size), nations: figure(eventsOfNation.size), articles: figure(ARTICLES.length)})),
    dated.length ? el("p", {}, say("summary_dates", {a: dateText(toIso(low)), b: dateText(toIso(high))})) : null,
    el("p", {class: "soft"}, say("open_hint")),
    ranked(say("busiest"), counts),
    ranked(say("pairs"), pairs, pairButton),
  ];
}

function pairButton(key) {
  const pair = [Math.floor(key / ACTORS.length), key % ACTORS.length];
  return el("button", {type: "button", class: "link", onclick: () => change({...noFilters(), nations: new Set(pair), how: "all"}, {step: true})},
    el("bdi", {}, cut(actorName(pair[0]), LONG)), " – ", el("bdi", {}, cut(actorName(pair[1]), LONG)));
}
