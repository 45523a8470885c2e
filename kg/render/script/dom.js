// Making elements. Text only ever becomes a text node: nothing in this page parses markup.

const $ = (id) => document.getElementById(id);

const SVG = "http://www.w3.org/2000/svg";

// el("button", {class: "x", onclick: f}, "text", child): attributes that are null or false are left out.
function el(tag, attributes = {}, ...children) {
  return filled(document.createElement(tag), attributes, children);
}

function svg(tag, attributes = {}, ...children) {
  return filled(document.createElementNS(SVG, tag), attributes, children);
}

function filled(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

function refill(node, ...children) {
  node.replaceChildren(...children.filter((child) => child !== null && child !== undefined));
}

// Tell a screen reader what has happened where nothing else on the page says so.
function tell(text) {
  $("told").textContent = text;
}

// How long something took, for those who measure pages: the last time is kept under its name.
function timed(name, work) {
  const start = performance.now();
  const result = work();
  performance.clearMeasures(name);
  performance.measure(name, {start});
  return result;
}

// Safari knows no idle time: there a short pause stands in for it.
function whenIdle(work) {
  if (window.requestIdleCallback) requestIdleCallback(work);
  else setTimeout(() => work({timeRemaining: deadline(12)}), 20);
}

function deadline(most) {
  const end = performance.now() + most;
  return () => end - performance.now();
}

function debounced(action, wait) {
  let timer = 0;
  return () => { clearTimeout(timer); timer = setTimeout(action, wait); };
}

function readJson(id) {
  return JSON.parse($(id).textContent);
}
