// The search box: suggestions in any script, and as the last one the words themselves.

let forms = null; // [actor index, folded forms, skeletons]
let offered = [];
let at = -1;

function searchForms() {
  forms ??= ACTORS.map((actor, index) => {
    const folded = [...new Set([...Object.values(actor.names), ...(actor.aliases ?? [])].map(fold))].filter(Boolean);
    return {index, folded, bones: folded.map(bonesOf)};
  });
  return forms;
}

// The skeletons of a name's words, with a blank around each; two sounds are too few to find part of a word by.
function bonesOf(form) {
  return ` ${form.split(" ").map(skeleton).join(" ")} `;
}

function hasBones(own, asked) {
  return asked.length > 2 ? own.replaceAll(" ", "").includes(asked) : asked.length === 2 && own.includes(` ${asked} `);
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
  for (const {index, folded, bones: own} of searchForms()) {
    let worth = Math.max(0, ...folded.map((form) => answer(form, asked)));
    if (!worth && asked.split(" ").every((word) => folded.some((form) => ` ${form}`.includes(` ${word}`)))) worth = 2;
    if (!worth && own.some((form) => hasBones(form, bones))) worth = 0.5;
    if (worth) hits.push({index, worth, events: eventsAround(index).length});
  }
  hits.sort((a, b) => b.worth - a.worth || b.events - a.events || a.index - b.index);
  return hits.slice(0, most);
}

function searchPlaces(asked, most) {
  const hits = Object.entries(DATA.places).filter(([, names]) =>
    Object.values(names).some((name) => answer(fold(name), asked) > 0));
  return hits.map(([id]) => id).sort().slice(0, most);
}

function suggestions(text) {
  const asked = fold(text);
  if (!asked) return [];
  const list = searchActors(asked, 8).map(({index, events}) => ({
    text: actorName(index),
    note: `${say(isNation(index) ? "s_nation" : `kind_${ACTORS[index].kind}`)}, ${eventsNumber(events)}`,
    other: otherForm(index, asked),
    choose: () => change({...noFilters(), focus: `a${index}`, open: `a${index}`, hops: 1}, {step: true}),
  }));
  for (const id of searchPlaces(asked, 3)) {
    list.push({text: clean(inLanguage(DATA.places[id], id)), note: say("s_place"), choose: () => change({place: id}, {step: true})});
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
  box.addEventListener("input", debounced(() => offer(suggestions(box.value)), 60));
  box.addEventListener("focus", () => box.value && offer(suggestions(box.value)));
  box.addEventListener("blur", () => setTimeout(closeSearch, 150));
  box.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!offered.length) offer(suggestions(box.value));
      point((at + (event.key === "ArrowDown" ? 1 : offered.length - (at < 0 ? 0 : 1))) % Math.max(offered.length, 1));
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (!offered.length || at < 0) offer(suggestions(box.value));
      if (offered.length) take(Math.max(at, 0));
    } else if (event.key === "Escape" && !$("found").hidden) {
      event.stopPropagation();
      closeSearch();
    }
  });
}

function offer(list) {
  offered = list;
  at = -1;
  refill($("found"), ...list.map((item, index) => el("li",
    {role: "option", id: `found-${index}`, "aria-selected": "false", onmousedown: (event) => { event.preventDefault(); take(index); }},
    el("bdi", {class: "name"}, item.text), item.other ? el("bdi", {class: "other"}, item.other) : null,
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
}

function closeSearch() {
  offer([]);
}
