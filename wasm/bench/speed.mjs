// The scorer in WebAssembly beside the native one on the same inputs, and beside obscenity on that library's own list.
// Run by `cargo xtask npm-bench`: node speed.mjs FOLDER NATIVE-BENCH. Only ratios within one run mean anything.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DataSet, RegExpMatcher, englishDataset, englishRecommendedTransformers, parseRawPattern } from "obscenity";
import * as full from "sipar/full";
import { Pack, Scorer, init } from "sipar";

const [folder, native] = process.argv.slice(2);
const ROUNDS = 9;
const TURNS = 5;
const { inputs, short } = JSON.parse(readFileSync(join(folder, "inputs.json"), "utf8"));
const median = (all) => all.toSorted((a, b) => a - b)[all.length >> 1];
const cpu = (run) => {
  const start = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
};

/** Runs until the engine has compiled what is run often, then measures. */
const settled = (run) => {
  for (const until = performance.now() + 1500; performance.now() < until; ) run();
  return median(Array.from({ length: ROUNDS }, () => cpu(run)));
};

const runNative = () => JSON.parse(execFileSync(native, ["--entries", "100000", "--only-sipar", "--json", "--quick"], { encoding: "utf8", maxBuffer: 1e8, stdio: ["ignore", "pipe", "ignore"] }));

await init();
const bytes = readFileSync(join(folder, "pack.sipar"));
const loads = Array.from({ length: ROUNDS }, () => {
  const start = performance.now();
  const scorer = new Scorer({ packs: [Pack.load(bytes)] });
  const time = performance.now() - start;
  scorer.free();
  return time;
});
const scorer = new Scorer({ packs: [Pack.load(bytes)] });
// Native and WebAssembly in turn, several times: what else the machine does must burden both.
const of = (run, name) => run.candidates[0].inputs[name].mbPerSecond;
const turns = Array.from({ length: TURNS }, () => {
  const native = runNative();
  const rates = inputs.map(({ name, bytes, texts }) => {
    return [name, bytes / settled(() => texts.forEach((text) => scorer.score(text))) / 1e6, of(native, name)];
  });
  const shortNanos = (settled(() => short.forEach((text) => scorer.score(text))) / short.length) * 1e9;
  return { rates, short: [shortNanos, native.nanosecondsPer52Bytes] };
});
const middle = (of) => median(turns.map(of));

console.log(`100,000 entries, with a report, from a JavaScript string; ${process.version}`);
const ratios = inputs.map(({ name }, at) => {
  const [rate, other] = [1, 2].map((which) => middle(({ rates }) => rates[at][which]));
  const ratio = middle(({ rates }) => rates[at][1] / rates[at][2]);
  console.log(`  ${name.padEnd(14)} ${rate.toFixed(1).padStart(7)} MB/s, native ${other.toFixed(1).padStart(7)}: ${ratio.toFixed(2)}x`);
  return ratio;
});
const mean = ratios.reduce((product, ratio) => product * ratio, 1) ** (1 / ratios.length);
console.log(`  geometric mean ${mean.toFixed(2)}x`);
const [shortNanos, shortNative] = [0, 1].map((which) => middle(({ short }) => short[which]));
console.log(`a clean message of 52 bytes: ${shortNanos.toFixed(0)} ns, native ${shortNative.toFixed(0)} ns`);
console.log(`load and build 100,000 entries: ${median(loads).toFixed(2)} ms`);

// Obscenity on English chat, both in this process: with its own list, and with a thousand words.
await full.init();
const chat = inputs[0].texts.slice(0, 4000);
const size = chat.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
const compare = (title, words, dataset) => {
  const matcher = new RegExpMatcher({ ...dataset.build(), ...englishRecommendedTransformers });
  const own = new full.Scorer({ packs: [full.Pack.fromTerms(words)] });
  const runs = [() => chat.forEach((text) => matcher.getAllMatches(text)), () => chat.forEach((text) => own.score(text))];
  const [theirs, ours] = runs.map((run) => size / settled(run) / 1e6);
  console.log(`${title}: ${ours.toFixed(1)} MB/s, obscenity ${theirs.toFixed(3)}: ${(ours / theirs).toFixed(0)}x`);
};
const wordOf = ({ id: termId }) =>
  englishDataset.getPayloadWithPhraseMetadata({ termId, matchLength: 0, startIndex: 0, endIndex: 0 }).phraseMetadata?.originalWord;
const own = [...new Set(englishDataset.build().blacklistedTerms.map(wordOf))].filter(Boolean);
compare(`obscenity's English list (${own.length} words)`, own, englishDataset);
const syllables = ["bra", "cken", "dul", "fro", "gim", "hesk", "jat", "klo", "mur", "nax"];
const made = Array.from({ length: 1000 }, (_, at) => [at % 10, Math.floor(at / 10) % 10, Math.floor(at / 100)].map((digit) => syllables[digit]).join(""));
const dataset = made.reduce((all, word) => all.addPhrase((phrase) => phrase.addPattern(parseRawPattern(word))), new DataSet());
compare("a thousand made-up words", made, dataset);
