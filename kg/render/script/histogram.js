// Events over time. Drag over the bars to choose a range; the two date fields do the same by keyboard.

const WIDTH = 240, HEIGHT = 72, MOST_BARS = 60;
let scaleOfBars = null; // {start, step, bars}

// The days that the bars span. A few events of long ago, or of a far future, must not squeeze all others into one bar:
// they are counted in the first and the last bar.
function barRange() {
  const starts = Float64Array.from(EVENTS, (_, number) => startDay(number)).filter((day) => !Number.isNaN(day)).sort();
  if (!starts.length) return null;
  const ends = Float64Array.from(EVENTS, (_, number) => endDay(number)).filter((day) => !Number.isNaN(day)).sort();
  const [first, last] = [starts[0], ends.at(-1)];
  const early = starts[Math.floor(starts.length * 0.06)], late = ends[Math.floor((ends.length - 1) * 0.97)];
  const usual = Math.max(late - early, 30);
  const before = early - first > usual / 2, after = last - late > usual / 2;
  const start = before ? early - Math.ceil(usual / 20) : first;
  const end = after ? late + Math.ceil(usual / 20) : last;
  const step = Math.max(1, Math.ceil((end - start + 1) / MOST_BARS));
  return {start, step, bars: Math.ceil((end - start + 1) / step), before, after};
}

// An event of uncertain date counts in every bar it may belong to, by its share.
function heights(numbers) {
  const {start, step, bars} = scaleOfBars;
  const high = new Float64Array(bars);
  const bar = (day) => Math.min(bars - 1, Math.max(0, Math.floor((day - start) / step)));
  for (const number of numbers) {
    const from = bar(startDay(number)), to = bar(endDay(number));
    for (let at = from; at <= to; at += 1) high[at] += 1 / (to - from + 1);
  }
  return high;
}

function showBars(found) {
  scaleOfBars ??= barRange();
  if (!scaleOfBars) return;
  const {start, step, bars, before, after} = scaleOfBars;
  const high = heights(found.dated);
  const told = heights(found.reported); // on top, marked: known only by the day of the report
  const sums = [...high.map((value, at) => value + (state.undated ? told[at] : 0))];
  const steep = isSteep(sums);
  const most = Math.max(1e-9, ...sums);
  const tallOf = (value) => (value ? Math.max(1.5, (steep ? Math.sqrt(value / most) : value / most) * (HEIGHT - 4)) : 0);
  const wide = WIDTH / bars;
  const from = state.from ? toDay(state.from) : -Infinity, to = state.to ? toDay(state.to) : Infinity;
  const drawing = [...high].flatMap((value, at) => {
    const first = before && at === 0 ? -Infinity : start + at * step;
    const last = after && at === bars - 1 ? Infinity : start + (at + 1) * step - 1;
    const inside = last >= from && first <= to;
    const all = tallOf(sums[at]);
    const tall = sums[at] ? (all * value) / sums[at] : 0;
    const look = {x: at * wide, width: Math.max(wide - 0.6, 0.4)};
    return [
      tall ? svg("rect", {class: inside ? "in" : "out", ...look, y: round(HEIGHT - tall), height: round(tall)}) : null,
      all > tall ? svg("rect", {class: inside ? "told in" : "told out", ...look, y: round(HEIGHT - all), height: round(all - tall)}) : null,
    ];
  });
  refill($("bars"), ...drawing, svg("rect", {id: "brush", x: 0, y: 0, width: 0, height: HEIGHT}));
  const notes = [found.reported.length && state.undated ? say("bars_told") : "", steep ? say("bars_steep") : ""].filter(Boolean);
  $("bars-told").hidden = !notes.length;
  $("bars-told").textContent = notes.join(" · ");
  [$("bars-from").textContent, $("bars-to").textContent] = barEnds();
}

// One tall bar must not flatten all others: heights then grow with the square root, and the page says so.
function isSteep(sums) {
  const known = sums.filter((sum) => sum > 0).sort((a, b) => a - b);
  return known.length > 5 && known.at(-1) > 10 * known[Math.floor(known.length / 2)];
}

function barEnds() {
  const {start, step, bars, before, after} = scaleOfBars;
  const [begin, end] = [start, start + bars * step - 1].map((day) => dateText(toIso(day), "short"));
  return [before ? `${say("earlier")} / ${begin}` : begin, after ? `${end} / ${say("later")}` : end];
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
  const {start, step, bars, before, after} = scaleOfBars;
  const first = Math.floor(left * bars), last = Math.min(bars - 1, Math.floor(right * bars));
  return {
    from: before && first === 0 ? "" : toIso(start + first * step),
    to: after && last === bars - 1 ? "" : toIso(start + (last + 1) * step - 1),
  };
}
