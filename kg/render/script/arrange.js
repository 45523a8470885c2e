// Where the chosen nodes stand. The page starts from the places computed when it was made, so that maps keep their
// shape, and only loosens what would overlap; around a centre nodes stand on rings.

const ROOM = 120;
const WIDE = 1.6; // labels are wider than high

// Pinned nodes stand where the reader put them.
function arrange(chosen, view, shape) {
  const spots = placed(chosen, view, shape);
  for (const [id, [x, y]] of view.pinned) if (spots.has(id)) Object.assign(spots.get(id), {x, y});
  return spots;
}

function placed(chosen, {focus}, shape) {
  if (chosen.column) return columns(chosen, shape);
  const spots = new Map(chosen.nodes.map((id) => {
    const [x, y] = (nodeKind(id) === "a" ? ACTORS : EVENTS)[nodeIndex(id)].at;
    return [id, {x, y}];
  }));
  if (focus !== null) return stretch(rings(chosen, focus), shape);
  scale(spots);
  if (spots.size <= 500) loosen(spots, chosen.edges, spots.size <= 200 ? 120 : 50);
  else part(spots);
  return stretch(spots, shape);
}

// Make the picture about as wide and high as the room it has; `shape` is width by height.
function stretch(spots, shape) {
  const xs = [...spots.values()].map(({x}) => x).sort((a, b) => a - b);
  const ys = [...spots.values()].map(({y}) => y).sort((a, b) => a - b);
  const middle = (list) => list[Math.floor(list.length * 0.96)] - list[Math.floor(list.length * 0.04)];
  const factor = Math.min(2.2, Math.max(0.45, (shape * (middle(ys) + ROOM)) / (middle(xs) + ROOM)));
  for (const spot of spots.values()) spot.x *= factor;
  return spots;
}

// Nodes of a small choice may be far apart or crowded in the whole graph: give them the room they need.
function scale(spots) {
  const all = [...spots.values()];
  if (all.length < 2) return;
  const x = all.reduce((sum, spot) => sum + spot.x, 0) / all.length;
  const y = all.reduce((sum, spot) => sum + spot.y, 0) / all.length;
  const far = all.map((spot) => Math.hypot(spot.x - x, spot.y - y)).sort((a, b) => a - b);
  const usual = far[Math.floor(far.length * 0.85)] || 1;
  const factor = (0.75 * Math.sqrt(all.length) * ROOM) / usual;
  for (const spot of all) {
    const radius = Math.hypot(spot.x - x, spot.y - y) || 1;
    const drawnIn = radius > usual ? usual * (1 + 0.3 * Math.log(radius / usual)) : radius;
    spot.x = ((spot.x - x) / radius) * drawnIn * factor;
    spot.y = ((spot.y - y) / radius) * drawnIn * factor;
  }
}

function loosen(spots, edges, steps) {
  const all = [...spots.values()];
  const links = edges.map((edge) => [spots.get(edge.from), spots.get(edge.to), edge.events === 0 ? 0.5 : 1]);
  for (const spot of all) spot.degree = 0;
  for (const [a, b] of links) { a.degree += 1; b.degree += 1; }
  for (let step = 0; step < steps; step += 1) {
    const hot = ROOM * 0.35 * (1 - step / steps) + 1;
    for (const spot of all) { spot.dx = -0.012 * spot.x; spot.dy = -0.02 * spot.y; }
    for (let i = 0; i < all.length; i += 1) {
      for (let j = i + 1; j < all.length; j += 1) repel(all[i], all[j]);
    }
    for (const [a, b, weight] of links) {
      const x = b.x - a.x, y = b.y - a.y, length = Math.hypot(x, y) || 1;
      const pull = (weight * 0.12 * (length - ROOM * 1.1)) / length;
      a.dx += (pull * x) / Math.sqrt(a.degree); a.dy += (pull * y) / Math.sqrt(a.degree);
      b.dx -= (pull * x) / Math.sqrt(b.degree); b.dy -= (pull * y) / Math.sqrt(b.degree);
    }
    for (const spot of all) {
      const length = Math.hypot(spot.dx, spot.dy) || 1;
      spot.x += (spot.dx / length) * Math.min(length, hot);
      spot.y += (spot.dy / length) * Math.min(length, hot);
    }
  }
}

function repel(a, b) {
  let x = (a.x - b.x) / WIDE, y = a.y - b.y;
  if (x === 0 && y === 0) [x, y] = [0.5, 0.5];
  const square = x * x + y * y;
  if (square > 16 * ROOM * ROOM) return;
  const push = (ROOM * ROOM * 0.22) / Math.max(square, 100);
  a.dx += push * x * WIDE; a.dy += push * y;
  b.dx -= push * x * WIDE; b.dy -= push * y;
}

// Many nodes: only move apart those that share a cell of a grid, a few times.
function part(spots) {
  for (let round = 0; round < 6; round += 1) {
    const cells = new Map();
    for (const spot of spots.values()) {
      const key = `${Math.floor(spot.x / ROOM)} ${Math.floor((spot.y * WIDE) / ROOM)}`;
      const others = cells.get(key);
      if (!others) { cells.set(key, 1); continue; }
      const angle = others * 2.399963;
      spot.x += ROOM * 0.6 * Math.sqrt(others) * Math.cos(angle);
      spot.y += (ROOM * 0.6 * Math.sqrt(others) * Math.sin(angle)) / WIDE;
      cells.set(key, others + 1);
    }
  }
}

// A path is read in the direction of writing: one column after the other.
function columns({nodes, column}, shape) {
  const rows = new Map();
  for (const id of nodes) rows.set(column.get(id), [...(rows.get(column.get(id)) ?? []), id]);
  const most = Math.max(...[...rows.values()].map((ids) => ids.length));
  const last = Math.max(...rows.keys(), 1);
  const wide = Math.max(200, (shape * most * ROOM * 0.8) / last);
  const way = say("_dir") === "rtl" ? -1 : 1;
  const spots = new Map();
  for (const [at, ids] of rows) {
    ids.forEach((id, row) => spots.set(id, {x: way * at * wide, y: (row - (ids.length - 1) / 2) * ROOM * 0.8}));
  }
  return spots;
}

// Rings by distance from the centre; on the first ring by date, further out beside what they hang on.
function rings(chosen, focus) {
  const near = new Map(chosen.nodes.map((id) => [id, []]));
  for (const {from, to} of chosen.edges) { near.get(from).push(to); near.get(to).push(from); }
  const spots = new Map([[focus, {x: 0, y: 0, angle: 0}]]);
  let ring = [focus];
  let radius = 0;
  const reached = new Set(ring);
  while (ring.length) {
    const next = [...new Set(ring.flatMap((id) => near.get(id)))].filter((id) => !reached.has(id));
    for (const id of next) reached.add(id);
    radius = placeRing(next, radius, near, spots, ring.length === 1 && ring[0] === focus);
    ring = next;
  }
  const rest = chosen.nodes.filter((id) => !reached.has(id));
  placeRing(rest, radius, near, spots, false);
  return spots;
}

function placeRing(ids, inner, near, spots, first) {
  if (!ids.length) return inner;
  const angle = new Map(ids.map((id, at) => [id, first ? at : meanAngle(near.get(id), spots)]));
  const day = (id) => (nodeKind(id) === "e" ? firstDay[nodeIndex(id)] || -Infinity : 0);
  const sorted = [...ids].sort((a, b) => (first ? day(a) - day(b) : angle.get(a) - angle.get(b)) || (a < b ? -1 : 1));
  const rows = Math.min(3, Math.max(1, Math.ceil(ids.length / 36)));
  const radius = Math.max(inner + 170, (ids.length * 95) / rows / (2 * Math.PI));
  sorted.forEach((id, at) => {
    const turn = (2 * Math.PI * at) / sorted.length - Math.PI / 2;
    const away = radius + (at % rows) * 80;
    spots.set(id, {x: away * Math.cos(turn), y: away * Math.sin(turn), angle: turn});
  });
  return radius + (rows - 1) * 80;
}

function meanAngle(ids, spots) {
  let x = 0, y = 0;
  for (const id of ids) {
    const spot = spots.get(id);
    if (spot) { x += Math.cos(spot.angle); y += Math.sin(spot.angle); }
  }
  const turn = Math.atan2(y, x) + Math.PI / 2;
  return turn < -1e-9 ? turn + 2 * Math.PI : turn;
}
