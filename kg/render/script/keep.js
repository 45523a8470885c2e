// What the reader takes along: the rows, the picture, the graph as data, the link.

function save(blob, name) {
  const address = URL.createObjectURL(blob);
  const anchor = el("a", {href: address, download: name});
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

// A cell as spreadsheets read it; one that starts like a formula gets an apostrophe, so that nothing is computed.
function cell(value) {
  const text = clean(value);
  const safe = /^\s*[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function csvOf(list) {
  const lines = [["id", "type", "status", "date", "first", "last", "reported", "actors", "nations", "place", "country", "content", "sentence", "article", "source", "published", "url"]];
  for (const number of list) {
    const event = EVENTS[number];
    const said = event.said[0];
    const article = said ? ARTICLES[said.article] : {};
    lines.push([
      event.id, event.type, event.status, event.date ?? "", event.first ?? "", event.last ?? "",
      Number.isNaN(reportDay[number]) ? "" : toIso(reportDay[number]),
      takersOf[number].map(actorName).join("; "), nationsOf[number].map((nation) => ACTORS[nation].id).join("; "),
      placeOf[number] === undefined ? "" : placeLabel(placeOf[number]), event.country ?? "", event.content ?? "", said?.text ?? "",
      article.title ?? article.id ?? "", article.source ?? "", article.date ?? "", article.url ?? "",
    ]);
  }
  return `\ufeff${lines.map((line) => line.map(cell).join(",")).join("\r\n")}\r\n`;
}

// The filtered graph with all that hangs on it, by ids instead of the page's numbers; the texts are as they came.
function jsonOf(list) {
  const actors = new Set(list.flatMap((number) => [...takersOf[number], ...nationsOf[number], ...(EVENTS[number].claimed ?? [])]));
  const articles = new Set(list.flatMap((number) => [
    ...EVENTS[number].said.map((said) => said.article), ...(EVENTS[number].history ?? []).map(([, , article]) => article),
  ]));
  const places = new Set(list.map((number) => placeOf[number]).filter((index) => index !== undefined));
  const sorted = (set) => [...set].sort((a, b) => a - b);
  return JSON.stringify({
    view: hashOf(state),
    actors: sorted(actors).map((index) => without(ACTORS[index], "at")),
    events: sorted(list).map(eventRecord),
    places: sorted(places).map((index) => PLACES[index]),
    articles: sorted(articles).map((index) => ARTICLES[index]),
  }, null, 1);
}

function without(item, key) {
  return Object.fromEntries(Object.entries(item).filter(([name]) => name !== key));
}

function eventRecord(number) {
  const {parts, said, claimed, history, ...event} = without(EVENTS[number], "at");
  const record = {
    ...event, parts: parts.map((part) => ({...part, actor: ACTORS[part.actor].id})),
    said: said.map(({article, ...rest}) => ({article: ARTICLES[article].id, ...rest})),
  };
  if (claimed) record.claimed = claimed.map((actor) => ACTORS[actor].id);
  if (history) record.history = history.map(([status, published, article]) => ({status, published, article: ARTICLES[article].id}));
  return record;
}

function savePng() {
  if (!isGraph(state)) { saveChartPng(); return; }
  const painted = $("canvas").querySelector("canvas");
  const copy = el("canvas", {width: painted.width, height: painted.height});
  const brush = copy.getContext("2d");
  brush.fillStyle = colours().paper;
  brush.fillRect(0, 0, copy.width, copy.height);
  brush.drawImage(painted, 0, 0);
  copy.toBlob((blob) => blob && save(blob, "graph.png"), "image/png");
}

// Map and timeline are SVG: the browser paints it, twice as fine as the screen.
function saveChartPng() {
  const {text, width, height} = chartSvg();
  const picture = new Image();
  picture.onload = () => {
    const copy = el("canvas", {width: width * 2, height: height * 2});
    copy.getContext("2d").drawImage(picture, 0, 0, copy.width, copy.height);
    copy.toBlob((blob) => blob && save(blob, "graph.png"), "image/png");
  };
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
}

function saveSvg() {
  const {text} = isGraph(state) ? graphSvg() : chartSvg();
  save(new Blob([text], {type: "image/svg+xml;charset=utf-8"}), "graph.svg");
}

const FONT = "system-ui, 'Noto Sans', 'Noto Sans Arabic', Tahoma, sans-serif";

function picture(left, top, width, height, paper, children) {
  const node = svg("svg", {xmlns: SVG, viewBox: [left, top, width, height].map(round).join(" "), width: round(width), height: round(height)},
    svg("rect", {x: round(left), y: round(top), width: round(width), height: round(height), fill: paper}), ...children);
  return {text: `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(node)}\n`, width, height};
}

// The map or timeline as it stands, with its looks written into it.
function chartSvg() {
  const {width} = chartSize();
  const height = $("chart").getBoundingClientRect().height;
  const copy = $("chart").cloneNode(true);
  const own = [...$("chart").querySelectorAll("*")];
  [...copy.querySelectorAll("*")].forEach((node, at) => {
    const style = getComputedStyle(own[at]);
    for (const name of ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "paint-order", "font-size", "font-weight"]) node.setAttribute(name, style.getPropertyValue(name));
    if (node.tagName === "text") node.setAttribute("font-family", FONT);
  });
  return picture(0, 0, width, height, colours().paper, [...copy.childNodes]);
}

// The whole graph as drawn, at the size it has on the screen now; not only the part that is in view.
function graphSvg() {
  const scale = network.getScale();
  const named = withRoom(1 / scale);
  const at = (id) => [spots.get(id).x * scale, spots.get(id).y * scale];
  const lines = drawn.edges.map((edge, nth) => {
    const [[x1, y1], [x2, y2]] = [at(edge.from), at(edge.to)];
    const {color, dashes} = edgeLook(edge, 1, colours());
    return svg("line", {x1: round(x1), y1: round(y1), x2: round(x2), y2: round(y2), stroke: color.color, "stroke-width": round(widths[nth]), "stroke-dasharray": dashes ? dashes.join(" ") : null});
  });
  const shapes = drawn.nodes.map((id) => {
    const {shape, size, color, borderWidth} = looks.get(id);
    return symbol(shape, ...at(id), size, {fill: color.background, stroke: color.border, "stroke-width": borderWidth});
  });
  const names = drawn.nodes.filter((id) => named.has(id)).flatMap((id) => labelLines(id, at(id), named.get(id)));
  const xs = drawn.nodes.map((id) => at(id)[0]), ys = drawn.nodes.map((id) => at(id)[1]);
  const [left, right, top, bottom] = drawn.nodes.length ? [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)] : [0, 100, 0, 100];
  return picture(left - 110, top - 50, right - left + 220, bottom - top + 110, colours().paper, [...lines, ...shapes, ...names]);
}

function labelLines(id, [x, y], moved) {
  const {label, font, size} = looks.get(id);
  const rows = label.split("\n");
  const top = moved ? y - size - rows.length * font.size * 1.2 : y + size;
  return rows.map((text, row) => svg("text", {
    x: round(x), y: round(top + (row + 0.95) * font.size * 1.15), "text-anchor": "middle", "font-family": FONT, "font-size": font.size,
    fill: font.color, stroke: font.strokeColor, "stroke-width": 3, "stroke-linejoin": "round", "paint-order": "stroke",
  }, text));
}

async function copyLink() {
  try {
    await navigator.clipboard.writeText(location.href);
    tell(say("copied"));
    flash($("copy"), "✓");
  } catch {
    tell(say("not_copied"));
    flash($("copy"), "↑");
  }
}

function flash(button, text) {
  button.textContent = text;
  setTimeout(() => { button.textContent = say("copy"); }, 1500);
}

function startKeep() {
  $("csv").addEventListener("click", () => save(new Blob([csvOf(rows)], {type: "text/csv;charset=utf-8"}), "events.csv"));
  $("json").addEventListener("click", () => save(new Blob([jsonOf(rows)], {type: "application/json"}), "graph.json"));
  $("png").addEventListener("click", savePng);
  $("svg").addEventListener("click", saveSvg);
  $("copy").addEventListener("click", copyLink);
}
