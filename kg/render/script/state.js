// What the reader has chosen, and its copy in the address bar.

const GRAPHS = ["overview", "nations", "events"]; // views that are drawn as a graph
const VIEWS = [...GRAPHS, "map", "time", "table"];
const COLUMNS = ["date", "type", "who", "place", "said", "reports"];
const LIMITS = [40, 80, 150, 400, 800, MOST_DRAWN];
const HOPS = [1, 2, 3];
const MOST_KEPT = 200; // pinned or hidden nodes in a link

function fresh() {
  return {
    lang: Object.keys(WORDS).includes("en") ? "en" : Object.keys(WORDS)[0],
    view: "overview", limit: 80, types: new Set(), statuses: new Set(), nations: new Set(), how: "any", who: new Set(),
    sources: new Set(), from: "", to: "", undated: true, words: "", place: null, focus: null, hops: 1, goal: null,
    open: null, hidden: new Set(), pinned: new Map(), sort: "date", down: true,
  };
}

let state = fresh();
const listeners = [];
let written = null;

function onChange(listener) {
  listeners.push(listener);
}

// Apply a change. `step` makes a step that the browser's Back button takes back.
function change(patch, {step = false} = {}) {
  state = {...state, ...patch};
  if (state.focus === null) state.goal = null;
  writeHash(step);
  for (const listener of listeners) listener(patch);
}

function toggled(set, item) {
  const next = new Set(set);
  if (!next.delete(item)) next.add(item);
  return next;
}

function noFilters() {
  const {types, statuses, nations, how, who, sources, from, to, undated, words, place, focus, goal} = fresh();
  return {types, statuses, nations, how, who, sources, from, to, undated, words, place, focus, goal};
}

// Does the view show a graph, and not a map, a timeline or the table alone?
function isGraph(view) {
  return GRAPHS.includes(view.view);
}

function hashOf(view) {
  const plain = fresh();
  const out = new URLSearchParams();
  const put = (key, value, usual) => value !== usual && out.set(key, value);
  const several = (key, values) => [...values].sort().forEach((value) => out.append(key, value));
  put("l", view.lang, plain.lang);
  put("v", view.view, plain.view);
  put("m", String(view.limit), String(plain.limit));
  put("t", [...view.types].sort().join(" "), "");
  put("s", [...view.statuses].sort().join(" "), "");
  put("n", [...view.nations].map((index) => ACTORS[index].id).sort().join(" "), "");
  put("nh", view.how, "any");
  several("w", [...view.who].map((index) => ACTORS[index].id));
  several("r", [...view.sources].map((index) => SOURCES[index]));
  put("d", view.from || view.to ? `${view.from}..${view.to}` : "", "");
  put("u", view.undated ? "1" : "0", "1");
  put("q", view.words, "");
  put("p", view.place === null ? "" : PLACES[view.place].id, "");
  put("f", view.focus === null ? "" : refOf(view.focus), "");
  put("h", String(view.hops), "1");
  put("g", view.goal === null ? "" : refOf(view.goal), "");
  put("e", view.open === null ? "" : refOf(view.open), "");
  several("x", [...view.hidden].map(refOf));
  several("k", [...view.pinned].map(([id, [x, y]]) => `${x},${y},${refOf(id)}`));
  put("o", (view.down ? "-" : "") + view.sort, "-date");
  return out.toString();
}

// Read a view from a hash; what is unknown is passed over, since links travel.
function viewOf(hash) {
  const given = new URLSearchParams(hash.replace(/^#/, ""));
  const view = fresh();
  const known = (key, allowed, usual) => (allowed.includes(given.get(key)) ? given.get(key) : usual);
  const found = (values, find) => new Set(values.map(find).filter((x) => x !== undefined && x !== null));
  const words = (key) => (given.get(key) ?? "").split(" ");
  const listed = (key) => given.getAll(key).slice(0, MOST_KEPT);
  view.lang = known("l", Object.keys(WORDS), view.lang);
  view.view = known("v", VIEWS, view.view);
  view.limit = Number(known("m", LIMITS.map(String), view.limit));
  view.types = found(words("t"), (id) => (TYPES.has(id) ? id : undefined));
  view.statuses = found(words("s"), (id) => (DATA.statuses.includes(id) ? id : undefined));
  view.nations = found(words("n"), (id) => actorById.get(id));
  view.how = known("nh", ["any", "all"], "any");
  view.who = found(listed("w"), (id) => actorById.get(id));
  view.sources = found(listed("r"), (name) => sourceByName.get(name));
  const days = /^(\d{4}-\d\d-\d\d)?\.\.(\d{4}-\d\d-\d\d)?$/.exec(given.get("d") ?? "");
  view.from = days && !Number.isNaN(toDay(days[1])) ? days[1] : "";
  view.to = days && !Number.isNaN(toDay(days[2])) ? days[2] : "";
  view.undated = given.get("u") !== "0";
  view.words = (given.get("q") ?? "").slice(0, 200);
  view.place = placeById.get(given.get("p")) ?? null;
  view.focus = actorOrEvent(given.get("f"));
  view.hops = Number(known("h", HOPS.map(String), "1"));
  view.goal = view.focus === null ? null : actorOrEvent(given.get("g"));
  view.open = idOf(given.get("e") ?? "");
  view.hidden = found(listed("x"), actorOrEvent);
  view.pinned = pinsOf(listed("k"));
  const order = given.get("o") ?? "-date";
  if (COLUMNS.includes(order.replace(/^-/, ""))) [view.sort, view.down] = [order.replace(/^-/, ""), order[0] === "-"];
  return view;
}

function actorOrEvent(ref) {
  const id = idOf(ref ?? "");
  return id !== null && nodeKind(id) !== "p" ? id : null;
}

function pinsOf(texts) {
  const pins = new Map();
  for (const text of texts) {
    const [, x, y, ref] = /^(-?\d{1,6}),(-?\d{1,6}),(.*)$/s.exec(text) ?? [];
    const id = actorOrEvent(ref);
    if (id !== null) pins.set(id, [Number(x), Number(y)]);
  }
  return pins;
}

function writeHash(step) {
  const next = hashOf(state);
  if (next === written) return;
  written = next;
  try {
    history[step ? "pushState" : "replaceState"](null, "", `#${next}`);
  } catch {
    location.hash = next; // in a sandboxed frame
  }
}

function readHash() {
  const hash = location.hash.replace(/^#/, "");
  if (hash === written) return false;
  state = viewOf(hash);
  written = hash;
  return true;
}
