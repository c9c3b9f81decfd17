// The conformance suite, for any host: Node, a page, a worker.

/** What is wrong with the answers on the cases: a line each. `make` gives a scorer `{ score, scoreJson? }` for packs. */
export async function conform(cases, make) {
  const scorers = new Map();
  const wrong = [];
  for (const { id, packs, text, finds, level, report } of cases) {
    const key = packs.join(" ");
    if (!scorers.has(key)) scorers.set(key, await make(packs));
    const scorer = scorers.get(key);
    const json = scorer.scoreJson?.(text) ?? report;
    if (json !== report) wrong.push(`${id}: ${json}\n  instead of ${report}`);
    const plain = await scorer.score(text);
    const expected = JSON.stringify(inUtf16(JSON.parse(report)));
    if (JSON.stringify(plain) !== expected) wrong.push(`${id}: ${JSON.stringify(plain)}\n  instead of ${expected}`);
    const words = plain.findings.map(({ entry, span }) => `${entry}: ${text.slice(...span)}`).sort();
    const hoped = finds.map(({ entry, text }) => `${entry}: ${text}`).sort();
    if (words.join() !== hoped.join() || plain.level !== level) wrong.push(`${id}: ${words} instead of ${hoped}`);
  }
  return wrong;
}

/** A report with every span in UTF-16, whatever the fields are called. */
function inUtf16(value) {
  if (Array.isArray(value)) return value.map(inUtf16);
  if (!value || typeof value !== "object") return value;
  if (value.utf16) return value.utf16;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, inUtf16(item)]));
}
