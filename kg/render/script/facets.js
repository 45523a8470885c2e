// The filters beside the picture, the chips that name the active ones, the legend and the view switches.

const MOST_OFFERED = 10;
const wholeLists = new Set(); // the filters that show all their values

function facet(box, items, chosen, toggle) {
  const before = document.activeElement?.dataset?.item;
  refill(box, ...items.map(({id, text, hits, mark}) => {
    const input = el("input", {type: "checkbox", "data-item": id, onchange: () => toggle(id)});
    input.checked = chosen.has(id);
    return el("label", {class: hits || input.checked ? "line" : "line none"}, input, mark ?? null,
      el("bdi", {}, cut(text, 120)), el("span", {class: "hits"}, figure(hits)));
  }));
  // The boxes are made anew: keep the keyboard where it was.
  if (before) [...box.querySelectorAll("input")].find((input) => input.dataset.item === before)?.focus();
}

function showFacets(found) {
  facet($("by-type"), DATA.types.map((type) => ({
    id: type.id, text: clean(inLanguage(type.labels, type.id)), hits: found.byType.get(type.id) ?? 0, mark: mark(type.shape, typeColor(type.id)),
  })), state.types, (id) => change({types: toggled(state.types, id)}));
  facet($("by-status"), DATA.statuses.map((id) => ({id, text: say(id), hits: found.byStatus.get(id) ?? 0})),
    state.statuses, (id) => change({statuses: toggled(state.statuses, id)}));
  $("nations-how").hidden = state.nations.size < 2;
  for (const input of $("nations-how").querySelectorAll("input")) input.checked = input.value === state.how;
  longFacet("nation", found.byNation, state.nations, actorName, (index) => change({nations: toggled(state.nations, index)}));
  longFacet("who", found.byWho, state.who, actorName, (index) => change({who: toggled(state.who, index)}));
  longFacet("source", found.bySource, state.sources, (index) => visibleName(SOURCES[index], say("unnamed")), (index) => change({sources: toggled(state.sources, index)}));
  $("undated").checked = state.undated;
  $("undated-text").textContent = say("undated", {n: figure(found.reported.length + found.dayless)});
  $("from").value = state.from;
  $("to").value = state.to;
}

// A filter with many values: those chosen, then those with most events; the rest on demand.
function longFacet(name, hits, chosen, textOf, toggle) {
  const counted = [];
  hits.forEach((n, index) => { if (n && !chosen.has(index)) counted.push(index); });
  counted.sort((a, b) => hits[b] - hits[a] || a - b);
  const order = [...chosen, ...counted];
  const whole = wholeLists.has(name);
  const shown = order.slice(0, Math.max(whole ? MOST_DRAWN : MOST_OFFERED, chosen.size));
  const box = $(`by-${name}`);
  box.closest("fieldset").hidden = !order.length;
  facet(box, shown.map((index) => ({id: String(index), text: textOf(index), hits: hits[index]})),
    new Set([...chosen].map(String)), (id) => toggle(Number(id)));
  if (order.length <= MOST_OFFERED) return;
  const turn = () => {
    if (!wholeLists.delete(name)) wholeLists.add(name);
    longFacet(name, hits, chosen, textOf, toggle);
    box.querySelector("button").focus();
  };
  box.append(el("button", {type: "button", class: "plain", "aria-expanded": String(whole), onclick: turn},
    whole ? say("fewer") : say("more_values", {n: figure(order.length - shown.length)})));
}

function showLegend() {
  refill($("legend"), ...({map: mapLegend, time: timeLegend, table: () => []}[state.view] ?? graphLegend)());
}

function typeButtons() {
  return DATA.types.map((type) => el("button", {
    type: "button", "aria-pressed": String(state.types.has(type.id)), onclick: () => change({types: toggled(state.types, type.id)}),
  }, mark(type.shape, typeColor(type.id)), clean(inLanguage(type.labels, type.id))));
}

function graphLegend() {
  const actors = Object.entries(SHAPES).map(([kind, shape]) => el("span", {}, mark(shape, kind === "state" ? "var(--nation)" : "var(--soft)", kind !== "state"), say(`kind_${kind}`)));
  const pins = state.pinned.size ? [el("span", {}, mark("dot", "var(--pin)", true), say("pinned"))] : [];
  if (state.view === "events" || state.focus !== null) {
    return [...actors, ...typeButtons(), el("span", {}, mark("dot", "var(--soft)", true), `${say("planned")} / ${say("cancelled")}`), ...pins];
  }
  return [...actors, el("span", {}, line("shared"), say("legend_shared")), el("span", {}, line("member"), say("legend_belongs")), ...pins];
}

function mapLegend() {
  const dot = (className) => svg("svg", {class: "mark", viewBox: "0 0 16 16", "aria-hidden": "true"}, svg("circle", {class: className, cx: 8, cy: 8, r: 6}));
  return [el("span", {}, dot("dot"), say("legend_place")), el("span", {}, dot("dot country"), say("legend_country")), el("span", {}, say("legend_coasts"))];
}

function timeLegend() {
  const dashed = svg("svg", {class: "mark", viewBox: "0 0 16 16", "aria-hidden": "true"},
    svg("circle", {cx: 8, cy: 8, r: 6, fill: "none", stroke: "var(--soft)", "stroke-width": 2, "stroke-dasharray": "2 2"}));
  return [...typeButtons(), el("span", {}, dashed, say("legend_reported")), el("span", {}, mark("dot", "var(--soft)", true), `${say("planned")} / ${say("cancelled")}`)];
}

function radio(box, name, values, chosen, choose) {
  refill(box, ...values.map(([value, text, spoken = null]) => {
    const input = el("input", {type: "radio", name, value, "aria-label": spoken, onchange: () => choose(value)});
    input.checked = value === chosen;
    return el("label", {}, input, el("span", {}, text));
  }));
}

function showSwitches() {
  const restore = document.activeElement?.matches?.("#views input, #hops input") ? [document.activeElement.name] : [];
  const around = state.focus !== null;
  const views = VIEWS.map((view) => [view, say(`view_${view}`)]);
  if (around) views.unshift(["around", say(state.goal === null ? "view_around" : "path")]);
  radio($("views"), "view", views, around && isGraph(state) ? "around" : state.view, chooseView);
  radio($("hops"), "hops", HOPS.map((hops) => [String(hops), figure(hops), say(`hop_${hops}`)]), String(state.hops), (hops) => change({hops: Number(hops)}));
  $("hops").parentElement.hidden = !around || state.goal !== null;
  document.querySelector("main").dataset.view = state.view;
  $("limit").closest("label").hidden = state.view === "table" || state.view === "time";
  $("zooms").hidden = state.view === "table" || state.view === "time";
  for (const id of ["png", "svg"]) $(id).disabled = state.view === "table";
  refill($("limit"), ...LIMITS.map((limit) => el("option", {value: limit}, figure(limit))));
  $("limit").value = String(state.limit);
  for (const name of restore) document.querySelector(`input[name="${name}"]:checked`)?.focus();
}

// Map, timeline and table show what is around the centre; the other graphs show all again.
function chooseView(view) {
  if (view === "around") change({view: "overview"}, {step: true});
  else if (GRAPHS.includes(view)) change({view, focus: null}, {step: true});
  else change({view}, {step: true});
}

function showChips() {
  const chips = [];
  const chip = (kind, text, patch) => chips.push(el("button", {type: "button", class: "chip", onclick: () => change(patch, {step: true})},
    el("span", {class: "kind"}, kind), el("bdi", {}, cut(text, 40)), el("span", {"aria-hidden": "true"}, " ×")));
  if (state.goal !== null) chip(say("path"), `${wrap(cut(nodeName(state.focus), 18))} → ${wrap(cut(nodeName(state.goal), 18))}`, {goal: null});
  else if (state.focus !== null) chip(say("centre_chip"), nodeName(state.focus), {focus: null});
  if (state.words) chip(say("text"), clean(state.words), {words: ""});
  if (state.place !== null) chip(say("s_place"), placeLabel(state.place), {place: null});
  for (const index of state.nations) chip(say("s_nation"), actorName(index), {nations: toggled(state.nations, index)});
  for (const index of state.who) chip(say("s_actor"), actorName(index), {who: toggled(state.who, index)});
  for (const index of state.sources) chip(say("source"), clean(SOURCES[index]), {sources: toggled(state.sources, index)});
  for (const id of state.types) chip(say("type"), clean(inLanguage(TYPES.get(id).labels, id)), {types: toggled(state.types, id)});
  for (const id of state.statuses) chip(say("status"), say(id), {statuses: toggled(state.statuses, id)});
  if (state.from || state.to) {
    const ends = [state.from, state.to].map((day) => (day ? dateText(day, "short") : "…")).join(" – ");
    chip(say("dates"), ends, {from: "", to: ""});
  }
  if (chips.length > 1) chips.push(el("button", {type: "button", class: "plain", onclick: () => change(noFilters(), {step: true})}, say("reset")));
  if (state.hidden.size) chip(say("hidden"), namesOf(state.hidden), {hidden: new Set()});
  if (state.pinned.size) chip(say("pinned"), namesOf(state.pinned.keys()), {pinned: new Map()});
  refill($("chips"), ...chips);
}

function namesOf(ids) {
  const names = [...ids].map((id) => wrap(cut(nodeName(id), 20)));
  return names.length > 2 ? `${names[0]} +${figure(names.length - 1)}` : names.join(say("_dir") === "rtl" ? "، " : ", ");
}

function startFacets() {
  for (const end of ["from", "to"]) {
    $(end).addEventListener("change", () => {
      const day = $(end).value;
      change({[end]: /^\d{4}-\d\d-\d\d$/.test(day) ? day : ""});
    });
  }
  $("undated").addEventListener("change", () => change({undated: $("undated").checked}));
  $("limit").addEventListener("change", () => change({limit: Number($("limit").value)}));
  for (const input of $("nations-how").querySelectorAll("input")) input.addEventListener("change", () => change({how: input.value}));
}
