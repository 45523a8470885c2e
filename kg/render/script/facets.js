// The filters beside the picture, the chips that name the active ones, the legend and the view switches.

const MOST_NATIONS = 10;
let everyNation = false;

function facet(box, items, chosen, toggle) {
  const before = document.activeElement?.dataset?.item;
  refill(box, ...items.map(({id, text, hits, mark}) => {
    const input = el("input", {type: "checkbox", "data-item": id, onchange: () => toggle(id)});
    input.checked = chosen.has(id);
    return el("label", {class: hits || input.checked ? "line" : "line none"}, input, mark ?? null,
      el("bdi", {}, text), el("span", {class: "hits"}, figure(hits)));
  }));
  // The boxes are made anew: keep the keyboard where it was.
  if (before) [...box.querySelectorAll("input")].find((input) => input.dataset.item === before)?.focus();
}

function showFacets(found) {
  facet($("by-type"), DATA.types.map((type) => ({
    id: type.id, text: clean(inLanguage(type.labels, type.id)), hits: found.byType.get(type.id) ?? 0, mark: mark(type.shape, type.color),
  })), state.types, (id) => change({types: toggled(state.types, id)}));
  facet($("by-status"), DATA.statuses.map((id) => ({id, text: say(id), hits: found.byStatus.get(id) ?? 0})),
    state.statuses, (id) => change({statuses: toggled(state.statuses, id)}));
  showNations(found);
  $("undated").checked = state.undated;
  $("undated-text").textContent = say("undated", {n: figure(found.undated)});
  $("from").value = state.from;
  $("to").value = state.to;
}

function showNations(found) {
  const counted = best(found.byNation, Infinity);
  const order = [...state.nations, ...counted.filter((index) => !state.nations.has(index))];
  const shown = everyNation ? order : order.slice(0, Math.max(MOST_NATIONS, state.nations.size));
  facet($("by-nation"), shown.map((index) => ({id: String(index), text: actorName(index), hits: found.byNation.get(index) ?? 0})),
    new Set([...state.nations].map(String)), (id) => change({nations: toggled(state.nations, Number(id))}));
  if (order.length > MOST_NATIONS) {
    $("by-nation").append(el("button", {type: "button", class: "plain", onclick: () => { everyNation = !everyNation; showNations(found); }},
      everyNation ? say("fewer") : say("more_nations", {n: figure(order.length - shown.length)})));
  }
  $("nations-how").hidden = state.nations.size < 2;
  for (const input of $("nations-how").querySelectorAll("input")) input.checked = input.value === state.how;
}

function mark(shape, color, hollow = false) {
  const look = {fill: hollow ? "none" : color, stroke: color, "stroke-width": 2};
  const points = {
    diamond: "8,1 15,8 8,15 1,8", triangle: "8,1 15,14 1,14", triangleDown: "1,2 15,2 8,15", square: "2,2 14,2 14,14 2,14",
    box: "1,3 15,3 15,13 1,13", hexagon: "4,2 12,2 15,8 12,14 4,14 1,8",
    star: "8,1 10,6 15,6 11,9.5 12.5,15 8,11.5 3.5,15 5,9.5 1,6 6,6",
  }[shape];
  const drawing = points ? svg("polygon", {points, ...look}) : svg("circle", {cx: 8, cy: 8, r: 6, ...look});
  return svg("svg", {class: "mark", viewBox: "0 0 16 16", "aria-hidden": "true"}, drawing);
}

function line(className) {
  return svg("svg", {class: "mark", viewBox: "0 0 16 16", "aria-hidden": "true"}, svg("line", {x1: 0, x2: 16, y1: 8, y2: 8, class: className}));
}

function showLegend() {
  const actors = Object.entries(SHAPES).map(([kind, shape]) => el("span", {}, mark(shape, kind === "state" ? "var(--nation)" : "var(--soft)", kind !== "state"), say(`kind_${kind}`)));
  const withEvents = state.view === "events" || state.focus !== null;
  const rest = withEvents
    ? DATA.types.map((type) => el("button", {
      type: "button", "aria-pressed": String(state.types.has(type.id)), onclick: () => change({types: toggled(state.types, type.id)}),
    }, mark(type.shape, type.color), clean(inLanguage(type.labels, type.id))))
      .concat([el("span", {}, mark("dot", "var(--soft)", true), `${say("planned")} / ${say("cancelled")}`)])
    : [el("span", {}, line("shared"), say("legend_shared")), el("span", {}, line("member"), say("legend_belongs"))];
  refill($("legend"), ...actors, ...rest);
}

function radio(box, name, values, chosen, choose) {
  refill(box, ...values.map(([value, text]) => {
    const input = el("input", {type: "radio", name, value, onchange: () => choose(value)});
    input.checked = value === chosen;
    return el("label", {}, input, el("span", {}, text));
  }));
}

function showSwitches() {
  const restore = document.activeElement?.matches?.("#views input, #hops input") ? [document.activeElement.name] : [];
  radio($("views"), "view", VIEWS.map((view) => [view, say(`view_${view}`)]), state.focus === null ? state.view : "",
    (view) => change({view, focus: null}, {step: true}));
  radio($("hops"), "hops", [["1", say("hop_1")], ["2", say("hop_2")]], String(state.hops), (hops) => change({hops: Number(hops)}));
  $("hops").hidden = state.focus === null;
  refill($("limit"), ...LIMITS.map((limit) => el("option", {value: limit}, figure(limit))));
  $("limit").value = String(state.limit);
  for (const name of restore) document.querySelector(`input[name="${name}"]:checked`)?.focus();
}

function showChips() {
  const chips = [];
  const chip = (kind, text, patch) => chips.push(el("button", {type: "button", class: "chip", onclick: () => change(patch, {step: true})},
    el("span", {class: "kind"}, kind), el("bdi", {}, cut(text, 40)), el("span", {"aria-hidden": "true"}, " ×")));
  if (state.focus !== null) chip(say("centre_chip"), nodeName(state.focus), {focus: null});
  if (state.words) chip(say("text"), clean(state.words), {words: ""});
  if (state.place) chip(say("s_place"), clean(inLanguage(DATA.places[state.place], state.place)), {place: ""});
  for (const index of state.nations) chip(say("s_nation"), actorName(index), {nations: toggled(state.nations, index)});
  for (const id of state.types) chip(say("type"), clean(inLanguage(TYPES.get(id).labels, id)), {types: toggled(state.types, id)});
  for (const id of state.statuses) chip(say("status"), say(id), {statuses: toggled(state.statuses, id)});
  if (state.from || state.to) {
    const ends = [state.from, state.to].map((day) => (day ? dateText(day, "short") : "…")).join(" – ");
    chip(say("dates"), ends, {from: "", to: ""});
  }
  if (chips.length > 1) chips.push(el("button", {type: "button", class: "plain", onclick: () => change(noFilters(), {step: true})}, say("reset")));
  refill($("chips"), ...chips);
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
