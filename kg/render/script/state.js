// What the reader has chosen, and its copy in the address bar.

const VIEWS = ["overview", "nations", "events"];
const COLUMNS = ["date", "type", "who", "place", "said", "reports"];
const LIMITS = [40, 80, 150, 400, 800, MOST_DRAWN];

function fresh() {
  return {
    lang: Object.keys(WORDS).includes("en") ? "en" : Object.keys(WORDS)[0],
    view: "overview", limit: 80, types: new Set(), statuses: new Set(), nations: new Set(), how: "any",
    from: "", to: "", undated: true, words: "", place: "", focus: null, hops: 1, open: null, sort: "date", down: true,
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
  writeHash(step);
  for (const listener of listeners) listener(patch);
}

function toggled(set, item) {
  const next = new Set(set);
  if (!next.delete(item)) next.add(item);
  return next;
}

function noFilters() {
  const {types, statuses, nations, how, from, to, undated, words, place, focus} = fresh();
  return {types, statuses, nations, how, from, to, undated, words, place, focus};
}

function hashOf(view) {
  const plain = fresh();
  const out = new URLSearchParams();
  const put = (key, value, usual) => value !== usual && out.set(key, value);
  put("l", view.lang, plain.lang);
  put("v", view.view, plain.view);
  put("m", String(view.limit), String(plain.limit));
  put("t", [...view.types].sort().join(" "), "");
  put("s", [...view.statuses].sort().join(" "), "");
  put("n", [...view.nations].map((index) => ACTORS[index].id).sort().join(" "), "");
  put("nh", view.how, "any");
  put("d", view.from || view.to ? `${view.from}..${view.to}` : "", "");
  put("u", view.undated ? "1" : "0", "1");
  put("q", view.words, "");
  put("p", view.place, "");
  put("f", view.focus === null ? "" : refOf(view.focus), "");
  put("h", String(view.hops), "1");
  put("e", view.open === null ? "" : refOf(view.open), "");
  put("o", (view.down ? "-" : "") + view.sort, "-date");
  return out.toString();
}

// Read a view from a hash; what is unknown is passed over, since links travel.
function viewOf(hash) {
  const given = new URLSearchParams(hash.replace(/^#/, ""));
  const view = fresh();
  const known = (key, allowed, usual) => (allowed.includes(given.get(key)) ? given.get(key) : usual);
  const several = (key, find) => new Set((given.get(key) ?? "").split(" ").map(find).filter((x) => x !== undefined));
  view.lang = known("l", Object.keys(WORDS), view.lang);
  view.view = known("v", VIEWS, view.view);
  view.limit = Number(known("m", LIMITS.map(String), view.limit));
  view.types = several("t", (id) => (TYPES.has(id) ? id : undefined));
  view.statuses = several("s", (id) => (DATA.statuses.includes(id) ? id : undefined));
  view.nations = several("n", (id) => actorById.get(id));
  view.how = known("nh", ["any", "all"], "any");
  const days = /^(\d{4}-\d\d-\d\d)?\.\.(\d{4}-\d\d-\d\d)?$/.exec(given.get("d") ?? "");
  view.from = days && !Number.isNaN(toDay(days[1])) ? days[1] : "";
  view.to = days && !Number.isNaN(toDay(days[2])) ? days[2] : "";
  view.undated = given.get("u") !== "0";
  view.words = (given.get("q") ?? "").slice(0, 200);
  view.place = Object.hasOwn(DATA.places, given.get("p") ?? "") ? given.get("p") : "";
  view.focus = idOf(given.get("f") ?? "");
  view.hops = given.get("h") === "2" ? 2 : 1;
  view.open = idOf(given.get("e") ?? "");
  const order = given.get("o") ?? "-date";
  if (COLUMNS.includes(order.replace(/^-/, ""))) [view.sort, view.down] = [order.replace(/^-/, ""), order[0] === "-"];
  return view;
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
