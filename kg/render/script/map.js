// Where events happen. Coasts without borders: a map that takes no side, and needs no tiles.

const MAP_WIDTH = 1000;
let mapDots = [];
let coast = "";

// The Equal Earth projection (Šavrič, Patterson, Jenny 2018): areas keep their size, and Europe its looks.
function project(lat, lon) {
  const [a, b, c, d] = [1.340264, -0.081106, 0.000893, 0.003796];
  const half = Math.sqrt(3) / 2;
  const t = Math.asin(half * Math.sin((lat * Math.PI) / 180));
  const t2 = t * t, t6 = t2 * t2 * t2;
  const x = (lon * Math.PI * Math.cos(t)) / 180 / (half * (a + 3 * b * t2 + t6 * (7 * c + 9 * d * t2)));
  const y = t * (a + b * t2 + t6 * (c + d * t2));
  return [MAP_WIDTH / 2 + x * MAP_WIDTH / 5.42, MAP_WIDTH / 4 - y * MAP_WIDTH / 5.42];
}

function coastPath({step, rings}) {
  return rings.map((ring) => {
    let x = 0, y = 0;
    const corners = [];
    for (let at = 0; at < ring.length; at += 2) {
      x += ring[at];
      y += ring[at + 1];
      const [px, py] = project(y / step, x / step);
      corners.push(`${Math.round(px * 10) / 10} ${Math.round(py * 10) / 10}`);
    }
    return `M${corners.join("L")}Z`;
  }).join("");
}

// Events by place; those of which only the country is known stand at its capital, drawn hollow.
function dotsOf(list) {
  const counts = new Map();
  let nowhere = 0;
  for (const number of list) {
    const place = placeOf[number];
    const country = EVENTS[number].country ?? (place === undefined ? undefined : PLACES[place].country);
    if (place !== undefined && PLACES[place].at) count(counts, `p${place}`);
    else if (country !== undefined && Object.hasOwn(DATA.capitals, country) && actorById.has(country)) count(counts, `a${actorById.get(country)}`);
    else nowhere += 1;
  }
  const dots = [...counts].map(([id, events]) => {
    const at = nodeKind(id) === "p" ? PLACES[nodeIndex(id)].at : DATA.capitals[ACTORS[nodeIndex(id)].id];
    const [x, y] = project(...at);
    return {id, events, at: [x, y]};
  });
  dots.sort((a, b) => b.events - a.events || (a.id < b.id ? -1 : 1));
  return {dots, nowhere};
}

async function drawMap({list}, view) {
  const {dots, nowhere} = dotsOf(list);
  const data = await readLand();
  coast ||= coastPath(data);
  if (state.view !== "map") return; // the reader went on meanwhile
  mapDots = dots.slice(0, view.limit);
  const most = mapDots[0]?.events ?? 1;
  const share = Math.max(0.5, Math.min(1, Math.sqrt(60 / mapDots.length))); // many dots are drawn smaller
  const outline = svg("path", {class: "land", d: coast, "vector-effect": "non-scaling-stroke"});
  const world = svg("g", {}, outline);
  const labels = svg("g", {class: "names"});
  // Small ones last, so that none is hidden by a larger one.
  const marks = mapDots.map((dot) => {
    dot.size = 3.5 + 14 * share * Math.sqrt(dot.events / most);
    dot.node = svg("circle", {class: nodeKind(dot.id) === "p" ? "dot" : "dot country", r: round(dot.size)},
      svg("title", {}, dotName(dot)));
    return [dot.id, Object.assign(dot, {name: () => dotName(dot)})];
  });
  showChart([world, ...mapDots.map(({node}) => node), labels], marks, () => placeDots(world, labels));
  fitMap();
  const shown = mapDots.length;
  const parts = [shown ? say(shown < dots.length ? "map_drawn" : "map_all", {n: figure(shown), all: figure(dots.length)}) : say("map_none")];
  if (nowhere) parts.push(say("map_nowhere", {n: figure(nowhere)}));
  $("drawn").textContent = parts.join(" ");
}

function dotName({id, events}) {
  return `${wrap(nodeKind(id) === "p" ? nodeName(id) : say("somewhere", {name: nodeName(id)}))}: ${eventsNumber(events)}`;
}

// Show all places with room around them, and no closer than a reader can still tell where they are.
function fitMap() {
  const {width, height} = chartSize();
  const all = mapDots.length ? mapDots.map(({at}) => at) : [project(75, -170), project(-55, 178)];
  const xs = all.map(([x]) => x), ys = all.map(([, y]) => y);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const scale = Math.min(12, (width - 120) / Math.max(right - left, 20), (height - 70) / Math.max(bottom - top, 20));
  chartView = {scale, x: width / 2 - (scale * (left + right)) / 2, y: height / 2 - (scale * (top + bottom)) / 2};
  moveChart?.();
}

function placeDots(world, labels) {
  const {scale, x, y} = chartView;
  const {width, height} = chartSize();
  world.setAttribute("transform", `translate(${round(x)} ${round(y)}) scale(${scale})`);
  const taken = [];
  const names = [];
  for (const dot of mapDots) {
    dot.x = dot.at[0] * scale + x;
    dot.y = dot.at[1] * scale + y;
    dot.node.setAttribute("cx", round(dot.x));
    dot.node.setAttribute("cy", round(dot.y));
    if (dot.x < 0 || dot.y < 0 || dot.x > width || dot.y > height || names.length > 120) continue;
    const text = cut(nodeName(dot.id), 24);
    const half = text.length * 3.4 + 3;
    const box = [dot.x - half, dot.y + dot.size, dot.x + half, dot.y + dot.size + 15];
    if (taken.some((other) => box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3])) continue;
    taken.push(box);
    names.push(chartText(text, dot.x, dot.y + dot.size + 12, {"text-anchor": "middle", class: nodeKind(dot.id) === "p" ? null : "country"}));
  }
  refill(labels, ...names);
}

// What happened at a place.
function placeCard(index) {
  const list = EVENTS.flatMap((_, number) => (placeOf[number] === index ? [number] : []));
  const {names, country} = PLACES[index];
  const others = [...new Set(Object.values(names).map(clean))].filter((name) => name !== placeLabel(index));
  const counts = new Map();
  for (const number of list) for (const actor of takersOf[number]) count(counts, actor);
  const facts = [];
  if (country) facts.push(...entry(say("nation"), actorById.has(country) ? actorButton(actorById.get(country)) : nationName(country)));
  if (others.length) facts.push(...entry(say("also"), ...others.flatMap((name, at) => [at ? " · " : "", el("bdi", {}, name)])));
  const only = state.place === index
    ? el("button", {type: "button", onclick: () => change({place: null}, {step: true})}, say("every_place"))
    : el("button", {type: "button", class: "main", onclick: () => change({place: index}, {step: true})}, say("only_place"));
  return [
    cardHead(say("s_place"), placeLabel(index)), el("div", {class: "actions"}, only),
    facts.length ? el("dl", {}, ...facts) : null, ranked(say("busiest"), counts), eventList(list),
  ];
}
