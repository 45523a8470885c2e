// The card of an event: who, when, where, and the sentences in which it stands.

function eventCard(number) {
  const event = EVENTS[number];
  const badge = el("span", {class: `badge ${event.status}`}, say(event.status));
  const facts = [];
  for (const role of new Set(event.parts.map((part) => part.role))) {
    facts.push(...entry(roleName(event, role), el("ul", {}, ...event.parts.filter((part) => part.role === role).map((part) => taker(part, event)))));
  }
  facts.push(...entry(say("when"), ...whenOf(event, number)), ...entry(say("where"), placeName(event) ? placeIn(event, number) : el("span", {class: "soft"}, say("no_place"))));
  if (event.mode) facts.push(...entry(say("mode"), cut(clean(inLanguage(TYPES.get(event.type)?.modes[event.mode], event.mode)), LONG)));
  if (event.confidence !== undefined) facts.push(...entry(say("confidence"), `${figure(Math.round(event.confidence * 100))} %`));
  if (event.claimed?.length) {
    facts.push(...entry(say("claimed"), ...event.claimed.flatMap((actor, at) => [at ? " · " : "", actorButton(actor)]), el("p", {class: "soft"}, say("claimed_note"))));
  }
  if (event.history) facts.push(...entry(say("history"), el("ol", {}, ...event.history.map(statusItem))));
  return [
    cardHead("", typeName(event), badge),
    actions(`e${number}`),
    el("dl", {}, ...facts),
    event.content ? el("section", {}, el("h3", {}, `${say("content")}${event.form ? ` (${say(`form_${event.form}`)})` : ""}`), el("blockquote", {dir: "auto"}, clean(event.content))) : null,
    el("section", {}, el("h3", {}, say("evidence")),
      el("p", {class: "soft"}, say("evidence_n", {n: figure(event.said.length), m: figure(reportsOf[number])})),
      ...event.said.map((said) => evidence(said, event))),
  ];
}

function taker(part, event) {
  const office = part.office ?? officeThen(part.actor, event);
  const nation = isNation(part.actor) ? undefined : part.nation === undefined ? nationOf(part.actor) : actorById.get(part.nation);
  return el("li", {}, actorButton(part.actor),
    office ? el("span", {class: "office"}, el("bdi", {}, cut(officeName(office), LONG))) : null,
    nation === undefined ? null : el("span", {class: "office"}, actorButton(nation)));
}

// The one office that the actor is known to have held on the day; none where none or several fit.
function officeThen(index, event) {
  if (!event.first) return null;
  const held = (ACTORS[index].offices ?? []).filter(({start, end}) =>
    (!start || start <= event.last.slice(0, start.length)) && (!end || end >= event.first.slice(0, end.length)));
  return held.length === 1 ? held[0].title : null;
}

function placeIn(event, number) {
  const index = placeOf[number];
  const text = el("bdi", {}, placeName(event));
  return index === undefined ? text : el("button", {type: "button", class: "link", onclick: () => openNode(`p${index}`)}, text);
}

function whenOf(event, number) {
  if (!event.date) {
    const told = dayText(number);
    return [el("span", {class: "soft"}, told ? `${say("no_date")} (${told})` : say("no_date"))];
  }
  const notes = [event.precision && say(`precision_${event.precision}`), event.source && say(`source_${event.source}`)].filter(Boolean).map((note) => cut(clean(note), LONG));
  return [el("time", {}, dateText(event.date)), " ", el("span", {class: "soft"}, notes.length ? `(${notes.join(say("_dir") === "rtl" ? "، " : ", ")})` : "")];
}

function statusItem([status, published, article]) {
  return el("li", {}, say(status), " ", el("span", {class: "soft"}, [published && dateText(published, "short"), clean(ARTICLES[article].source ?? "")].filter(Boolean).join(" · ")));
}

function evidence(said, event) {
  const article = ARTICLES[said.article];
  const url = webAddress(article.url);
  const title = cut(visibleName(article.title ?? article.id, say("unnamed")), 2 * LONG);
  return el("figure", {class: "evidence"},
    el("blockquote", {dir: "auto"}, ...markedText(said, event)),
    el("figcaption", {},
      url ? el("a", {href: url, target: "_blank", rel: "noopener noreferrer", dir: "auto", title: say("open_article")}, title) : el("bdi", {class: "title"}, title),
      el("span", {class: "soft"}, [cut(clean(article.source ?? ""), LONG), article.date ? dateText(article.date) : ""].filter(Boolean).map(wrap).join(" · ")),
      said.rule ? el("span", {class: "rule", title: say("rule")}, cut(clean(said.rule), LONG)) : null));
}

// Only addresses of the web become links.
function webAddress(text) {
  try {
    const url = new URL(text);
    return url.protocol === "https:" || url.protocol === "http:" ? url.href : null;
  } catch {
    return null;
  }
}

// The sentence with its trigger and the names of those who take part marked.
function markedText({text, trigger: [start, end]}, event) {
  const marks = end > start ? [{start, end, tag: "mark"}] : [];
  for (const {actor} of event.parts) {
    for (const form of [...Object.values(ACTORS[actor].names), ...(ACTORS[actor].aliases ?? [])]) {
      const from = form.length > 2 ? text.indexOf(form) : -1;
      const overlaps = marks.some((other) => from < other.end && other.start < from + form.length);
      if (from >= 0 && !overlaps) marks.push({start: from, end: from + form.length, tag: "b"});
    }
  }
  marks.sort((a, b) => a.start - b.start);
  const out = [];
  let at = 0;
  for (const {start: from, end: to, tag} of marks) {
    out.push(clean(text.slice(at, from)), el(tag, {}, clean(text.slice(from, to))));
    at = to;
  }
  return [...out, clean(text.slice(at))];
}
