// pack.mjs FILE…: each file compressed with gzip, in base64, one a line.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

for (const file of process.argv.slice(2)) {
  console.log(gzipSync(readFileSync(file), { level: 9 }).toString("base64"));
}
