// What the reader takes along: the rows, the picture, the link.

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
  const lines = [["id", "type", "status", "date", "first", "last", "actors", "nations", "place", "country", "content", "sentence", "article", "source", "published", "url"]];
  for (const number of list) {
    const event = EVENTS[number];
    const said = event.said[0];
    const article = said ? ARTICLES[said.article] : {};
    lines.push([
      event.id, event.type, event.status, event.date ?? "", event.first ?? "", event.last ?? "",
      takersOf[number].map(actorName).join("; "), nationsOf[number].map((nation) => ACTORS[nation].id).join("; "),
      event.place ? inLanguage(DATA.places[event.place], event.place) : "", event.country ?? "", event.content ?? "", said?.text ?? "",
      article.title ?? article.id ?? "", article.source ?? "", article.date ?? "", article.url ?? "",
    ]);
  }
  return `\ufeff${lines.map((line) => line.map(cell).join(",")).join("\r\n")}\r\n`;
}

function savePicture() {
  const painted = $("canvas").querySelector("canvas");
  const copy = el("canvas", {width: painted.width, height: painted.height});
  const brush = copy.getContext("2d");
  brush.fillStyle = colours().paper;
  brush.fillRect(0, 0, copy.width, copy.height);
  brush.drawImage(painted, 0, 0);
  copy.toBlob((blob) => blob && save(blob, "graph.png"), "image/png");
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
  $("png").addEventListener("click", savePicture);
  $("copy").addEventListener("click", copyLink);
}
