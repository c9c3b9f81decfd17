/**
 * Where the packs lie that come with this package, for `Pack.open` and for bundlers, which copy what they find here.
 * Nothing is fetched until it is opened.
 */
export const packs = {
  en: /* @__PURE__ */ new URL("./packs/en.sipar", import.meta.url),
  kk: /* @__PURE__ */ new URL("./packs/kk.sipar", import.meta.url),
  ru: /* @__PURE__ */ new URL("./packs/ru.sipar", import.meta.url),
  tg: /* @__PURE__ */ new URL("./packs/tg.sipar", import.meta.url),
};
