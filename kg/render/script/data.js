// The data of the page and the indexes over it. Nodes are named by index: "a3" is an actor, "e7" an event.

const DATA = readJson("data");
const NETWORK = readJson("network"); // made by pyvis: the first picture and the options of vis-network
const {actors: ACTORS, events: EVENTS, articles: ARTICLES} = DATA;
const TYPES = new Map(DATA.types.map((type) => [type.id, type]));
const MOST_DRAWN = 1500;
const CROWD = 30; // as in payload.py

const actorById = new Map(ACTORS.map((actor, index) => [actor.id, index]));
const eventById = new Map(EVENTS.map((event, index) => [event.id, index]));
const isNation = (index) => ACTORS[index].kind === "state";

const eventsOf = ACTORS.map(() => []); // events in which an actor takes part itself
const eventsOfNation = new Map(); // nation's actor index -> events of the nation and its people
const takersOf = [];
const nationsOf = [];
const peopleOf = new Map();

function nationOf(index) {
  return isNation(index) ? index : actorById.get(ACTORS[index].nation);
}

EVENTS.forEach((event, number) => {
  const takers = [...new Set(event.parts.map((part) => part.actor))].sort((a, b) => a - b);
  const nations = new Set();
  for (const part of event.parts) {
    const acted = part.nation === undefined ? undefined : actorById.get(part.nation);
    const nation = acted ?? nationOf(part.actor);
    if (nation !== undefined) nations.add(nation);
  }
  takersOf.push(takers);
  nationsOf.push([...nations].sort((a, b) => a - b));
  for (const actor of takers) eventsOf[actor].push(number);
  for (const nation of nationsOf[number]) {
    if (!eventsOfNation.has(nation)) eventsOfNation.set(nation, []);
    eventsOfNation.get(nation).push(number);
  }
});
ACTORS.forEach((actor, index) => {
  const nation = isNation(index) ? undefined : nationOf(index);
  if (nation === undefined) return;
  if (!peopleOf.has(nation)) peopleOf.set(nation, []);
  peopleOf.get(nation).push(index);
});

const reportsOf = EVENTS.map((event) => new Set(event.said.map((said) => said.article)).size);

function eventsAround(index) {
  return (isNation(index) && eventsOfNation.get(index)) || eventsOf[index];
}

function actorName(index) {
  return clean(inLanguage(ACTORS[index].names, ACTORS[index].id)) || say("unnamed");
}

function placeName(event) {
  const place = event.place && inLanguage(DATA.places[event.place], "");
  const country = event.country && inLanguage(DATA.nations[event.country], event.country);
  const parts = [...new Set([place, country].filter(Boolean).map(clean))];
  return parts.length < 2 ? parts.join("") : parts.map(wrap).join(" – ");
}

function officeName(title) {
  return clean(Object.hasOwn(DATA.offices, title) ? inLanguage(DATA.offices[title], title) : title);
}

function typeName(event) {
  return clean(inLanguage(TYPES.get(event.type)?.labels, event.type));
}

function roleName(event, role) {
  return clean(inLanguage(TYPES.get(event.type)?.roles[role], role));
}

function nodeKind(id) {
  return id[0];
}

function nodeIndex(id) {
  return Number(id.slice(1));
}

// The stable name of a node in links to a view, and back; unknown names give null.
function refOf(id) {
  const list = nodeKind(id) === "a" ? ACTORS : EVENTS;
  return `${nodeKind(id)}:${list[nodeIndex(id)].id}`;
}

function idOf(ref) {
  const found = (ref.startsWith("a:") ? actorById : eventById).get(ref.slice(2));
  return found === undefined || ref[1] !== ":" ? null : `${ref[0]}${found}`;
}

function nodeName(id) {
  if (nodeKind(id) === "a") return actorName(nodeIndex(id));
  const event = EVENTS[nodeIndex(id)];
  return [typeName(event), dateText(event.date, "short"), placeName(event)].filter(Boolean).map(wrap).join(" · ");
}

// Dates as whole days, for comparing and drawing.
const DAY = 86400000;
const toDay = (iso) => Math.floor(Date.parse(iso) / DAY);
const toIso = (day) => new Date(day * DAY).toISOString().slice(0, 10);
const firstDay = new Float64Array(EVENTS.map((event) => (event.first ? toDay(event.first) : NaN)));
const lastDay = new Float64Array(EVENTS.map((event) => (event.last ? toDay(event.last) : NaN)));
