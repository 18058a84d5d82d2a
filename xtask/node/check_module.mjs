// check_module.mjs FILE: compiles the wasm module, starts it without a browser and puts a value in
// its table of JS references, as wasm-bindgen's glue does first. A wasm-opt that is too old exits 0
// and leaves a module that fails here.
import { readFileSync } from "node:fs";

const file = process.argv[2];
const module = new WebAssembly.Module(readFileSync(file));
const imports = {};
for (const { module: from, name, kind } of WebAssembly.Module.imports(module)) {
  if (kind !== "function") throw new Error(`${file} imports ${from}.${name}, a ${kind}`);
  (imports[from] ??= {})[name] = () => undefined;
}
const { __wbindgen_externrefs: table } = new WebAssembly.Instance(module, imports).exports;
table.set(table.grow(1), {});
console.log(`${file} starts`);
