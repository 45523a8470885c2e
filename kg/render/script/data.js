// The data of the page and the indexes over it. Nodes are named by index: "a3" is an actor, "e7" an event, "p2" a
// place.

const NETWORK = readJson("network"); // made by pyvis: the first picture and the options of vis-network
const [ACTORS, EVENTS, ARTICLES, PLACES] = [DATA.actors, DATA.events, DATA.articles, DATA.places].map(records);
const TYPES = new Map(DATA.types.map((type) => [type.id, type]));
const MOST_DRAWN = 1500;
const CROWD = 30; // as in payload.py

const actorById = new Map(ACTORS.map((actor, index) => [actor.id, index]));
const eventById = new Map(EVENTS.map((event, index) => [event.id, index]));
const placeById = new Map(PLACES.map((place, index) => [place.id, index]));
const placeOf = EVENTS.map((event) => placeById.get(event.place)); // index or undefined
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
  return visibleName(inLanguage(ACTORS[index].names, ACTORS[index].id), say("unnamed"));
}

function placeName(event) {
  const place = placeById.has(event.place) ? inLanguage(PLACES[placeById.get(event.place)].names, "") : "";
  const country = event.country && inLanguage(DATA.nations[event.country], event.country);
  const parts = [...new Set([place, country].filter(Boolean).map(clean))];
  return parts.map((part) => cut(part, 160)).map((part, _, all) => (all.length > 1 ? wrap(part) : part)).join(" – ");
}

function placeLabel(index) {
  return visibleName(inLanguage(PLACES[index].names, PLACES[index].id), say("unnamed"));
}

function nationName(code) {
  return clean(Object.hasOwn(DATA.nations, code) ? inLanguage(DATA.nations[code], code) : code);
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
const KINDS = {a: [ACTORS, actorById], e: [EVENTS, eventById], p: [PLACES, placeById]};

function refOf(id) {
  return `${nodeKind(id)}:${KINDS[nodeKind(id)][0][nodeIndex(id)].id}`;
}

function idOf(ref) {
  if (ref[1] !== ":" || !Object.hasOwn(KINDS, ref[0])) return null;
  const found = KINDS[ref[0]][1].get(ref.slice(2));
  return found === undefined ? null : `${ref[0]}${found}`;
}

function nodeName(id) {
  const index = nodeIndex(id);
  if (nodeKind(id) === "a") return actorName(index);
  if (nodeKind(id) === "p") return placeLabel(index);
  return [typeName(EVENTS[index]), dayText(index), placeName(EVENTS[index])].filter(Boolean).map(wrap).join(" · ");
}

// Dates as whole days, for comparing and drawing.
const DAY = 86400000;
const toDay = (iso) => Math.floor(Date.parse(iso) / DAY);
const toIso = (day) => new Date(day * DAY).toISOString().slice(0, 10);
const firstDay = new Float64Array(EVENTS.map((event) => (event.first ? toDay(event.first) : NaN)));
const lastDay = new Float64Array(EVENTS.map((event) => (event.last ? toDay(event.last) : NaN)));
// The day of the first report: it stands in, marked as such, for the day of an event that no article dates.
const articleDay = new Float64Array(ARTICLES.map((article) => (article.date ? toDay(article.date) : NaN)));
const reportDay = new Float64Array(EVENTS.map((event) =>
  event.said.reduce((least, {article}) => (articleDay[article] < least || Number.isNaN(least) ? articleDay[article] : least), NaN)));
const isDated = (number) => !Number.isNaN(firstDay[number]);
const startDay = (number) => (isDated(number) ? firstDay[number] : reportDay[number]);
const endDay = (number) => (isDated(number) ? lastDay[number] : reportDay[number]);
const byLate = (a, b) => (endDay(b) || -Infinity) - (endDay(a) || -Infinity) || a - b;

// The date of an event, or the day of its first report in words that say so.
function dayText(number) {
  const {date} = EVENTS[number];
  if (date) return dateText(date, "short");
  return Number.isNaN(reportDay[number]) ? "" : say("reported", {day: dateText(toIso(reportDay[number]), "short")});
}

// The newspapers, and for each event those that tell it, by index.
const SOURCES = [...new Set(ARTICLES.map((article) => article.source).filter(Boolean))].sort();
const sourceByName = new Map(SOURCES.map((source, index) => [source, index]));
const articleSource = ARTICLES.map((article) => sourceByName.get(article.source));
const sourcesOf = EVENTS.map((event) =>
  [...new Set(event.said.map(({article}) => articleSource[article]))].filter((source) => source !== undefined));
