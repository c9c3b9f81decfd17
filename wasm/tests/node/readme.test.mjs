// The JavaScript of both READMEs runs as it stands.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import test from "node:test";
import { root } from "../testdata.mjs";

const folder = join(dirname(fileURLToPath(import.meta.url)), "..", "readme");

for (const name of ["README.md", "wasm/README.md"]) {
  const text = readFileSync(join(root, name), "utf8");
  const samples = [...text.matchAll(/```js\n([\s\S]*?)```/g)].map((found) => found[1]);
  test(`${name} has samples`, () => assert.ok(samples.length > 0));
  samples.forEach((sample, at) => {
    test(`${name}, sample ${at + 1}`, () => {
      mkdirSync(folder, { recursive: true });
      const file = join(folder, `${name.replace(/\W/g, "-")}-${at}.mjs`);
      writeFileSync(file, sample);
      const printed = execFileSync(process.execPath, [file], { encoding: "utf8", cwd: folder, timeout: 60_000 });
      // What a sample says that it prints: `// → …` behind the line.
      for (const [, said] of sample.matchAll(/\/\/ → (.+)/g)) assert.ok(printed.includes(said), `${said} in:\n${printed}`);
      rmSync(file);
    });
  });
}
