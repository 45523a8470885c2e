// The shapes of nodes as SVG: in legends, lists, maps, timelines and saved pictures. vis-network has the same ones.

const OUTLINES = { // on 16 by 16
  diamond: "8,1 15,8 8,15 1,8", triangle: "8,1 15,14 1,14", triangleDown: "1,2 15,2 8,15", square: "2,2 14,2 14,14 2,14",
  box: "1,3 15,3 15,13 1,13", hexagon: "4,2 12,2 15,8 12,14 4,14 1,8",
  star: "8,1 10,6 15,6 11,9.5 12.5,15 8,11.5 3.5,15 5,9.5 1,6 6,6",
};

// A shape of about `size` around a point.
function symbol(shape, x, y, size, look) {
  if (!Object.hasOwn(OUTLINES, shape)) return svg("circle", {cx: round(x), cy: round(y), r: round(size), ...look});
  const corners = OUTLINES[shape].split(" ").map((corner) => {
    const [a, b] = corner.split(",").map(Number);
    return `${round(x + ((a - 8) / 7) * size)},${round(y + ((b - 8) / 7) * size)}`;
  });
  return svg("polygon", {points: corners.join(" "), ...look});
}

function round(value) {
  return Math.round(value * 100) / 100;
}

const DARK = matchMedia("(prefers-color-scheme: dark)");
const PAPER = matchMedia("print"); // is white, whatever the screen is

// The colour of a kind of event, lighter on a dark page.
function typeColor(id) {
  const color = TYPES.get(id)?.color ?? "#888888";
  if (!DARK.matches || PAPER.matches || !/^#[0-9a-f]{6}$/i.test(color)) return color;
  const parts = [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16));
  return `#${parts.map((part) => Math.round(part + (255 - part) * 0.35).toString(16).padStart(2, "0")).join("")}`;
}

function typeMark(event) {
  return mark(TYPES.get(event.type)?.shape, typeColor(event.type), event.status !== "held");
}

function mark(shape, color, hollow = false) {
  const drawing = symbol(shape, 8, 8, 6.5, {fill: hollow ? "none" : color, stroke: color, "stroke-width": 2});
  return svg("svg", {class: "mark", viewBox: "0 0 16 16", "aria-hidden": "true"}, drawing);
}

function line(className) {
  return svg("svg", {class: "mark", viewBox: "0 0 16 16", "aria-hidden": "true"}, svg("line", {x1: 0, x2: 16, y1: 8, y2: 8, class: className}));
}

// How an event is painted: full when it has happened and has a day of its own.
function eventMark(number, x, y, size) {
  const {type, status} = EVENTS[number];
  const color = typeColor(type);
  const held = status === "held";
  return symbol(TYPES.get(type)?.shape, x, y, size, {
    fill: held && isDated(number) ? color : "var(--paper)", stroke: color, "stroke-width": 1.5,
    "stroke-dasharray": isDated(number) ? null : "2 2", class: "spot",
  });
}
