// Words of the interface, folded forms for search, and text that is safe to paint.

const WORDS = readJson("words");
const LETTERS = readJson("letters");
const FOLD = new Map(Object.entries(LETTERS.fold));
const SKELETON = new Map(Object.entries(LETTERS.skeleton));
const BIDI = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

let lang = "en";

function say(key, values = {}) {
  const text = WORDS[lang][key] ?? WORDS.en[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (all, name) => (name in values ? String(values[name]) : all));
}

// Formatters are slow to make and quick to use.
const formatters = new Map();

function formatter(make, shape = {}) {
  const key = `${lang} ${make.name} ${JSON.stringify(shape)}`;
  if (!formatters.has(key)) formatters.set(key, new make(WORDS[lang]._locale, shape));
  return formatters.get(key);
}

function figure(value) {
  return formatter(Intl.NumberFormat).format(value);
}

function eventsNumber(value) {
  return value === 1 ? say("one_event") : say("n_events", {n: figure(value)});
}

// Without direction overrides and control characters: names cannot reorder what stands beside them.
function clean(text) {
  return String(text ?? "").replace(BIDI, "").replace(CONTROL, " ");
}

// A name that can be seen and clicked on.
function visibleName(text, otherwise) {
  const name = clean(text).trim();
  return /[\p{L}\p{N}\p{P}\p{S}]/u.test(name) ? name : otherwise;
}

// Keep a text that is clean already from changing the direction of what stands beside it.
function wrap(text) {
  return `\u2068${text}\u2069`;
}

// For the canvas, which knows no dir="auto": the text takes its direction from its first letter.
function isolate(text) {
  return wrap(clean(text));
}

function cut(text, length) {
  const letters = Array.from(text);
  return letters.length > length ? `${letters.slice(0, length - 1).join("").trimEnd()}…` : text;
}

function inLanguage(labels, otherwise) {
  if (!labels) return otherwise;
  if (labels[lang]) return labels[lang];
  if (labels.en) return labels.en;
  const first = Object.keys(labels).sort().find((code) => labels[code]);
  return first === undefined ? otherwise : labels[first];
}

// The form in which texts are compared: no case, accents, vowel signs or tatweel, one letter for its variants.
function fold(text) {
  const plain = clean(text).normalize("NFKD").toLowerCase().replace(/[\p{M}\u0640]/gu, "");
  let out = "";
  for (const letter of plain) out += FOLD.get(letter) ?? letter;
  return out.replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

// Consonants in rough classes, the same for every script in the table: "Jubeir" and "الجبير" share theirs.
function skeleton(folded) {
  let out = "";
  for (let at = 0; at < folded.length; ) {
    let length = 3;
    while (length > 0 && !SKELETON.has(folded.slice(at, at + length))) length -= 1;
    const sound = length ? SKELETON.get(folded.slice(at, at + length)) : "";
    if (sound && !out.endsWith(sound)) out += sound;
    at += Math.max(length, 1);
  }
  return out;
}

function dayOf(iso) {
  const [year, month, day] = iso.split("-").map(Number);
  const when = new Date(Date.UTC(2000, (month || 1) - 1, day || 1));
  when.setUTCFullYear(year);
  return when;
}

// An EDTF date as people write it; what is no plain date or interval is shown as it stands.
function dateText(edtf, style = "long") {
  const ends = edtf ? edtf.split("/") : [];
  if (!ends.length || ends.length > 2 || !ends.every((end) => /^\d{4}(-\d{2}){0,2}$/.test(end))) return cut(clean(edtf), 40);
  const least = Math.min(...ends.map((end) => end.length));
  const shape = {timeZone: "UTC", year: "numeric"};
  if (least > 4) shape.month = style;
  if (least > 7) shape.day = "numeric";
  try {
    const format = formatter(Intl.DateTimeFormat, shape);
    return ends.length === 1 ? format.format(dayOf(ends[0])) : format.formatRange(dayOf(ends[0]), dayOf(ends[1]));
  } catch {
    return cut(clean(edtf), 40); // 2025-99-99
  }
}
