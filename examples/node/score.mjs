// Scores a file of texts, one a line: node score.mjs texts.txt
// Prints, for each line in which something was found, its number, its level and what was found.
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { Pack, Scorer, init } from "sipar";
import { packs } from "sipar/packs";

const [path] = process.argv.slice(2);
if (!path) {
  console.error("usage: node score.mjs TEXTS.txt");
  process.exit(2);
}

await init();
const scorer = new Scorer({ packs: await Promise.all(Object.values(packs).map((url) => Pack.open(url))) });

let number = 0;
for await (const text of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
  number += 1;
  const { level, findings } = scorer.score(text);
  if (level === "none") continue;
  console.log(`${number}: ${level}`);
  for (const { span, reason } of findings) console.log(`  ${text.slice(...span)}: ${reason}`);
}
