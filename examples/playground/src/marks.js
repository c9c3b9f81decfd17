// The highlights behind the text field.
import { element } from "./dom.js";

/** The stretches of a text, cut where findings begin and end, each with the level of the gravest finding on it. */
export function stretches(text, report) {
  const levels = new Map(report.categories.map(({ id, level }) => [id, level]));
  const marks = report.findings.flatMap(({ span, parts, category, counted }) =>
    (parts.length ? parts : [span]).map(([start, end]) => ({ start, end, level: counted ? levels.get(category) : "uncounted" })),
  );
  const cuts = [...new Set([0, text.length, ...marks.flatMap(({ start, end }) => [start, end])])].sort((a, b) => a - b);
  const order = ["uncounted", "none", "low", "medium", "high"];
  return cuts.slice(1).map((end, at) => {
    const start = cuts[at];
    const here = marks.filter((mark) => mark.start <= start && mark.end >= end).map(({ level }) => level);
    return { text: text.slice(start, end), level: order.findLast((level) => here.includes(level)) };
  });
}

/** Draws them. */
export function draw(place, text, report) {
  const pieces = stretches(text, report).map(({ text, level }) => (level ? element("mark", { class: level }, text) : text));
  // A line break at the end has no height of its own.
  place.replaceChildren(...pieces, "\u200b");
}
