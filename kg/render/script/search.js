// The search box: suggestions in any script, and as the last one the words themselves.

let forms = null; // for each actor: folded forms, all of them as one text, and their skeletons
let offered = [];
let at = -1;

function searchForms() {
  forms ??= ACTORS.map((actor, index) => {
    const folded = [...new Set([...Object.values(actor.names), ...(actor.aliases ?? [])].map(fold))].filter(Boolean);
    const bones = folded.map((form) => ` ${form.split(" ").map(skeleton).join(" ")} `);
    return {index, folded, text: ` ${folded.join("\n ")}`, bones: bones.join("\n"), run: bones.join("\n").replaceAll(" ", "")};
  });
  return forms;
}

// Two sounds are too few to find part of a word by.
function hasBones({bones, run}, asked) {
  return asked.length > 2 ? run.includes(asked) : asked.length === 2 && bones.includes(` ${asked} `);
}

// How well a form answers: 4 the name itself, 3 its beginning, 2 the beginning of a word, 1 within, 0 not.
function answer(form, asked) {
  if (form === asked) return 4;
  if (form.startsWith(asked)) return 3;
  if (` ${form}`.includes(` ${asked}`)) return 2;
  return asked.length > 2 && form.includes(asked) ? 1 : 0;
}

function searchActors(asked, most) {
  const bones = asked.split(" ").map(skeleton).join("");
  const hits = [];
  const words = asked.split(" ").map((word) => ` ${word}`);
  for (const form of searchForms()) {
    let worth = 0;
    if (form.text.includes(asked)) worth = Math.max(...form.folded.map((own) => answer(own, asked)));
    if (!worth && words.every((word) => form.text.includes(word))) worth = 2;
    if (!worth && hasBones(form, bones)) worth = 0.5;
    if (worth) hits.push({index: form.index, worth, events: eventsAround(form.index).length});
  }
  hits.sort((a, b) => b.worth - a.worth || b.events - a.events || a.index - b.index);
  return hits.slice(0, most);
}

function searchPlaces(asked, most) {
  const hits = [];
  PLACES.forEach(({names}, index) => {
    if (Object.values(names).some((name) => answer(fold(name), asked) > 0)) hits.push(index);
  });
  return hits.slice(0, most);
}

// The start of a path whose other end the reader is asked for; null when no path is wanted.
let pathFrom = null;

function askGoal(id) {
  pathFrom = id;
  const box = $("find");
  box.placeholder = id === null ? say("find") : say("goal", {name: cut(nodeName(id), 40)});
  if (id === null) return;
  box.value = "";
  box.focus();
  tell(box.placeholder);
}

function chooseActor(index) {
  const id = `a${index}`;
  if (pathFrom === null) change({...noFilters(), focus: id, open: id, hops: 1, view: isGraph(state) ? state.view : "overview"}, {step: true});
  else if (pathFrom !== id) showPath(pathFrom, id);
}

function showPath(start, goal) {
  change({focus: start, goal, open: null, view: isGraph(state) ? state.view : "overview"}, {step: true});
}

function suggestions(text) {
  const asked = fold(text);
  if (!asked) return [];
  const list = searchActors(asked, 8).map(({index, events}) => ({
    text: actorName(index),
    note: `${say(isNation(index) ? "s_nation" : `kind_${ACTORS[index].kind}`)}, ${eventsNumber(events)}`,
    other: otherForm(index, asked),
    choose: () => chooseActor(index),
  }));
  if (pathFrom !== null) return list;
  for (const index of searchPlaces(asked, 3)) {
    list.push({text: placeLabel(index), note: say("s_place"), choose: () => change({place: index, open: `p${index}`}, {step: true})});
  }
  const words = asked.split(" ");
  // Until all texts are folded, counting would make the reader wait.
  const hits = allFolded ? EVENTS.reduce((sum, _, number) => sum + (hasWords(number, words) ? 1 : 0), 0) : null;
  if (hits !== 0) {
    const asText = say("s_text", {n: hits === null ? "…" : figure(hits), q: cut(clean(text.trim()), 40)});
    list.push({text: asText, note: "", choose: () => change({words: text.trim(), focus: null}, {step: true})});
  }
  return list;
}

// The spelling that was found where it is not the one shown.
function otherForm(index, asked) {
  const {names, aliases = []} = ACTORS[index];
  const shown = actorName(index);
  return [...Object.values(names), ...aliases].map(clean)
    .find((form) => form !== shown && answer(fold(form), asked) > 0 && answer(fold(shown), asked) === 0) ?? "";
}

function startSearch() {
  const box = $("find");
  box.addEventListener("input", debounced(() => offer(timed("search", () => suggestions(box.value))), 60));
  box.addEventListener("focus", () => box.value && offer(suggestions(box.value)));
  box.addEventListener("blur", () => setTimeout(leaveSearch, 150));
  box.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!offered.length) offer(suggestions(box.value));
      point((at + (event.key === "ArrowDown" ? 1 : offered.length - (at < 0 ? 0 : 1))) % Math.max(offered.length, 1));
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (!offered.length || at < 0) offer(suggestions(box.value));
      if (offered.length) take(Math.max(at, 0));
    } else if (event.key === "Escape" && (!$("found").hidden || pathFrom !== null)) {
      event.stopPropagation();
      leaveSearch();
    }
  });
}

function offer(list) {
  offered = list;
  at = -1;
  refill($("found"), ...list.map((item, index) => el("li",
    {role: "option", id: `found-${index}`, "aria-selected": "false", onmousedown: (event) => { event.preventDefault(); take(index); }},
    el("bdi", {class: "name"}, cut(item.text, 120)), item.other ? el("bdi", {class: "other"}, cut(item.other, 120)) : null,
    el("span", {class: "note"}, item.note))));
  $("found").hidden = !list.length;
  $("find").setAttribute("aria-expanded", String(list.length > 0));
  $("find").removeAttribute("aria-activedescendant");
}

function point(index) {
  at = offered.length ? index : -1;
  [...$("found").children].forEach((item, nth) => item.setAttribute("aria-selected", String(nth === at)));
  if (at < 0) return;
  $("find").setAttribute("aria-activedescendant", `found-${at}`);
  $("found").children[at].scrollIntoView({block: "nearest"});
}

function take(index) {
  const {choose: chosen} = offered[index];
  $("find").value = "";
  closeSearch();
  chosen();
  askGoal(null);
}

function leaveSearch() {
  closeSearch();
  if (document.activeElement !== $("find") || pathFrom !== null) askGoal(null);
}

function closeSearch() {
  offer([]);
}
