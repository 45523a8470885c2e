// Who did what when: a lane for each of the most active actors. A mark is an event; where there are too many marks, a
// bar is the events of some days, and opening it narrows the dates to them.

const LANE = 26;
const MOST_LANES = 40;
const AXIS = 26;
const BIN = 7; // pixels

function lanesOf({list}, view) {
  const takers = shown(takersOf, view), nations = shown(nationsOf, view);
  const counts = new Map();
  for (const number of list) {
    if (Number.isNaN(startDay(number))) continue;
    for (const actor of new Set([...takers[number], ...nations[number]])) count(counts, actor);
  }
  const first = [view.focus, view.goal].filter((id) => id !== null && nodeKind(id) === "a").map(nodeIndex);
  const most = Math.min(MOST_LANES, Math.max(8, Math.floor((chartSize().height - AXIS) / LANE)), view.limit);
  const order = [...new Set([...first, ...pinnedOf("a", view), ...best(counts, most)])].filter((actor) => counts.has(actor));
  return {lanes: order.slice(0, most), counts};
}

function spanOf(list) {
  let low = Infinity, high = -Infinity;
  for (const number of list) {
    if (startDay(number) < low) low = startDay(number);
    if (endDay(number) > high) high = endDay(number);
  }
  // The scale ends where the histogram's does: what lies beyond stands at the edge.
  const {start, step, bars, before, after} = scaleOfBars;
  const end = start + bars * step - 1;
  if (before && !state.from && low < start && high > start) low = start;
  if (after && !state.to && high > end && low < end) high = end;
  return [low, Math.max(high, low + 1)];
}

function drawTime(found, view) {
  const {lanes, counts} = lanesOf(found, view);
  const list = found.list.filter((number) => !Number.isNaN(startDay(number)) && !view.hidden.has(`e${number}`));
  const box = $("chart");
  if (!lanes.length) {
    showChart([], [], null);
    $("drawn").textContent = say("drawn_none");
    return;
  }
  const {width} = chartSize();
  const rtl = say("_dir") === "rtl";
  const names = Math.min(170, width * 0.3);
  const [low, high] = spanOf(list);
  const [left, right] = rtl ? [14, width - names] : [names, width - 14];
  const across = (day) => left + ((Math.min(high, Math.max(day, low)) - low) / (high - low)) * (right - left);
  const tall = AXIS + lanes.length * LANE + 8;
  box.style.blockSize = `${tall}px`;
  const rows = new Map(lanes.map((actor, row) => [actor, AXIS + row * LANE + LANE / 2]));
  const {drawing, marks, binned} = laneMarks(list, rows, across, shown(takersOf, view), shown(nationsOf, view));
  showChart([...axis(low, high, across, tall), ...laneNames(rows, counts, rtl ? right : left, rtl, width), ...drawing], marks, null);
  const parts = [say(lanes.length < counts.size ? "time_drawn" : "time_all", {n: figure(lanes.length), all: figure(counts.size)})];
  if (binned) parts.push(say("time_binned"));
  const dayless = found.list.length - list.length;
  if (dayless) parts.push(say("time_dayless", {n: figure(dayless)}));
  $("drawn").textContent = parts.join(" ");
}

function laneMarks(list, rows, across, takers, nations) {
  const inLanes = new Map([...rows.keys()].map((actor) => [actor, []]));
  let all = 0;
  for (const number of list) {
    for (const actor of new Set([...takers[number], ...nations[number]])) {
      if (inLanes.has(actor)) { inLanes.get(actor).push(number); all += 1; }
    }
  }
  const binned = all > MOST_DRAWN;
  const made = [...inLanes].flatMap(([actor, numbers]) =>
    (binned ? binsIn(actor, numbers, rows.get(actor), across) : spotsIn(actor, numbers, rows.get(actor), across)));
  return {drawing: made.map(([, item]) => item.node), marks: made, binned};
}

function spotsIn(actor, numbers, y, across) {
  const last = [-Infinity, -Infinity, -Infinity]; // three rows in a lane, so that near events do not hide each other
  return [...numbers].sort((a, b) => startDay(a) - startDay(b) || a - b).map((number) => {
    const x = across((startDay(number) + endDay(number)) / 2);
    const row = last.findIndex((end) => x - end > 11);
    const at = row < 0 ? last.indexOf(Math.min(...last)) : row;
    last[at] = x;
    const spot = {x, y: y + [0, -7, 7][at], id: `e${number}`};
    spot.node = eventMark(number, spot.x, spot.y, 4.6);
    spot.node.append(svg("title", {}, nodeName(spot.id)));
    spot.name = () => `${wrap(actorName(actor))}: ${nodeName(spot.id)}`;
    return [`${actor} ${number}`, spot];
  });
}

function binsIn(actor, numbers, y, across) {
  const bins = new Map();
  for (const number of numbers) {
    const at = Math.floor(across(startDay(number)) / BIN);
    bins.set(at, [...(bins.get(at) ?? []), number]);
  }
  const most = Math.max(...[...bins.values()].map((held) => held.length), 1);
  return [...bins].sort(([a], [b]) => a - b).map(([at, held]) => {
    const tall = Math.max(2, Math.sqrt(held.length / most) * (LANE - 5));
    const from = held.reduce((least, n) => Math.min(least, startDay(n)), Infinity);
    const to = held.reduce((most_, n) => Math.max(most_, startDay(n)), -Infinity);
    const spot = {x: at * BIN + BIN / 2, y, id: `a${actor}`};
    spot.name = () => `${wrap(actorName(actor))}, ${dateText(`${toIso(from)}/${toIso(to)}`, "short")}: ${eventsNumber(held.length)}`;
    spot.node = svg("rect", {class: "bin", x: at * BIN, y: round(y + (LANE - 5) / 2 - tall), width: BIN - 1, height: round(tall)}, svg("title", {}, spot.name()));
    spot.act = () => change({from: toIso(from), to: toIso(to), open: `a${actor}`}, {step: true});
    return [`${actor} ${at}`, spot];
  });
}

function laneNames(rows, counts, edge, rtl, width) {
  const letters = Math.floor((rtl ? width - edge : edge) / 7.4);
  return [...rows].flatMap(([actor, y], row) => [
    svg("rect", {class: row % 2 ? "lane odd" : "lane", x: 0, y: y - LANE / 2, width, height: LANE}),
    svg("g", {class: "lane-name", "data-actor": actor},
      chartText(cut(actorName(actor), letters), rtl ? edge + 10 : edge - 10, y + 4, {"text-anchor": "end", direction: rtl ? "rtl" : "ltr"}),
      svg("title", {}, `${wrap(actorName(actor))}: ${eventsNumber(counts.get(actor))}`)),
  ]);
}

// Lines at whole days, months or years, whichever leaves room for their names.
function axis(low, high, across, tall) {
  const room = Math.max(2, Math.floor((across(high) - across(low)) / 90));
  const days = high - low;
  const steps = [["day", 1], ["day", 2], ["day", 7], ["month", 1], ["month", 3], ["month", 6], ["year", 1], ["year", 2], ["year", 5], ["year", 10], ["year", 50]];
  const [unit, step] = steps.find(([name, n]) => days / (n * {day: 1, month: 30.4, year: 365.25}[name]) <= room) ?? steps.at(-1);
  const marks = [];
  for (let day = firstTick(low, unit, step); day <= high && marks.length < 60; day = nextTick(day, unit, step)) {
    const iso = toIso(day).slice(0, {day: 10, month: 7, year: 4}[unit]);
    marks.push(svg("line", {class: "tick", x1: round(across(day)), x2: round(across(day)), y1: AXIS - 6, y2: tall}),
      chartText(dateText(iso, "short"), across(day), 14, {class: "tick", "text-anchor": "middle"}));
  }
  return marks;
}

function firstTick(low, unit, step) {
  if (unit === "day") return Math.ceil(low / step) * step;
  const when = new Date(low * DAY);
  const month = unit === "year" ? 0 : Math.floor(when.getUTCMonth() / step) * step;
  const year = unit === "year" ? Math.floor(when.getUTCFullYear() / step) * step : when.getUTCFullYear();
  const day = toDay(isoMonth(year, month));
  return day < low ? nextTick(day, unit, step) : day;
}

function nextTick(day, unit, step) {
  if (unit === "day") return day + step;
  const when = new Date(day * DAY);
  const months = when.getUTCFullYear() * 12 + when.getUTCMonth() + (unit === "year" ? 12 * step : step);
  return toDay(isoMonth(Math.floor(months / 12), months % 12));
}

function isoMonth(year, month) {
  return `${String(year).padStart(4, "0")}-${String(month + 1).padStart(2, "0")}-01`;
}
