// examples/node as it stands, in a project that has installed the package.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import test from "node:test";
import { root } from "../testdata.mjs";

const folder = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
copyFileSync(join(root, "examples/node/score.mjs"), join(folder, "score.mjs"));
const run = (...args) => spawnSync(process.execPath, ["score.mjs", ...args], { cwd: folder, encoding: "utf8" });

test("a file of texts is scored line by line", () => {
  writeFileSync(join(folder, "texts.txt"), "Good morning!\r\nI know where you live. I will kill you.\n\nЯ тебя убью.\n");
  const { status, stdout, stderr } = run("texts.txt");
  assert.deepEqual([status, stderr], [0, ""]);
  assert.match(stdout, /^2: medium\n  .*: .+\n(  .*\n)*4: medium\n  /);
});

test("without a file it says how it is used", () => {
  const { status, stderr } = run();
  assert.equal(status, 2);
  assert.match(stderr, /usage/);
});

test("it depends on this very version", () => {
  const wanted = JSON.parse(readFileSync(join(root, "examples/node/package.json"))).dependencies.sipar;
  const installed = JSON.parse(readFileSync(join(folder, "node_modules/sipar/package.json"))).version;
  assert.equal(wanted, installed);
});
