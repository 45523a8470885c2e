// Start, keys, and what is shown again when the reader changes something.

let result = null;

function translate() {
  lang = state.lang;
  const root = document.documentElement;
  root.lang = lang;
  root.dir = say("_dir");
  document.title = say("title");
  for (const node of document.querySelectorAll("[data-say]")) node.textContent = say(node.dataset.say);
  for (const node of document.querySelectorAll("[data-name]")) node.setAttribute("aria-label", say(node.dataset.name));
  for (const node of document.querySelectorAll("[data-tip]")) node.title = say(node.dataset.tip);
  for (const node of document.querySelectorAll("[data-hint]")) node.placeholder = say(node.dataset.hint);
  $("lang").value = lang;
  const keys = [["/", "key_find"], ["Esc", "key_esc"], ["← ↑ → ↓", "key_arrows"], ["Enter", "key_enter"], ["1 2 3", "key_hops"], ["o n e m t l", "key_views"], ["h p", "key_keep"], ["f", "key_fit"], ["+ −", "key_zoom"]];
  refill($("keys-list"), ...keys.flatMap(([key, text]) => [el("dt", {}, el("kbd", {}, key)), el("dd", {}, say(text))]));
}

function showAll(withCard = true) {
  if (lang !== state.lang || !result) translate();
  result = filterEvents(state);
  showChips();
  showSwitches();
  showBars(result);
  showFacets(result);
  showLegend();
  showTable(result.list);
  if (withCard) showCard();
  drawSoon();
}

let waiting = 0;
function drawSoon() {
  cancelAnimationFrame(waiting);
  waiting = requestAnimationFrame(draw);
}

function draw() {
  const graph = isGraph(state);
  $("canvas").hidden = !graph;
  $("chart").toggleAttribute("hidden", graph || state.view === "table");
  $("chart").dataset.kind = state.view;
  $("chart").style.blockSize = "";
  moveChart = null;
  if (graph) drawGraph(result, state);
  else if (state.view === "map") drawMap(result, state);
  else if (state.view === "time") drawTime(result, state);
  else $("drawn").textContent = $("count").textContent;
}

function fit() {
  if (isGraph(state)) fitGraph();
  else if (state.view === "map") fitMap();
}

function zoom(factor) {
  if (isGraph(state)) zoomBy(factor);
  else zoomChart(factor);
}

// What the panel shows or offers to change.
const IN_CARD = ["open", "focus", "goal", "lang", "hidden", "pinned", "who", "place", "view"];

function showChange(patch) {
  const keys = Object.keys(patch);
  const only = (...names) => keys.every((key) => names.includes(key));
  // What changes only the panel, or the looks of a node, does not draw the picture again.
  if (only("open")) showOpen();
  else if (only("sort", "down")) showTable(result.list);
  else if (only("pinned") && isGraph(state)) showPins();
  else timed("filter", () => showAll(state.goal !== null || keys.some((key) => IN_CARD.includes(key))));
  if (state.open !== null && keys.includes("open")) $("card").scrollIntoView({block: "nearest"});
}

function showOpen() {
  showCard();
  markRow();
  if (isGraph(state)) markOpen();
  else markChart();
}

function showPins() {
  const missing = [...state.pinned.keys()].some((id) => !drawn.nodes.includes(id) && !state.hidden.has(id));
  if (missing) { showAll(); return; }
  showChips();
  showLegend();
  const keep = document.activeElement?.closest?.("#card .actions") ? [...$("card").querySelectorAll(".actions button")].indexOf(document.activeElement) : -1;
  showCard();
  if (keep >= 0) $("card").querySelectorAll(".actions button")[keep]?.focus();
  paint();
}

function escape() {
  if (state.open !== null) closeCard();
  else if (state.goal !== null) change({goal: null}, {step: true});
  else if (state.focus !== null) change({focus: null}, {step: true});
  else if ($("chips").children.length) change({...noFilters(), hidden: new Set()}, {step: true});
}

function pageKey(event) {
  if (event.key === "Escape" && !$("keys").open) { escape(); return; }
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, select, textarea")) return;
  const acts = {
    "/": () => $("find").focus(),
    "?": () => $("keys").showModal(),
    f: fit, "+": () => zoom(1.3), "=": () => zoom(1.3), "-": () => zoom(1 / 1.3),
    h: () => onNode((id) => change({hidden: toggled(state.hidden, id)}, {step: true})), p: () => onNode(togglePin),
  };
  for (const [key, view] of Object.entries({o: "overview", n: "nations", e: "events", m: "map", t: "time", l: "table"})) acts[key] = () => chooseView(view);
  for (const hops of HOPS) acts[hops] = () => state.focus !== null && change({hops});
  if (!Object.hasOwn(acts, event.key)) return;
  event.preventDefault();
  acts[event.key]();
}

// The node that the keyboard stands on, else the one that is open.
function onNode(act) {
  const id = (isGraph(state) ? marked : chartMarks.get(chartMarked)?.id) ?? state.open;
  if (id !== null && nodeKind(id) !== "p") act(id);
}

function start() {
  refill($("lang"), ...Object.entries(WORDS).map(([code, words]) => el("option", {value: code, lang: code}, words._name)));
  $("lang").addEventListener("change", () => change({lang: $("lang").value}));
  $("help").addEventListener("click", () => $("keys").showModal());
  if (matchMedia("(max-width: 760px)").matches) $("filters").open = false;
  $("in").addEventListener("click", () => zoom(1.3));
  $("out").addEventListener("click", () => zoom(1 / 1.3));
  $("fit").addEventListener("click", fit);
  startCanvas();
  startChart();
  startSearch();
  startFacets();
  startBars();
  startTable();
  startKeep();
  onChange(showChange);
  document.addEventListener("keydown", pageKey);
  document.querySelector(".skip").addEventListener("click", (event) => { event.preventDefault(); goToRow(0); });
  for (const name of ["hashchange", "popstate"]) addEventListener(name, () => readHash() && showAll());
  readHash();
  showAll();
  // The first picture comes first; then the index of all texts.
  requestAnimationFrame(() => setTimeout(foldSoon, 50));
}

start();
started = true;
