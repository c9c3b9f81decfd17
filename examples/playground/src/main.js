// The page: what is typed is scored as it is typed.
import { byId, element } from "./dom.js";
import { details, verdict } from "./findings.js";
import { begin } from "./lesson.js";
import { draw } from "./marks.js";
import { info, load, packIds, scorer } from "./scoring.js";
import { languages, preferred, say, speak } from "./speech.js";

const chosen = { packs: new Set(packIds), sensitivity: "standard", muted: [] };
const field = byId("text");
let current;

/** Builds the scorer anew after a choice, and scores. */
function rebuild() {
  current?.free();
  const { packs, sensitivity, muted } = chosen;
  const uiLanguage = document.documentElement.lang;
  current = scorer(packIds.filter((id) => packs.has(id)), { sensitivity, muted, uiLanguage });
  score();
}

function score() {
  const text = field.value;
  const report = current.score(text);
  draw(byId("marks"), text, report);
  scroll();
  const told = byId("verdict");
  told.className = report.level;
  // Said again only if it is new: a screen reader reads every change aloud.
  const words = text.trim() ? verdict(report) : [element("p", {}, say("empty"))];
  if (words.map((word) => word.textContent).join() !== told.dataset.said) {
    told.dataset.said = words.map((word) => word.textContent).join();
    told.replaceChildren(...words);
  }
  const unmute = element("button", { type: "button", onclick: () => ((chosen.muted = []), rebuild()) }, say("unmute"));
  byId("report").replaceChildren(...details(text, report, mute), ...(chosen.muted.length ? [unmute] : []));
}

function mute(entry) {
  chosen.muted = [...chosen.muted, entry];
  rebuild();
  field.focus();
}

function scroll() {
  byId("marks").scrollTop = field.scrollTop;
}

/** A choice of one or several, as native fields with labels. */
function choices(place, type, name, all, isOn, choose) {
  const items = all.map(([value, label, lang]) => {
    const input = element("input", { type, name, value, checked: isOn(value), onchange: (event) => choose(value, event.target.checked) });
    return element("label", { lang }, input, ` ${label}`);
  });
  byId(place).replaceChildren(...items);
}

function settle() {
  const packs = packIds.map((id) => [id, languages[id]?.name ?? info(id).title, id]);
  choices("packs", "checkbox", "pack", packs, (id) => chosen.packs.has(id), (id, on) => {
    chosen.packs[on ? "add" : "delete"](id);
    rebuild();
  });
  const levels = ["fewer", "standard", "more"].map((value) => [value, say(`sense.${value}`)]);
  choices("sensitivity", "radio", "sensitivity", levels, (value) => value === chosen.sensitivity, (value) => {
    chosen.sensitivity = value;
    rebuild();
  });
}

function translate(lang) {
  speak(lang);
  settle();
  rebuild();
  begin(byId("exercise"));
}

function view(name) {
  for (const button of document.querySelectorAll("[data-view]")) {
    const isOn = button.dataset.view === name;
    button.setAttribute("aria-pressed", String(isOn));
    byId(button.dataset.view).hidden = !isOn;
  }
}

function listen() {
  const select = byId("language");
  select.replaceChildren(...Object.entries(languages).map(([id, { name }]) => element("option", { value: id, lang: id }, name)));
  select.value = preferred();
  select.addEventListener("change", () => translate(select.value));
  field.addEventListener("input", score);
  field.addEventListener("scroll", scroll);
  byId("settings").addEventListener("submit", (event) => event.preventDefault());
  byId("example").addEventListener("click", () => fill(say("exampleText")));
  byId("clear").addEventListener("click", () => fill(""));
  for (const button of document.querySelectorAll("[data-view]")) {
    button.addEventListener("click", () => view(button.dataset.view));
  }
}

function fill(text) {
  field.value = text;
  score();
  field.focus();
}

speak(preferred());
load().then(
  () => {
    listen();
    translate(preferred());
    document.documentElement.dataset.ready = "true";
  },
  (error) => byId("verdict").replaceChildren(element("p", {}, `${say("broken")} ${error.code ?? ""}`)),
);
