// Compiled, never run: what hosts write, and what the types must refuse.
import { type Finding, type Level, Pack, type Report, Scorer, SiparError, type Span, init } from "sipar";
import * as full from "sipar/full";
import { packs } from "sipar/packs";
import { initSync } from "sipar/sync";
import { WorkerScorer } from "sipar/worker";

export async function main(text: string): Promise<Level> {
  await init();
  initSync(new Uint8Array());
  const pack: Pack = await Pack.open(packs.en);
  const scorer = new Scorer({ packs: [pack], mutedCategories: ["hate"], sensitivity: "more", uiLanguage: "tg" });
  const report: Report = scorer.score(text);
  const spans: Span[] = report.findings.map((finding: Finding) => finding.span);
  const [start, end]: [number, number] = spans[0] ?? [0, 0];
  const exact: 1 extends typeof report.schema ? true : never = true;
  const standard: string | undefined = report.findings[0]?.standard;
  using again = new Scorer({ packs: new Set([pack]), thresholds: [{ category: "scam", level: "low", score: 0.3 }] });
  const json: string = again.scoreJson(text.slice(start, end));
  void [exact, standard, json];

  const list = full.Pack.fromTerms(["a", { term: "b", evidence: 2 }], { category: "mine" });
  void new full.Scorer({ packs: [list] });

  const worker = await WorkerScorer.start({ packs: [packs.ru, new Uint8Array()], sensitivity: "fewer" });
  const later: Report = await worker.score(text, { signal: AbortSignal.timeout(100) });
  try {
    scorer.free();
  } catch (error) {
    if (error instanceof SiparError) return error.code === "scorer.freed" ? later.level : "none";
  }

  // @ts-expect-error a level that does not exist
  const level: Level = "awful";
  // @ts-expect-error options are checked
  void new Scorer({ packs: [pack], sensitivity: "all" });
  // @ts-expect-error a report has no words
  void report.findings[0]?.text;
  // @ts-expect-error the engine that scores compiles nothing
  void Pack.fromTerms(["a"]);
  // @ts-expect-error texts are strings
  scorer.score(7);
  // @ts-expect-error handles are made by `load` and `open`
  void new Pack({});
  return level;
}
