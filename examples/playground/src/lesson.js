// The lesson: ten invented messages, each to be read for the technique it shows, if any.
import en from "../lessons/en.json";
import kk from "../lessons/kk.json";
import ru from "../lessons/ru.json";
import tg from "../lessons/tg.json";
import { element } from "./dom.js";
import { draw } from "./marks.js";
import { message, packIds, scorer } from "./scoring.js";
import { language, say } from "./speech.js";

/** The messages by language; those of a language without any are English. */
export const lessons = { en, kk, ru, tg };

const techniques = ["scam", "recruitment", "threat", "hate", "incitement", "none"];

/** Begins the lesson in a place of the page. */
export function begin(place) {
  const lang = Object.hasOwn(lessons, language()) ? language() : "en";
  const messages = lessons[lang];
  let right = 0;
  show(0);

  function show(at) {
    if (at === messages.length) return close();
    const { text, technique } = messages[at];
    const result = element("div", { role: "status" });
    const heading = element("h3", { tabindex: "-1" }, `${say("message")} ${at + 1} / ${messages.length}`);
    const words = element("blockquote", { lang, dir: "auto" }, text);
    const buttons = techniques.map((name) =>
      element("button", { type: "button", "data-technique": name, onclick: () => answer(name) }, say(`category.${name}`)),
    );
    place.replaceChildren(heading, words, element("p", {}, say("question")), element("div", { class: "answers" }, ...buttons), result);
    if (at > 0) heading.focus();

    function answer(name) {
      const isRight = name === technique;
      right += isRight ? 1 : 0;
      for (const button of buttons) {
        button.disabled = true;
        button.setAttribute("aria-pressed", String(button.dataset.technique === technique));
      }
      using(scorer(packIds, { uiLanguage: language() }), (own) => {
        const report = own.score(text);
        // What counts only beside others is no technique by itself.
        draw(words, text, { ...report, findings: report.findings.filter(({ counted }) => counted) });
      });
      const told = message(technique, language());
      const next = element("button", { type: "button", class: "chief", onclick: () => show(at + 1) }, say("nextMessage"));
      result.replaceChildren(
        element("p", {}, element("strong", {}, `${say(isRight ? "right" : "wrong")} ${say(`category.${technique}`)}.`)),
        element("p", { lang: told?.lang, dir: "auto" }, told?.prebunk ?? say("harmless")),
      );
      result.after(next);
      next.focus();
    }
  }

  function close() {
    const heading = element("h3", { tabindex: "-1" }, `${say("done")} ${right} / ${messages.length}`);
    const again = element("button", { type: "button", class: "chief", onclick: () => begin(place) }, say("again"));
    place.replaceChildren(heading, element("p", {}, say("doneNote")), again);
    heading.focus();
  }
}

function using(handle, run) {
  try {
    return run(handle);
  } finally {
    handle.free();
  }
}
