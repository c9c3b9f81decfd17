// The report in words: levels and reasons, never a number.
import { element } from "./dom.js";
import { message } from "./scoring.js";
import { language, say } from "./speech.js";

/** The verdict: what the words show, and one next step. */
export function verdict(report) {
  const [first] = report.categories.filter(({ level }) => level !== "none");
  const said = [element("p", {}, element("strong", {}, say(`level.${report.level}`)))];
  if (first) {
    const told = message(first.id, language());
    if (told) said.push(element("p", inLanguage(told), told.reason), element("p", {}, `${say("next")} `, element("bdi", inLanguage(told), told.next)));
  }
  return said;
}

/** Every finding with its reason and its weight, and what is good to know about its category. */
export function details(text, report, mute) {
  if (!report.findings.length) return [];
  const about = [...new Set(report.categories.filter(({ level }) => level !== "none").map(({ id }) => id))];
  const list = (counted) => {
    const items = report.findings.filter((finding) => finding.counted === counted);
    return element("ul", { class: "findings" }, ...items.map((finding) => item(text, finding, mute)));
  };
  const also = list(false);
  return [
    element("h3", {}, say("found")),
    list(true),
    also.children.length
      ? element("details", {}, element("summary", {}, say("also")), element("p", { class: "quiet" }, say("uncounted")), also)
      : undefined,
    ...about.flatMap(card),
    element("p", { class: "quiet" }, say("notAssessed")),
    report.experimental.length ? element("p", { class: "quiet" }, say("experimental")) : undefined,
  ].filter(Boolean);
}

function item(text, finding, mute) {
  const { span, category, gloss, context, entry, pack } = finding;
  const notes = context.map(({ rule, span }) => element("li", {}, `${say(`rule.${rule}`)}: `, quoted(text.slice(...span))));
  return element(
    "li",
    {},
    element("p", {}, quoted(text.slice(...span)), ` ${say(`category.${category}`)}`),
    element("p", { class: "quiet", lang: pack.split("@")[0], dir: "auto" }, gloss),
    weight(finding),
    notes.length ? element("p", { class: "quiet" }, say("context")) : undefined,
    notes.length ? element("ul", { class: "quiet" }, ...notes) : undefined,
    element("button", { type: "button", onclick: () => mute(`${pack.split("@")[0]}/${entry}`) }, say("mute")),
  );
}

const quoted = (words) => element("strong", { dir: "auto" }, `“${words}”`);

/** How much a finding says, as a bar and as a word: a strong entry fills the bar. */
function weight({ net }) {
  const word = net <= 0 ? "none" : net < 200 ? "weak" : net < 400 ? "clear" : "strong";
  const share = Math.max(0, Math.min(1, net / 450));
  const bar = element("span", { class: "bar", "aria-hidden": "true" }, element("i", { style: { inlineSize: `${share * 100}%` } }));
  return element("p", { class: "weight" }, element("span", {}, `${say("weight.title")} ${say(`weight.${word}`)}`), bar);
}

function card(category) {
  const told = message(category, language());
  if (!told) return [];
  return [
    element("h3", {}, `${say("about")} ${say(`category.${category}`)}`),
    element("p", inLanguage(told), told.prebunk),
    element("p", inLanguage(told), told.help),
  ];
}

/** What a text is marked with where no pack speaks the page's language. */
const inLanguage = ({ lang }) => ({ lang: lang === language() ? undefined : lang, dir: "auto" });
