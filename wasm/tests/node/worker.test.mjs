import assert from "node:assert/strict";
import test from "node:test";
import { packs } from "sipar/packs";
import { SiparError, WorkerScorer } from "sipar/worker";
import { goldenPacks } from "../testdata.mjs";

const en = goldenPacks().get("en-mini");
const fee = "Send the fee first!";
const long = `${"All is well. ".repeat(6_000_000 / 13)}${fee}`;
const code = (code) => (error) => error instanceof SiparError && (assert.equal(error.code, code), true);

test("requests are answered each with its own report", async () => {
  const worker = await WorkerScorer.start({ packs: [en] });
  const texts = Array.from({ length: 200 }, (_, at) => (at % 3 ? "x ".repeat(at) : `${"x ".repeat(at)}${fee}`));
  const reports = await Promise.all(texts.map((text) => worker.score(text)));
  reports.forEach((report, at) => {
    assert.equal(report.findings.length, at % 3 ? 0 : 1);
    if (report.findings[0]) assert.equal(texts[at].slice(...report.findings[0].span), "Send the fee first");
  });
  worker.terminate();
});

test("packs are taken by address, and options hold", async () => {
  const worker = await WorkerScorer.start({ packs: [packs.en, packs.ru], uiLanguage: "ru" });
  const report = await worker.score("I know where you live. I will kill you.");
  assert.equal(report.level, "medium");
  assert.match(report.findings[0].reason, /[а-я]/);
  worker.terminate();
});

test("what cannot start is told by its code", async () => {
  await assert.rejects(WorkerScorer.start({ packs: [new Uint8Array(9)] }), code("pack.not-a-pack"));
  await assert.rejects(WorkerScorer.start({ packs: [en, en] }), code("scorer.duplicate-pack"));
  await assert.rejects(WorkerScorer.start({ packs: [en], sensitivity: "all" }), code("options.invalid"));
  await assert.rejects(WorkerScorer.start({ packs: [en], wasm: new Uint8Array(9) }), code("engine.wrong-module"));
  await assert.rejects(WorkerScorer.start({ packs: [new URL("none.sipar", import.meta.url)] }), code("input.unreachable"));
  await assert.rejects(WorkerScorer.start({ packs: [{ a: () => 1 }] }), code("worker.failed"));
});

test("a bad request harms no other", async () => {
  const worker = await WorkerScorer.start({ packs: [en] });
  const [first, second, third] = await Promise.allSettled([worker.score(fee), worker.score(7), worker.score(fee)]);
  assert.deepEqual([first.status, third.status], ["fulfilled", "fulfilled"]);
  assert.ok(code("text.not-a-string")(second.reason));
  worker.terminate();
});

test("an aborted request is rejected at once, whether it waits or is under way", async () => {
  const worker = await WorkerScorer.start({ packs: [en] });
  const [running, waiting] = [new AbortController(), new AbortController()];
  const answers = [
    worker.score(long, { signal: running.signal }),
    worker.score(fee, { signal: waiting.signal }),
    worker.score(fee),
  ];
  const settled = Promise.allSettled(answers);
  waiting.abort();
  setTimeout(() => running.abort(new Error("enough")), 5);
  const [first, second, third] = await settled;
  assert.equal(first.reason?.message, "enough");
  assert.equal(second.reason?.name, "AbortError");
  assert.equal(third.value?.level, "low");
  await assert.rejects(worker.score(fee, { signal: AbortSignal.abort() }), { name: "AbortError" });
  assert.equal((await worker.score(fee)).level, "low");
  worker.terminate();
});

test("an abort stops the work, not the answer alone", async () => {
  const worker = await WorkerScorer.start({ packs: [en] });
  const text = long.repeat(4);
  const time = async (run) => {
    const start = performance.now();
    await run();
    return performance.now() - start;
  };
  const whole = await time(() => worker.score(text));
  const cut = await time(async () => {
    const abort = new AbortController();
    const answer = assert.rejects(worker.score(text, { signal: abort.signal }), { name: "AbortError" });
    setTimeout(() => abort.abort(), 20);
    await answer;
    // Answered when the worker is free again.
    await worker.score("short");
  });
  assert.ok(cut < whole * 0.7, `${cut} ms of ${whole} ms`);
  worker.terminate();
});

test("what a worker has not answered when it ends is rejected", async () => {
  const worker = await WorkerScorer.start({ packs: [en] });
  const answers = Promise.allSettled([worker.score(long), worker.score(fee)]);
  worker.terminate();
  for (const { reason } of await answers) assert.ok(code("worker.terminated")(reason));
  await assert.rejects(worker.score(fee), code("worker.terminated"));
  worker[Symbol.dispose]();
});
