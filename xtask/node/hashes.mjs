// hashes.mjs FILE…: what a content security policy names each text by, one a line.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

for (const file of process.argv.slice(2)) {
  console.log(`'sha256-${createHash("sha256").update(readFileSync(file)).digest("base64")}'`);
}
