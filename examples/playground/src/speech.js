// What the page says, by language.
import en from "../lang/en.json";
import fa from "../lang/fa.json";
import kk from "../lang/kk.json";
import ru from "../lang/ru.json";
import tg from "../lang/tg.json";

/** Every language of the page. */
export const languages = { en, kk, ru, tg, fa };

let current = "en";

/** The language that is chosen. */
export const language = () => current;

/** What the page says for a key, such as `level.low`. */
export function say(key) {
  const find = (said) => key.split(".").reduce((part, name) => part?.[name], said);
  return find(languages[current]) ?? find(en) ?? key;
}

/** Chooses a language and writes all that stands on the page from the beginning. */
export function speak(wanted) {
  current = Object.hasOwn(languages, wanted) ? wanted : "en";
  document.documentElement.lang = current;
  document.documentElement.dir = languages[current].direction;
  document.title = say("title");
  for (const place of document.querySelectorAll("[data-say]")) place.textContent = say(place.dataset.say);
}

/** The first of the reader's languages that the page has. */
export function preferred() {
  const known = navigator.languages.map((tag) => tag.split("-")[0]).find((tag) => Object.hasOwn(languages, tag));
  return known ?? "en";
}
