// The picture. vis-network paints; what it paints is chosen and placed elsewhere.

const SHAPES = {person: "dot", state: "hexagon", organization: "square", group: "triangleDown"};
const nodeSet = new vis.DataSet();
const edgeSet = new vis.DataSet();
const TOP_LABELS = 12;
const CROWDED = 300; // from here on events go without labels: "meeting" a hundred times tells nothing
let network = null;
let drawn = null; // {nodes, edges, counts, ...} of choose.js
let spots = new Map();
let looks = new Map();
let widths = [];
let marked = null; // the node that the arrow keys stand on

function colours() {
  const style = getComputedStyle(document.documentElement);
  return Object.fromEntries(["ink", "soft", "paper", "accent", "nation", "line", "member", "pin"].map(
    (name) => [name, style.getPropertyValue(`--${name}`).trim()]));
}

function startCanvas() {
  network = new vis.Network($("canvas"), {nodes: nodeSet, edges: edgeSet}, JSON.parse(NETWORK.options));
  network.on("click", ({nodes}) => nodes.length && openNode(nodes[0]));
  network.on("doubleClick", ({nodes}) => nodes.length && centreOn(nodes[0]));
  network.on("zoom", debounced(rescale, 90));
  network.on("dragEnd", ({nodes}) => nodes.length && pin(nodes));
  $("canvas").addEventListener("keydown", canvasKey);
  for (const looks of [DARK, PAPER]) looks.addEventListener("change", () => showAll());
  new ResizeObserver(debounced(resized, 120)).observe($("canvas"));
}

let seenSize = "";

function resized() {
  const size = `${$("canvas").clientWidth} ${$("canvas").clientHeight}`;
  if (size === seenSize || $("canvas").hidden) return;
  const first = seenSize === "";
  seenSize = size;
  if (!first) fitGraph();
}

function motion() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches
    ? false : {duration: 250, easingFunction: "easeInOutQuad"};
}

// Show all nodes, with room for the labels at the edges.
function lookAtAll() {
  if (!drawn?.nodes.length) return;
  const all = drawn.nodes.map((id) => spots.get(id));
  const ends = (key) => all.reduce(([low, high], spot) => [Math.min(low, spot[key]), Math.max(high, spot[key])], [Infinity, -Infinity]);
  const [left, right] = ends("x"), [top, bottom] = ends("y");
  const {clientWidth: width, clientHeight: height} = $("canvas");
  const aside = Math.min(130, width * 0.18);
  const scale = Math.min((width - aside) / Math.max(right - left, 1), (height - 70) / Math.max(bottom - top, 1));
  network.moveTo({position: {x: (left + right) / 2, y: (top + bottom) / 2}, scale: Math.min(1.15, Math.max(0.02, scale)), animation: false});
}

function fitGraph() {
  lookAtAll();
  rescale();
}

function zoomBy(factor) {
  network.moveTo({scale: Math.min(4, Math.max(0.02, network.getScale() * factor)), animation: motion()});
  setTimeout(rescale, motion() ? 270 : 0);
}

// Keep nodes where they stand now, in this view and in links to it.
function pin(ids) {
  const pinned = new Map(state.pinned);
  for (const id of ids) {
    const {x, y} = network.getPosition(id);
    spots.set(id, {x, y});
    pinned.set(id, [Math.round(x), Math.round(y)]);
  }
  change({pinned});
}

// Draw what passes the filters.
function drawGraph(found, view) {
  drawn = choose(found, view);
  spots = arrange(drawn, view, $("canvas").clientWidth / Math.max($("canvas").clientHeight, 1));
  marked = null;
  nodeSet.clear();
  lookAtAll();
  paint();
  sayDrawn();
}

// Draw the same nodes again: other language, other colours.
function paint() {
  if (!drawn) return;
  const look = colours();
  const most = Math.max(1, ...(drawn.counts ? drawn.nodes.map((id) => drawn.counts.get(nodeIndex(id)) ?? 0) : [1]));
  // Many nodes are drawn smaller, so that they do not hide each other.
  const share = Math.max(0.3, Math.min(1, Math.sqrt(120 / drawn.nodes.length)));
  looks = new Map(drawn.nodes.map((id) => [id, thinner(pinnedLook(id, nodeLook(id, most, look), look), share)]));
  nodeSet.clear();
  edgeSet.clear();
  const scaled = scaledLooks();
  nodeSet.add(drawn.nodes.map((id, at) => ({...looks.get(id), x: spots.get(id).x, y: spots.get(id).y, ...scaled[at]})));
  const heavy = Math.max(1, ...drawn.edges.map((edge) => edge.events ?? 1));
  const lines = drawn.edges.map((edge) => edgeLook(edge, heavy, look));
  widths = lines.map((line) => line.width * share * share);
  const unit = 1 / network.getScale();
  edgeSet.add(drawn.edges.map((edge, at) => ({...lines[at], id: at, from: edge.from, to: edge.to, width: widths[at] * unit})));
  markOpen();
}

// Nodes and labels keep their size on the screen however far the reader zooms out, and of labels that would overlap
// the more important one is painted; zooming in makes room for the others.
function rescale() {
  if (!drawn?.nodes.length) return;
  const unit = 1 / network.getScale();
  nodeSet.update(scaledLooks());
  edgeSet.update(drawn.edges.map((_, at) => ({id: at, width: widths[at] * unit})));
}

function pinnedLook(id, own, look) {
  return state.pinned.has(id) ? {...own, borderWidth: 4, color: {...own.color, border: look.pin}, rank: Math.max(own.rank, 1e6)} : own;
}

function thinner(look, share) {
  return {...look, size: look.size * share, borderWidth: share < 0.6 ? 1 : look.borderWidth};
}

function scaledLooks() {
  const unit = 1 / network.getScale();
  const named = withRoom(unit);
  return drawn.nodes.map((id) => {
    const {size, font, label} = looks.get(id);
    return {
      id, size: size * unit, label: named.has(id) ? label : undefined,
      font: {...font, size: font.size * unit, strokeWidth: font.strokeWidth * unit, vadjust: (named.get(id) ?? 0) * unit},
    };
  });
}

// The labels for which there is room, below the node or else above it: id -> how far the label moves, in pixels.
function withRoom(unit) {
  const taken = new Map(); // cells of 100 pixels -> boxes in them
  const named = new Map();
  const order = [...drawn.nodes].sort((a, b) => looks.get(b).rank - looks.get(a).rank);
  const take = (box, rank) => { for (const cell of cellsOf(box)) taken.set(cell, [...(taken.get(cell) ?? []), {box, rank}]); };
  // The names of the few most important nodes may cover nodes that are less so.
  const free = ([left, top, right, bottom], own) => cellsOf([left, top, right, bottom]).every((cell) => (taken.get(cell) ?? [])
    .every(({box, rank}) => rank === own || (own < TOP_LABELS && rank > own) || left > box[2] || box[0] > right || top > box[3] || box[1] > bottom));
  order.forEach((id, rank) => {
    const [x, y, half] = [spots.get(id).x / unit, spots.get(id).y / unit, looks.get(id).size * 0.8];
    take([x - half, y - half, x + half, y + half], rank);
  });
  for (const [rank, id] of order.entries()) {
    const wanted = id === state.open || id === state.focus || id === marked;
    if (order.length > CROWDED && nodeKind(id) === "e" && !wanted) continue;
    const {label, font, size} = looks.get(id);
    const lines = label.split("\n");
    const high = lines.length * font.size * 1.2 + 2;
    const half = Math.max(...lines.map((text) => text.length)) * font.size * 0.25 + 2;
    const x = spots.get(id).x / unit, y = spots.get(id).y / unit;
    const below = [x - half, y + size, x + half, y + size + high];
    const above = [x - half, y - size - high, x + half, y - size];
    const box = free(below, rank) ? below : free(above, rank) ? above : wanted ? below : null;
    if (!box) continue;
    named.set(id, box === above ? -(2 * size + high + 4) : 0);
    take(box, -1);
  }
  return named;
}

function cellsOf([left, top, right, bottom]) {
  const cells = [];
  for (let x = Math.floor(left / 100); x <= right / 100; x += 1) {
    for (let y = Math.floor(top / 100); y <= bottom / 100; y += 1) cells.push(`${x} ${y}`);
  }
  return cells;
}

function nodeLook(id, most, look) {
  const index = nodeIndex(id);
  const around = state.focus === id;
  const font = {size: around ? 16 : 12, color: look.ink, strokeWidth: 4, strokeColor: look.paper};
  if (nodeKind(id) === "e") {
    const event = EVENTS[index];
    const type = TYPES.get(event.type);
    const held = event.status === "held";
    return {
      rank: around || id === state.goal ? Infinity : reportsOf[index], shape: type?.shape ?? "dot", size: (around ? 11 : 6) + Math.min(4, reportsOf[index]),
      label: eventLabel(event), font: {...font, size: font.size - 1}, title: wrap(nodeName(id)), borderWidth: held ? 1 : 2,
      shapeProperties: {borderDashes: event.status === "cancelled" ? [3, 3] : false},
      color: tint(held ? typeColor(event.type) : look.paper, typeColor(event.type), look),
    };
  }
  const nation = isNation(index);
  const events = drawn.counts?.get(index) ?? 0;
  return {
    rank: around || id === state.goal ? Infinity : (nation ? 1 : 0) + (events || eventsAround(index).length), shape: SHAPES[ACTORS[index].kind] ?? "dot",
    size: (nation ? 7 : 5) + 9 * Math.sqrt(events / most) + (around ? 5 : 0), label: isolate(cut(actorName(index), 28)), title: actorTip(index),
    font: nation ? {...font, size: font.size + 1} : font, borderWidth: 2,
    color: tint(nation ? look.nation : look.paper, nation ? look.nation : look.soft, look),
  };
}

function tint(background, border, look) {
  const lit = {background, border: look.accent};
  return {background, border, highlight: lit, hover: lit};
}

function eventLabel(event) {
  const lines = [typeName(event), event.date ? dateText(event.date, "short") : ""];
  return lines.filter(Boolean).map((line) => isolate(line)).join("\n");
}

function actorTip(index) {
  const names = [...new Set([actorName(index), ...Object.values(ACTORS[index].names)].map(clean))];
  return names.slice(0, 5).map(wrap).join("\n");
}

function edgeLook(edge, heavy, look) {
  const lit = {highlight: look.accent, hover: look.accent};
  if (edge.events === 0) return {color: {color: look.member, ...lit}, width: 1, dashes: [2, 5]};
  if (edge.role === undefined) {
    const tip = `${wrap(nodeName(edge.from))} – ${wrap(nodeName(edge.to))}: ${eventsNumber(edge.events)}`;
    return {color: {color: look.line, ...lit}, width: 1 + 4 * Math.sqrt(edge.events / heavy), title: tip};
  }
  const role = roleName(EVENTS[nodeIndex(edge.from)], edge.role);
  return {color: {color: look.line, ...lit}, width: 1.4, title: isolate(role)};
}

function sayDrawn() {
  const shown = drawn.nodes.length;
  const values = {drawn: figure(shown), all: figure(drawn.all)};
  const parts = [shown === 0 ? say("drawn_none") : shown >= drawn.all ? say("drawn_all", values) : say("drawn", values)];
  if (shown && shown < drawn.all) parts.push(say(drawn.note));
  if (drawn.left) parts.push(say("left_links", {n: figure(drawn.left)}));
  if (state.hidden.size) parts.push(say("n_hidden", {n: figure(state.hidden.size)}));
  $("drawn").textContent = parts.join(" ");
}

function markOpen() {
  const id = marked ?? state.open;
  if (id !== null && nodeSet.get(id)) network.selectNodes([id]);
  else network.unselectAll();
}

const WAYS = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1]};

function canvasKey(event) {
  const way = WAYS[event.key];
  if (way && drawn?.nodes.length) {
    event.preventDefault();
    marked = nextPoint(spots, marked ?? state.open ?? state.focus, way);
    rescale();
    markOpen();
    network.moveTo({position: spots.get(marked), animation: motion()});
    tell(nodeName(marked));
  } else if (event.key === "Enter" && marked !== null) openNode(marked);
}

// The nearest point in a direction, straight ahead counting as nearer than aside.
function nextPoint(points, from, [x, y]) {
  const here = points.get(from);
  if (!here) return points.keys().next().value;
  let found = from, least = Infinity;
  for (const [id, spot] of points) {
    const dx = spot.x - here.x, dy = spot.y - here.y;
    const ahead = dx * x + dy * y, aside = Math.abs(dx * y) + Math.abs(dy * x);
    if (id !== from && ahead > 0 && ahead + 2 * aside < least) { least = ahead + 2 * aside; found = id; }
  }
  return found;
}

function openNode(id) {
  change({open: id}, {step: true});
}

function centreOn(id) {
  change({focus: id, goal: null, open: id, hops: 1, view: isGraph(state) ? state.view : "overview"}, {step: true});
}
