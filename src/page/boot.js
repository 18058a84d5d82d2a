// Starts the app. Trunk names the two files of this build in this script's own tag.
const { js, wasm } = document.querySelector("script[data-wasm]").dataset;
const here = (file) => new URL(file, document.baseURI);

try {
  const { default: start } = await import(here(js));
  await start({ module_or_path: here(wasm) });
} catch (error) {
  window.cairnFatal(`Cairn did not start. ${error}`);
}
