// The project's test data, and a cleanly compiled pack of every id that cases name.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** The repository's top; the tests run in a copy elsewhere. */
export const root = process.env.SIPAR_ROOT;
if (!root) throw new Error("run `cargo xtask test --only wasm`, which sets SIPAR_ROOT");

const lines = (path) => readFileSync(join(root, path), "utf8").split("\n").filter(Boolean);

/** Each case with the report that all languages must give, as it is written. */
export function cases() {
  const golden = new Map(lines("testdata/golden/reports.jsonl").map((line) => [JSON.parse(line).id, line]));
  return lines("testdata/cases.jsonl").map((line) => {
    const { id, packs, text, finds, level } = JSON.parse(line);
    const written = golden.get(id);
    // The report is the line's end, cut out by its bytes: parsing and printing it would not keep them.
    const mark = `,"report":`;
    const report = written.slice(written.indexOf(mark, written.lastIndexOf(JSON.stringify(text))) + mark.length, -1);
    JSON.parse(report);
    return { id, packs, text, finds, level, report };
  });
}

/** The golden packs' bytes, by id. */
export function goldenPacks() {
  const folder = join(root, "testdata/golden");
  const names = readdirSync(folder).filter((name) => name.endsWith(".sipar"));
  return new Map(names.map((name) => [name.slice(0, -6), readFileSync(join(folder, name))]));
}
