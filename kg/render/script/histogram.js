// Events over time. Drag over the bars to choose a range; the two date fields do the same by keyboard.

const WIDTH = 240, HEIGHT = 72, MOST_BARS = 60;
let scaleOfBars = null; // {start, step, bars}

// The days that the bars span. A few events from long ago must not squeeze all others into one bar: they are counted
// in the first bar.
function barRange() {
  const days = [...firstDay].filter((day) => !Number.isNaN(day)).sort((a, b) => a - b);
  if (!days.length) return null;
  const last = Math.max(...[...lastDay].filter((day) => !Number.isNaN(day)));
  const early = days[Math.floor(days.length * 0.05)];
  const squeezed = early - days[0] > 2 * (last - early);
  const start = squeezed ? early : days[0];
  const step = Math.max(1, Math.ceil((last - start + 1) / MOST_BARS));
  return {start, step, bars: Math.ceil((last - start + 1) / step), squeezed};
}

// An event of uncertain date counts in every bar it may belong to, by its share.
function heights(numbers) {
  const {start, step, bars} = scaleOfBars;
  const high = new Float64Array(bars);
  const bar = (day) => Math.min(bars - 1, Math.max(0, Math.floor((day - start) / step)));
  for (const number of numbers) {
    const from = bar(firstDay[number]), to = bar(lastDay[number]);
    for (let at = from; at <= to; at += 1) high[at] += 1 / (to - from + 1);
  }
  return high;
}

function showBars(found) {
  scaleOfBars ??= barRange();
  if (!scaleOfBars) return;
  const {start, step, bars, squeezed} = scaleOfBars;
  const high = heights(found.dated);
  const most = Math.max(1e-9, ...high);
  const wide = WIDTH / bars;
  const from = state.from ? toDay(state.from) : -Infinity, to = state.to ? toDay(state.to) : Infinity;
  const drawing = [...high].map((value, at) => {
    const tall = value ? Math.max(1.5, (value / most) * (HEIGHT - 4)) : 0;
    const first = squeezed && at === 0 ? -Infinity : start + at * step;
    const inside = first + step - 1 >= from && start + at * step <= to;
    return svg("rect", {class: inside ? "in" : "out", x: at * wide, y: HEIGHT - tall, width: Math.max(wide - 0.6, 0.4), height: tall});
  });
  refill($("bars"), ...drawing, svg("rect", {id: "brush", x: 0, y: 0, width: 0, height: HEIGHT}));
  const begin = dateText(toIso(start), "short");
  $("bars-from").textContent = squeezed ? `${say("earlier")} / ${begin}` : begin;
  $("bars-to").textContent = dateText(toIso(start + bars * step - 1), "short");
}

function startBars() {
  const box = $("bars");
  let begun = null;
  const across = (event) => {
    const {left, width} = box.getBoundingClientRect();
    return Math.min(1, Math.max(0, (event.clientX - left) / width));
  };
  box.addEventListener("pointerdown", (event) => {
    if (!scaleOfBars) return;
    event.preventDefault();
    begun = across(event);
    box.setPointerCapture(event.pointerId);
  });
  box.addEventListener("pointermove", (event) => {
    if (begun === null) return;
    const ends = [begun, across(event)].sort((a, b) => a - b);
    $("brush").setAttribute("x", ends[0] * WIDTH);
    $("brush").setAttribute("width", (ends[1] - ends[0]) * WIDTH);
  });
  box.addEventListener("pointerup", (event) => {
    if (begun === null) return;
    const [left, right] = [begun, across(event)].sort((a, b) => a - b);
    begun = null;
    change(right - left < 0.01 ? {from: "", to: ""} : rangeOf(left, right));
  });
  box.addEventListener("pointercancel", () => { begun = null; });
}

function rangeOf(left, right) {
  const {start, step, bars, squeezed} = scaleOfBars;
  const first = Math.floor(left * bars), last = Math.min(bars - 1, Math.floor(right * bars));
  return {
    from: squeezed && first === 0 ? "" : toIso(start + first * step),
    to: toIso(start + (last + 1) * step - 1),
  };
}
