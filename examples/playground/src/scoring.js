// The packs that came with the page, and a scorer over those that are chosen. Nothing is fetched and nothing kept.
import { Pack, Scorer, init } from "sipar";
import en from "sipar/packs/en.sipar";
import kk from "sipar/packs/kk.sipar";
import ru from "sipar/packs/ru.sipar";
import tg from "sipar/packs/tg.sipar";
import wasm from "sipar/sipar.wasm";

const bytes = { en, kk, ru, tg };
const loaded = new Map();

/** Loads the engine and the packs. */
export async function load() {
  await init(wasm);
  for (const id of Object.keys(bytes)) loaded.set(id, Pack.load(bytes[id]));
}

/** The packs' ids. */
export const packIds = Object.keys(bytes);

/** What a pack says of itself. */
export const info = (id) => loaded.get(id).info;

/** What packs tell people of a category in a language, or else in English. */
export function message(category, lang) {
  const all = packIds.flatMap((id) => info(id).messages).filter((found) => found.category === category);
  return all.find((found) => found.lang === lang) ?? all.find((found) => found.lang === "en");
}

/** A scorer over some of the packs. */
export function scorer(ids, options) {
  return new Scorer({ packs: ids.map((id) => loaded.get(id)), ...options });
}
