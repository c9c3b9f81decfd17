import assert from "node:assert/strict";
import test from "node:test";
import * as lean from "sipar";
import * as full from "sipar/full";
import { initSync } from "sipar/sync";
import { WorkerScorer } from "sipar/worker";
import { conform } from "../conform.mjs";
import { cases, goldenPacks } from "../testdata.mjs";

const all = cases();
const bytes = goldenPacks();

test("there are as many cases as there should be", () => assert.ok(all.length >= 488, `${all.length}`));

test("the conformance suite passes with the engine that scores", async () => {
  await lean.init();
  const wrong = await conform(all, (ids) => new lean.Scorer({ packs: ids.map((id) => lean.Pack.load(bytes.get(id))) }));
  assert.deepEqual(wrong, []);
});

test("the conformance suite passes with the full engine", async () => {
  full.initSync();
  const wrong = await conform(all, (ids) => new full.Scorer({ packs: ids.map((id) => full.Pack.load(bytes.get(id))) }));
  assert.deepEqual(wrong, []);
});

test("the conformance suite passes in a worker", async () => {
  const started = [];
  const make = async (ids) => {
    started.push(await WorkerScorer.start({ packs: ids.map((id) => bytes.get(id)) }));
    return started.at(-1);
  };
  const wrong = await conform(all, make);
  started.forEach((worker) => worker.terminate());
  assert.deepEqual(wrong, []);
});

test("what is loaded at once and what is loaded by and by is one engine", () => {
  initSync();
  const pack = lean.Pack.load(bytes.get("en-mini"));
  assert.equal(new lean.Scorer({ packs: [pack] }).score("Send the fee first!").level, "low");
});

test("a long text is scored in pieces with the same report", () => {
  const pack = lean.Pack.load(bytes.get("en-mini"));
  const scorer = new lean.Scorer({ packs: [pack] });
  const filler = "All is well 😀 today. ".repeat(20);
  const text = `${filler}Send the fee first! ${filler}`.repeat(3000);
  assert.ok(text.length > 2 << 20);
  const report = scorer.score(text);
  assert.equal(report.findings.length, 3000);
  assert.ok(report.findings.every(({ span }) => text.slice(...span) === "Send the fee first"));
  const steps = scorer.scoreInPieces(text);
  let step;
  let count = 0;
  while (!(step = steps.next()).done) count += 1;
  assert.ok(count > 2);
  assert.deepEqual(step.value, report);
});
