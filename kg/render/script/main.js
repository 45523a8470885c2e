// Start, keys, and what is shown again when the reader changes something.

// What changes only the panel, so that a click does not draw the picture again.
const LIGHT = new Set(["open"]);
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
  const keys = [["/", "key_find"], ["Esc", "key_esc"], ["← ↑ → ↓", "key_arrows"], ["Enter", "key_enter"], ["1 2", "key_hops"], ["o n e", "key_views"], ["f", "key_fit"], ["+ −", "key_zoom"]];
  refill($("keys-list"), ...keys.flatMap(([key, text]) => [el("dt", {}, el("kbd", {}, key)), el("dd", {}, say(text))]));
}

function showAll(withCard = true) {
  if (lang !== state.lang || !result) translate();
  result = filterEvents(state);
  showChips();
  showSwitches();
  showFacets(result);
  showBars(result);
  showLegend();
  showTable(result.list);
  if (withCard) showCard();
  drawSoon();
}

let waiting = 0;
function drawSoon() {
  cancelAnimationFrame(waiting);
  waiting = requestAnimationFrame(() => draw(result.list, state));
}

function showChange(patch) {
  const keys = Object.keys(patch);
  if (keys.every((key) => LIGHT.has(key))) {
    showCard();
    markRow();
    markOpen();
  } else if (keys.every((key) => key === "sort" || key === "down")) showTable(result.list);
  else showAll(keys.some((key) => ["open", "focus", "lang"].includes(key)));
  if (state.open !== null && keys.includes("open")) $("card").scrollIntoView({block: "nearest"});
}

function escape() {
  if (state.open !== null) closeCard();
  else if (state.focus !== null) change({focus: null}, {step: true});
  else if ($("chips").children.length) change(noFilters(), {step: true});
}

function pageKey(event) {
  if (event.key === "Escape" && !$("keys").open) { escape(); return; }
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, select, textarea")) return;
  const acts = {
    "/": () => $("find").focus(),
    "?": () => $("keys").showModal(),
    "1": () => state.focus !== null && change({hops: 1}),
    "2": () => state.focus !== null && change({hops: 2}),
    o: () => change({view: "overview", focus: null}, {step: true}),
    n: () => change({view: "nations", focus: null}, {step: true}),
    e: () => change({view: "events", focus: null}, {step: true}),
    f: fit,
  };
  if (!Object.hasOwn(acts, event.key)) return;
  event.preventDefault();
  acts[event.key]();
}

function start() {
  refill($("lang"), ...Object.entries(WORDS).map(([code, words]) => el("option", {value: code, lang: code}, words._name)));
  $("lang").addEventListener("change", () => change({lang: $("lang").value}));
  $("help").addEventListener("click", () => $("keys").showModal());
  if (matchMedia("(max-width: 760px)").matches) $("filters").open = false;
  startCanvas();
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
  foldSoon();
}

start();
