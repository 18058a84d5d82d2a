// Starts the app. Trunk names the two files of this build in this script's own tag. A divided release
// (xtask/split) has its module in three parts: what an empty browser's first screen runs, what the
// first screen of a stored plan runs besides, and the rest.
const { js, wasm, parts: marked = 0 } = document.querySelector("script[data-wasm]").dataset;
const last = Number(marked);
const here = (file) => new URL(file, document.baseURI);
const OF_A_PLAN = 1;
// How long the first screen waits for the parts it can do without, in ms.
const PATIENCE = 4000;
const file = (part) => here(wasm.replace("_bg.wasm", `_${part}.wasm`));

// What each part exports, in order; all parts that are here.
const parts = [];
window.cairnParts = { parts };

// Puts a part's functions where the first part has stand-ins. Parts come in order, each once.
const join = (part, module) => {
  if (part !== parts.length) return;
  parts.push(new WebAssembly.Instance(module, { ...parts }).exports);
  if (part === last) sayAllHere();
};

// What no first screen waits for, such as small charts, begins now. Where it is traced what first
// screens run, it never does.
const sayAllHere = () => {
  window.cairnParts.allHere = !("trace0" in parts[0]);
  if (window.cairnParts.allHere) window.dispatchEvent(new Event("cairn-all-here"));
};

// A stand-in was called: its part is wanted now, so the page waits for it.
const joinNow = (part) => {
  const request = new XMLHttpRequest();
  request.open("GET", file(part), false);
  request.overrideMimeType("text/plain; charset=x-user-defined"); // bytes, one a character
  request.send();
  if (request.status !== 200) throw new Error(`${request.status} ${request.statusText}`);
  const bytes = Uint8Array.from(request.response, (byte) => byte.charCodeAt(0) & 255);
  join(part, new WebAssembly.Module(bytes));
};

window.cairnLoadParts = (wanted) => {
  if (parts.length > wanted) return;
  performance.mark(`cairn-waited-for-${wanted}`);
  try {
    while (parts.length <= wanted) joinNow(parts.length);
  } catch (error) {
    window.cairnFatal(`A part of Cairn could not be loaded. ${error}`);
    throw error;
  }
};

const compile = (part) => WebAssembly.compileStreaming(fetch(file(part)));

// What can't be fetched now is asked for again when it is needed.
const joinSoon = async (part, compiled) => {
  try {
    join(part, await compiled);
  } catch (error) {
    console.warn(`Part ${part} of Cairn has not come. ${error}`);
  }
};

const isPlanStored = () => {
  try {
    return Object.keys(localStorage).some((key) => key.startsWith("cairn/1/"));
  } catch {
    return false; // a blocked storage
  }
};

// Where the service worker has the files (offline.js) there is nothing to wait for; and without a
// network joinNow would fail, as service workers do not hear of requests that block.
const partsBeforeTheScreen = () => {
  if (navigator.serviceWorker?.controller) return Array.from({ length: last }, (_, i) => i + 1);
  return isPlanStored() ? [OF_A_PLAN] : [];
};

try {
  const early = last ? partsBeforeTheScreen().map((part) => [part, compile(part)]) : [];
  const { default: start, openCairn } = await import(here(js));
  parts.push(await start({ module_or_path: here(wasm) }));
  const joinEarly = async () => {
    for (const [part, compiled] of early) await joinSoon(part, compiled);
  };
  await Promise.race([joinEarly(), new Promise((done) => setTimeout(done, PATIENCE))]);
  openCairn();
  // The style of what no first screen shows: until now it was for paper alone, and nothing waited for it.
  for (const sheet of document.querySelectorAll('link[media="print"]')) sheet.media = "all";
} catch (error) {
  window.cairnFatal(`Cairn did not start. ${error}`);
}

// Once the first screen is on the glass: its frame, then what the frame left to do.
const joinAll = async () => {
  if (!last) sayAllHere();
  for (let part = parts.length; part <= last; part++) await joinSoon(part, compile(part));
};
if (parts.length) requestAnimationFrame(() => setTimeout(joinAll));
