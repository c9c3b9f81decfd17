// What hosts get wrong, and what hostile input does: errors with codes, never a trap.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import test from "node:test";
import { Pack, Scorer, SiparError, init } from "sipar";
import * as full from "sipar/full";
import { packs } from "sipar/packs";
import { initSync } from "sipar/sync";
import { goldenPacks } from "../testdata.mjs";

const en = goldenPacks().get("en-mini");
const code = (code) => (error) => {
  assert.ok(error instanceof SiparError, `${error?.constructor?.name}: ${error}`);
  assert.equal(error.code, code, error.message);
  assert.ok(error.message.length > 10);
  return true;
};

test("before the engine is loaded, everything says so", async () => {
  assert.throws(() => Pack.load(en), code("engine.not-ready"));
  assert.throws(() => new Scorer({ packs: [] }), code("engine.not-ready"));
  await assert.rejects(Pack.open(packs.en), code("engine.not-ready"));
});

test("WebAssembly that cannot be had or is something else is refused, and asking again is allowed", async () => {
  await assert.rejects(init(new URL("missing.wasm", import.meta.url)), code("input.unreachable"));
  await assert.rejects(init("no address"), code("input.unreachable"));
  await assert.rejects(init(new Uint8Array([1, 2, 3])), code("engine.wrong-module"));
  const empty = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);
  await assert.rejects(init(empty), code("engine.wrong-module"));
  await assert.rejects(init(42), code("input.not-bytes"));
  assert.throws(() => initSync(empty), code("engine.wrong-module"));
  assert.throws(() => initSync("bytes"), code("input.not-bytes"));
  await assert.rejects(init(new Response("", { status: 404 })), code("input.unreachable"));
});

test("init is remembered, and takes a response, bytes, a module or an address", async () => {
  const wasm = readFileSync(fileURLToPath(import.meta.resolve("sipar/sipar.wasm")));
  const server = createServer((request, response) => {
    if (request.url === "/typed") response.setHeader("content-type", "application/wasm");
    response.end(wasm);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const at = `http://127.0.0.1:${server.address().port}`;
  try {
    // A copy of the package for each: an engine is loaded once.
    const inputs = [() => `${at}/typed`, () => new URL(`${at}/plain`), () => fetch(`${at}/typed`), () => wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.length), () => new WebAssembly.Module(wasm)];
    for (const input of inputs) {
      const { readdirSync, cpSync, mkdtempSync } = await import("node:fs");
      const { tmpdir } = await import("node:os");
      const { join } = await import("node:path");
      const copy = mkdtempSync(join(tmpdir(), "sipar-"));
      const from = fileURLToPath(new URL(".", import.meta.resolve("sipar")));
      for (const name of readdirSync(from).filter((name) => !name.endsWith(".wasm"))) cpSync(join(from, name), join(copy, name), { recursive: true });
      const fresh = await import(join(copy, "index.js"));
      await fresh.init(input());
      assert.equal(new fresh.Scorer({ packs: [fresh.Pack.load(en)] }).score("Send the fee first!").level, "low");
    }
  } finally {
    server.close();
  }
  const [first, second] = [init(), init("nothing that would load")];
  assert.equal(first, second);
  await first;
});

test("bytes that are no pack are refused by their own codes", async () => {
  await init();
  for (const [bytes, expected] of [
    [new Uint8Array(), "pack.not-a-pack"],
    [new TextEncoder().encode("not a pack at all, but long enough to be one if it were"), "pack.not-a-pack"],
    [en.subarray(0, en.length - 1), "pack.truncated"],
    [en.subarray(0, 20), "pack.truncated"],
    [Buffer.concat([en, Buffer.from("x")]), "pack.trailing-bytes"],
    [en.map((byte, at) => (at === en.length - 9 ? byte ^ 1 : byte)), "pack.damaged"],
  ]) {
    assert.throws(() => Pack.load(bytes), code(expected));
  }
  for (const wrong of ["text", 7, null, undefined, {}, [1, 2]]) {
    assert.throws(() => Pack.load(wrong), code("input.not-bytes"));
  }
  await assert.rejects(Pack.open(new URL("missing.sipar", import.meta.url)), code("input.unreachable"));
  const random = new Uint8Array(200_000);
  for (let round = 0; round < 40; round += 1) {
    for (let at = 0; at < random.length; at += 1) random[at] = (at * 2654435761 * (round + 1)) >>> 24;
    random.set(en.subarray(0, 64 + round * 8));
    assert.throws(() => Pack.load(random), (error) => error instanceof SiparError && error.code.startsWith("pack."));
  }
});

test("a view of a larger buffer is read where it begins", () => {
  const large = new Uint8Array(en.length + 13);
  large.set(en, 5);
  assert.equal(Pack.load(large.subarray(5, 5 + en.length)).info.id, "en-mini");
  assert.equal(Pack.load(new DataView(large.buffer, 5, en.length)).info.id, "en-mini");
  const shared = new Uint8Array(new SharedArrayBuffer(en.length));
  shared.set(en);
  assert.equal(Pack.load(shared).info.id, "en-mini");
});

test("freeing twice does nothing; using what was freed is an error", () => {
  const pack = Pack.load(en);
  const scorer = new Scorer({ packs: [pack] });
  pack.free();
  pack.free();
  pack[Symbol.dispose]();
  assert.throws(() => pack.entries(), code("pack.freed"));
  assert.throws(() => new Scorer({ packs: [pack] }), code("pack.freed"));
  assert.equal(pack.info.id, "en-mini");
  assert.equal(scorer.score("Send the fee first!").level, "low", "a scorer outlives its packs");
  scorer.free();
  scorer.free();
  for (const use of [() => scorer.score("x"), () => scorer.scoreJson("x"), () => scorer.scoreInPieces("x").next()]) {
    assert.throws(use, code("scorer.freed"));
  }
});

test("what a scorer cannot be built from is told", () => {
  const pack = Pack.load(en);
  assert.throws(() => new Scorer({ packs: [pack, Pack.load(en)] }), code("scorer.duplicate-pack"));
  assert.throws(() => new Scorer({ packs: [{}] }), code("scorer.not-a-pack"));
  const thresholds = (level, score) => ({ packs: [pack], thresholds: [{ category: "scam", level, score }] });
  assert.throws(() => new Scorer(thresholds("low", 7)), code("scorer.threshold"));
  assert.throws(() => new Scorer(thresholds("awful", 0.5)), code("options.invalid"));
  assert.throws(() => new Scorer({ packs: [pack], sensitivity: "all" }), code("options.invalid"));
  assert.throws(() => new Scorer({ packs: [pack], muted: "x" }), code("options.invalid"));
});

test("what the user decides holds", () => {
  const pack = Pack.load(en);
  const text = "Send the fee first!";
  const level = (options) => new Scorer({ packs: [pack], ...options }).score(text).level;
  assert.equal(level({}), "low");
  assert.equal(level({ mutedCategories: ["scam"] }), "none");
  assert.equal(level({ muted: ["en-mini/scam.en.fee-first"] }), "none");
  assert.equal(level({ sensitivity: "fewer" }), "none");
  assert.equal(level({ thresholds: [{ category: "scam", level: "medium", score: 0.3 }] }), "medium");
  assert.equal(level({ uiLanguage: "tg" }), "low");
});

test("texts that are no strings are refused", () => {
  const scorer = new Scorer({ packs: [Pack.load(en)] });
  for (const wrong of [undefined, null, 7, {}, ["a"], new String("a"), Symbol("a")]) {
    assert.throws(() => scorer.score(wrong), code("text.not-a-string"));
    assert.throws(() => scorer.scoreJson(wrong), code("text.not-a-string"));
  }
});

test("lone surrogates are read as U+FFFD, and spans stay right", () => {
  const scorer = new Scorer({ packs: [Pack.load(en)] });
  for (const lone of ["\ud800", "\udfff", "\ud83d", "\udc00\ud800"]) {
    const text = `${lone} Hello ${lone}! Send the fee first${lone} now ${lone}`;
    const [finding] = scorer.score(text).findings;
    assert.equal(text.slice(...finding.span).replace(/[\ud800-\udfff]/g, ""), "Send the fee first");
    const same = JSON.parse(scorer.scoreJson(text.replace(/[\ud800-\udfff]/g, "\ufffd")));
    assert.deepEqual(JSON.parse(scorer.scoreJson(text)), same);
  }
  // Pieces of a long text end at 2^20 units: here within a pair.
  const half = "a".repeat((1 << 20) - 1);
  const text = `${half}😀 Send the fee first! \ud83d`;
  const [finding] = scorer.score(text).findings;
  assert.equal(text.slice(...finding.span), "Send the fee first");
});

test("50 MB of text, and much of every width, is scored", () => {
  const scorer = new Scorer({ packs: [Pack.load(en)] });
  for (const [size, word] of [[50e6, "plain қазақша "], [6e6, "漢字文 "], [6e6, "😀🎉 "], [6e6, "\ud800 "]]) {
    const text = `${word.repeat(Math.ceil(size / word.length))}. Send the fee first!`;
    const report = scorer.score(text);
    assert.equal(report.findings.length, 1, JSON.stringify(word));
    assert.equal(text.slice(...report.findings[0].span), "Send the fee first");
  }
  // No spaces, no ends of sentences.
  assert.equal(scorer.score("x".repeat(50e6)).level, "none");
  assert.equal(scorer.score(".".repeat(6e6)).level, "none");
});

test("reports are plain and nobody else's", () => {
  const scorer = new Scorer({ packs: [Pack.load(en)] });
  const [clean, again] = [scorer.score("All is well."), scorer.score("All is well.")];
  clean.findings.push("changed");
  clean.notAssessed.length = 0;
  clean.experimental.push("changed");
  assert.deepEqual(again, scorer.score(""));
  assert.deepEqual(again.notAssessed, ["speaker", "intent", "reach", "truth"]);
  const report = scorer.score("Send the fee first!");
  assert.equal(Object.getPrototypeOf(report), Object.prototype);
  assert.deepEqual(structuredClone(report), report);
});

test("a pack tells all about itself", async () => {
  await init();
  const pack = await Pack.open(packs.en);
  const { info } = pack;
  assert.deepEqual([info.id, info.status, info.languages], ["en", "experimental", ["en"]]);
  assert.match(info.sourceDigest, /^[0-9a-f]{16}$/);
  const categories = info.categories.map(({ id }) => id).sort();
  assert.deepEqual(categories, ["hate", "incitement", "recruitment", "scam", "threat"]);
  for (const category of categories) {
    assert.ok(info.messages.some((message) => message.category === category && message.lang === "en" && message.next));
  }
  const entries = pack.entries();
  assert.ok(entries.length > 100 && entries.every(({ id, gloss, category }) => id && gloss && categories.includes(category)));
});

test("handles that are forgotten do not fill the memory", () => {
  const scorer = new Scorer({ packs: [Pack.load(en)] });
  for (let round = 0; round < 2000; round += 1) {
    using(Pack.load(en), (pack) => using(new Scorer({ packs: [pack] }), (own) => own.score("Send the fee first!")));
  }
  assert.equal(scorer.score("Send the fee first!").level, "low");
  function using(handle, run) {
    try {
      run(handle);
    } finally {
      handle[Symbol.dispose]();
    }
  }
});

test("a personal list is compiled on the device", async () => {
  await full.init();
  const terms = ["zorgle now", { term: "send, \"the\" fee", category: "scam", evidence: 4.5 }, "қош бол"];
  const pack = full.Pack.fromTerms(terms, { id: "mine", category: "personal" });
  assert.deepEqual([pack.info.id, pack.info.status], ["mine", "list"]);
  const scorer = new full.Scorer({ packs: [pack] });
  const report = scorer.score("Please ZORGLE now, ҚОШ БОЛ; send the fee.");
  const found = report.findings.map(({ entry, category }) => `${category}: ${entry}`).sort();
  assert.deepEqual(found, ["personal: list#zorgle now", "personal: list#қош бол", "scam: list#send the fee"]);
  assert.equal(report.level, "high");
  const { bytes, warnings } = full.Pack.compileTerms(["good", "!!!", ".", "better"]);
  assert.ok(full.Pack.load(bytes) && warnings.length > 0);
  assert.equal(warnings[0].line, 2);
  assert.equal(full.Pack.load(bytes.slice()).info.id, "terms");
});

test("a list that cannot be compiled is refused with everything wrong in it", async () => {
  await full.init();
  const refused = (terms, options) => () => full.Pack.fromTerms(terms, options);
  assert.throws(refused([]), code("list.refused"));
  assert.throws(refused(["ok"], { id: "No Id" }), (error) => code("list.refused")(error) && error.diagnostics[0].code === "list.bad-id");
  assert.throws(refused([{ term: "a", evidence: "much" }, "b", { term: "c", evidence: 99 }]), (error) => {
    code("list.refused")(error);
    assert.deepEqual(error.diagnostics.map(({ line }) => line), [1, 3]);
    return true;
  });
  assert.throws(refused(["two\nlines"]), code("list.not-a-term"));
  assert.throws(refused([7]), code("list.not-a-term"));
  assert.throws(refused(["ok"], { evidence: "high" }), code("options.invalid"));
});

test("a hundred thousand terms are compiled and loaded", async () => {
  await full.init();
  const terms = Array.from({ length: 100_000 }, (_, at) => `${word(at)} ${word(at * 7 + 3)}`);
  const pack = full.Pack.fromTerms(terms);
  assert.equal(new full.Scorer({ packs: [pack] }).score(`Well, ${terms[77_777]}!`).findings.length, 1);
  function word(n) {
    let out = "q";
    for (let rest = n + 1; rest > 0; rest = Math.floor(rest / 20)) out += "bcdfghjklmnpqrstvwxz"[rest % 20] + "aeiou"[rest % 5];
    return out;
  }
});

test("handles of one engine are no use to the other", async () => {
  await init();
  await full.init();
  // Both engines are sound after this, whatever it answers.
  assert.throws(() => new Scorer({ packs: [full.Pack.load(en)] }), SiparError);
  assert.equal(new Scorer({ packs: [Pack.load(en)] }).score("Send the fee first!").level, "low");
});
