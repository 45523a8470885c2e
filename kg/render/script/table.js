// The list: every event that passes, the way through the page without a mouse.

const PAGE = 50;
let rows = [];
let shownRows = 0;
let current = 0; // the row that Tab reaches

function showHeads() {
  refill($("heads"), ...COLUMNS.map((column) => {
    const sorted = state.sort === column;
    const order = sorted ? (state.down ? "descending" : "ascending") : null;
    const sort = () => {
      change({sort: column, down: sorted ? !state.down : column === "date" || column === "reports"});
      $("heads").querySelectorAll("button")[COLUMNS.indexOf(column)].focus();
    };
    return el("th", {scope: "col", "aria-sort": order, class: column},
      el("button", {type: "button", onclick: sort}, say(`col_${column}`), el("span", {"aria-hidden": "true"}, sorted ? (state.down ? " ↓" : " ↑") : "")));
  }));
}

function showTable(list) {
  rows = sortEvents(list, state);
  shownRows = 0;
  current = 0;
  refill($("rows"));
  $("count").textContent = rows.length === EVENTS.length
    ? say("count_all", {n: figure(rows.length)}) : say("count", {n: figure(rows.length), all: figure(EVENTS.length)});
  showHeads();
  if (!rows.length) {
    refill($("rows"), el("tr", {}, el("td", {colspan: COLUMNS.length, class: "nothing"}, `${say("nothing")} `,
      el("button", {type: "button", onclick: () => change(noFilters(), {step: true})}, say("reset")))));
  }
  moreRows();
}

function moreRows() {
  const next = rows.slice(shownRows, shownRows + PAGE);
  $("rows").append(...next.map((number, at) => tableRow(number, shownRows + at)));
  shownRows += next.length;
  $("more").hidden = shownRows >= rows.length;
}

function tableRow(number, at) {
  const event = EVENTS[number];
  const who = takersOf[number].map(actorName);
  const short = who.slice(0, 4).map((name) => [el("bdi", {}, cut(name, 34))]).flatMap((part, nth) => (nth ? [say("_dir") === "rtl" ? "، " : ", ", ...part] : part));
  if (who.length > 4) short.push(` +${figure(who.length - 4)}`);
  const words = clean(event.content ?? event.said[0]?.text ?? "");
  return el("tr", {"data-event": number, tabindex: at === current ? 0 : -1, "aria-current": state.open === `e${number}` ? "true" : null},
    el("td", {class: event.date ? "date" : "date told"}, dayText(number) || "–"),
    el("td", {class: "type"}, typeMark(event), typeName(event),
      event.status === "held" ? null : el("span", {class: `badge ${event.status}`}, say(event.status))),
    el("td", {class: "who"}, ...short),
    el("td", {class: "place"}, el("bdi", {}, placeName(event))),
    el("td", {class: "said"}, el("div", {dir: "auto"}, cut(words, 200))),
    el("td", {class: "reports"}, figure(reportsOf[number])));
}

function startTable() {
  $("more").addEventListener("click", () => { const next = shownRows; moreRows(); goToRow(next); });
  $("rows").addEventListener("click", (event) => {
    const row = event.target.closest("tr[data-event]");
    if (row) { current = [...$("rows").children].indexOf(row); openNode(`e${row.dataset.event}`); }
  });
  $("rows").addEventListener("keydown", (event) => {
    const row = event.target.closest("tr[data-event]");
    if (!row) return;
    const here = [...$("rows").children].indexOf(row);
    const to = {ArrowDown: here + 1, ArrowUp: here - 1, PageDown: here + 10, PageUp: here - 10, Home: 0, End: rows.length - 1}[event.key];
    if (to !== undefined) { event.preventDefault(); goToRow(to); }
    else if (event.key === "Enter" || event.key === " ") { event.preventDefault(); openNode(`e${row.dataset.event}`); $("card").focus(); }
  });
}

function goToRow(to) {
  const wanted = Math.min(rows.length - 1, Math.max(0, to));
  if (wanted < 0) return;
  while (shownRows <= wanted) moreRows();
  const list = $("rows").children;
  list[current]?.setAttribute("tabindex", "-1");
  current = wanted;
  list[current].setAttribute("tabindex", "0");
  list[current].focus();
}

function markRow() {
  for (const row of $("rows").querySelectorAll("tr[data-event]")) {
    if (state.open === `e${row.dataset.event}`) row.setAttribute("aria-current", "true");
    else row.removeAttribute("aria-current");
  }
}
