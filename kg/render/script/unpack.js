// The large parts of the page are deflated and written in Base64. The elements go once they are read, so that nothing
// is held twice.

// Until the page has started, any failure is one of the browser: say so instead of showing an empty page.
let started = false;
for (const name of ["error", "unhandledrejection"]) {
  addEventListener(name, () => { $("broken").hidden = started; });
}

async function unpacked(id) {
  const node = $(id);
  const packed = atob(node.textContent);
  node.remove();
  const bytes = new Uint8Array(packed.length);
  for (let at = 0; at < packed.length; at += 1) bytes[at] = packed.charCodeAt(at);
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"))).text();
}

async function startLibrary() {
  const script = el("script");
  script.textContent = await unpacked("library"); // runs because the policy of the page names the sum of this text
  document.head.append(script);
}

const [DATA] = await Promise.all([unpacked("data").then(JSON.parse), startLibrary()]);

let land = null;

// The coasts, for the map: unpacked when first asked for.
async function readLand() {
  land ??= unpacked("land").then(JSON.parse);
  return land;
}
