import type { Report, Span } from "./types.js";

/** The core's JSON, which has every span in three units; JavaScript counts in UTF-16. */
type Wire<T> = T extends Span
  ? { utf16: Span }
  : T extends (infer Item)[]
    ? Wire<Item>[]
    : T extends object
      ? { [Key in keyof T]: Wire<T[Key]> }
      : T;

/** A plain object of the core's JSON. */
export function toReport(json: string): Report {
  const report = JSON.parse(json) as Wire<Report>;
  const categories = report.categories.map((category) => ({ ...category, window: category.window.utf16 }));
  const findings = report.findings.map((finding) => ({
    ...finding,
    span: finding.span.utf16,
    parts: finding.parts.map((part) => part.utf16),
    context: finding.context.map((note) => ({ ...note, span: note.span.utf16 })),
  }));
  return { ...report, categories, findings };
}

/** A report without findings, of its own: nobody else's changes show in it. */
export function copyOfClean({ schema, level, score, notAssessed }: Report): Report {
  return { schema, level, score, categories: [], findings: [], notAssessed: [...notAssessed], experimental: [] };
}
