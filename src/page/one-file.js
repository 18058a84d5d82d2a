// Starts the app in a one-file copy (`cargo xtask bundle`), which has a plan and the whole app in one page: what the
// release has as files stands here in blocks of data, packed. Follows wasm-bindgen's glue in the same script, as a page
// of its own has no address to import from.
{
  // What the page is made of, before the app or anything else in this browser adds to it.
  const own = [...document.querySelectorAll("[data-own]")].map((element) => element.cloneNode(true));
  const blockOf = (kind, name) => document.querySelector(`script[data-${kind}="${CSS.escape(name)}"]`);
  const PLAN = "cairn-plan";

  const unpack = async (block) => {
    const text = atob(block.textContent);
    const bytes = new Uint8Array(text.length);
    for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  };

  window.cairnCopy = {
    // The plan that came along, as its file; empty in a copy without one.
    plan: () => document.getElementById(PLAN).textContent,
    // The bytes of a file that the release has beside the app, or nothing.
    file: async (path) => {
      const block = blockOf("file", path);
      return block ? unpack(block) : undefined;
    },
    // This page as it came, with no plan in it.
    source: () => {
      const part = (inHead) => {
        const elements = own.filter((element) => element.matches("meta, title, link, style") === inHead);
        for (const plan of elements.filter((element) => element.id === PLAN)) plan.textContent = "";
        return elements.map((element) => element.outerHTML).join("\n");
      };
      return `<!doctype html>\n<html lang="en">\n<head>\n${part(true)}\n</head>\n<body>\n${part(false)}\n</body>\n</html>\n`;
    },
  };

  const parts = [];
  window.cairnParts = { parts };
  // The first part asks each time; they are all here before the app is.
  window.cairnLoadParts = () => {};
  try {
    const blocks = [...document.querySelectorAll("script[data-part]")];
    const modules = blocks.map(async (block) => WebAssembly.compile(await unpack(block)));
    parts.push(await __wbg_init({ module_or_path: await modules[0] }));
    for (const module of modules.slice(1)) {
      parts.push((await WebAssembly.instantiate(await module, { ...parts })).exports);
    }
    openCairn();
    requestAnimationFrame(() => setTimeout(() => {
      window.cairnParts.allHere = true;
      window.dispatchEvent(new Event("cairn-all-here"));
    }));
  } catch (error) {
    window.cairnFatal(`Cairn did not start. ${error}`);
  }
}
