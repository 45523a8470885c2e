// The panel that explains one thing: an event, an actor, a nation, or at first the whole.

const MOST_LISTED = 12;

function showCard() {
  const card = $("card");
  card.classList.toggle("opened", state.open !== null);
  if (state.open === null) refill(card, ...summaryCard());
  else if (nodeKind(state.open) === "e") refill(card, ...eventCard(nodeIndex(state.open)));
  else refill(card, ...actorCard(nodeIndex(state.open)));
  card.scrollTop = 0;
}

function cardHead(kind, title, extra = null) {
  return el("div", {class: "head"},
    el("div", {}, el("p", {class: "kind"}, kind), el("h2", {dir: "auto"}, title), extra),
    state.open === null ? null : el("button", {type: "button", class: "close", "aria-label": say("close"), title: say("close"), onclick: closeCard}, "×"));
}

function closeCard() {
  const was = state.open;
  change({open: null}, {step: true});
  const row = was !== null && nodeKind(was) === "e" ? $("rows").querySelector(`tr[data-event="${nodeIndex(was)}"]`) : null;
  if (row) row.focus();
}

function actorButton(index) {
  return el("button", {type: "button", class: "link", onclick: () => openNode(`a${index}`)}, el("bdi", {}, actorName(index)));
}

function entry(name, ...content) {
  return [el("dt", {}, name), el("dd", {}, ...content)];
}

function focusButton(id) {
  return state.focus === id
    ? el("button", {type: "button", onclick: () => change({focus: null}, {step: true})}, say("uncentre"))
    : el("button", {type: "button", class: "main", onclick: () => centreOn(id)}, say("centre"));
}

function actorCard(index) {
  const actor = ACTORS[index];
  const nation = isNation(index) ? undefined : nationOf(index);
  const list = eventsAround(index);
  const others = [...new Set([...Object.values(actor.names), ...(actor.aliases ?? [])].map(clean))].filter((name) => name !== actorName(index));
  const facts = [];
  if (nation !== undefined) facts.push(...entry(say("nation"), actorButton(nation)));
  if (actor.offices?.length) facts.push(...entry(say("offices"), officeList(actor.offices)));
  if (others.length) facts.push(...entry(say("also"), ...others.slice(0, MOST_LISTED).flatMap((name, at) => [at ? " · " : "", el("bdi", {}, name)])));
  return [
    cardHead(say(`kind_${actor.kind}`), actorName(index)),
    el("div", {class: "actions"}, focusButton(`a${index}`), isNation(index) ? onlyNation(index) : null),
    facts.length ? el("dl", {}, ...facts) : null,
    isNation(index) ? ranked(say("partners"), partners(index)) : ranked(say("with"), companions(index)),
    isNation(index) ? ranked(say("people"), nationPeople(index)) : null,
    eventList(list),
  ];
}

function onlyNation(index) {
  return el("button", {type: "button", onclick: () => change({...noFilters(), nations: new Set([index])}, {step: true})}, say("only_nation"));
}

function officeList(offices) {
  const sorted = [...offices].sort((a, b) => ((b.start ?? "") < (a.start ?? "") ? -1 : 1));
  return el("ul", {}, ...sorted.map((office) => {
    const nation = office.nation && DATA.nations[office.nation] ? inLanguage(DATA.nations[office.nation], office.nation) : "";
    return el("li", {}, el("bdi", {}, officeName(office.title)), nation ? [" (", nation, ")"].join("") : "", " ", el("span", {class: "soft"}, officeTime(office)));
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

function eventList(list) {
  const sorted = [...list].sort((a, b) => (lastDay[b] || -Infinity) - (lastDay[a] || -Infinity) || a - b);
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
  const who = takersOf[number].slice(0, 3).flatMap((index, at) => [at ? " · " : "", el("bdi", {}, actorName(index))]);
  return el("li", {}, el("button", {type: "button", class: "item", onclick: () => openNode(`e${number}`)},
    mark(TYPES.get(event.type)?.shape, TYPES.get(event.type)?.color ?? "gray", event.status !== "held"),
    el("span", {class: "soft"}, event.date ? dateText(event.date, "short") : say("no_date")), " ", typeName(event), event.status === "held" ? "" : ` (${say(event.status)})`,
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
    el("bdi", {}, actorName(pair[0])), " – ", el("bdi", {}, actorName(pair[1])));
}
