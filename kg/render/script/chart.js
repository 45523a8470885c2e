// Pictures in SVG, the map and the timeline: their marks are opened with the mouse and walked through with the keyboard.

const chartMarks = new Map(); // key -> {x, y, id, node, act}
let chartMarked = null;
let chartView = {scale: 1, x: 0, y: 0}; // of the map: what is drawn at p stands at p * scale + (x, y)
let moveChart = null; // called when chartView has changed; null where the picture cannot be moved

function chartSize() {
  return {width: $("chart").clientWidth || 800, height: $("chart").clientHeight || 500};
}

// Put a picture into the page; `marks` are [key, {x, y, id, node, name, act}].
function showChart(children, marks, moved) {
  chartMarks.clear();
  for (const [key, item] of marks) {
    item.node.dataset.key = key;
    item.node.classList.add("act");
    chartMarks.set(key, item);
  }
  if (!chartMarks.has(chartMarked)) chartMarked = null; // the same picture drawn anew keeps where the keys stand
  refill($("chart"), ...children);
  moveChart = moved;
  markChart();
}

function actOn(key) {
  const item = chartMarks.get(key);
  if (item?.act) item.act();
  else if (item) openNode(item.id);
}

function markChart() {
  for (const [key, {id, node}] of chartMarks) {
    node.classList.toggle("open", id === state.open);
    node.classList.toggle("marked", key === chartMarked);
  }
}

function chartKey(event) {
  const way = WAYS[event.key];
  if (way && chartMarks.size) {
    event.preventDefault();
    const open = [...chartMarks].find(([, {id}]) => id === state.open)?.[0];
    chartMarked = nextPoint(chartMarks, chartMarked ?? open, way);
    markChart();
    const {node, name} = chartMarks.get(chartMarked);
    if (!moveChart) node.scrollIntoView({block: "nearest", inline: "nearest"});
    tell(name());
  } else if (event.key === "Enter" && chartMarked !== null) actOn(chartMarked);
}

function zoomChart(factor, at = null) {
  if (!moveChart) return;
  const {width, height} = chartSize();
  const [px, py] = at ?? [width / 2, height / 2];
  const scale = Math.min(60, Math.max(0.8, chartView.scale * factor));
  const real = scale / chartView.scale;
  chartView = {scale, x: px - (px - chartView.x) * real, y: py - (py - chartView.y) * real};
  moveChart();
}

function startChart() {
  const box = $("chart");
  const fingers = new Map();
  let moved = false;
  const here = (event) => {
    const {left, top} = box.getBoundingClientRect();
    return [event.clientX - left, event.clientY - top];
  };
  box.addEventListener("keydown", chartKey);
  box.addEventListener("click", (event) => {
    const node = event.target.closest("[data-key]");
    if (node && !moved) actOn(node.dataset.key);
  });
  box.addEventListener("wheel", (event) => {
    if (!moveChart) return;
    event.preventDefault();
    zoomChart(Math.exp(-event.deltaY / 400), here(event));
  }, {passive: false});
  box.addEventListener("pointerdown", (event) => { moved = false; fingers.set(event.pointerId, here(event)); });
  box.addEventListener("pointermove", (event) => {
    const before = fingers.get(event.pointerId);
    if (!before || !moveChart) return;
    const now = here(event);
    if (Math.hypot(now[0] - before[0], now[1] - before[1]) < 3 && !moved) return;
    if (!moved) box.setPointerCapture(event.pointerId);
    moved = true;
    const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
    fingers.set(event.pointerId, now);
    if (other) zoomChart(apart(now, other) / apart(before, other), other);
    else {
      chartView = {...chartView, x: chartView.x + now[0] - before[0], y: chartView.y + now[1] - before[1]};
      moveChart();
    }
  });
  for (const name of ["pointerup", "pointercancel"]) box.addEventListener(name, (event) => fingers.delete(event.pointerId));
  new ResizeObserver(debounced(() => result && !box.hasAttribute("hidden") && chartResized(), 150)).observe(box);
}

function apart(a, b) {
  return Math.max(1, Math.hypot(a[0] - b[0], a[1] - b[1]));
}

let seenChart = "";

function chartResized() {
  const size = Object.values(chartSize()).join(" ");
  if (size !== seenChart) drawSoon();
  seenChart = size;
}

function chartText(text, x, y, attributes = {}) {
  return svg("text", {x: round(x), y: round(y), ...attributes}, wrap(text));
}
