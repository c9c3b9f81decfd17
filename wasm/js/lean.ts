import { Engine } from "./engine.js";
import * as glue from "./glue/lean.js";

/** The engine that scores: `.`, `./sync` and `./worker` share it. */
export const engine = /* @__PURE__ */ new Engine(glue, () => new URL("./sipar.wasm", import.meta.url), "scorer_score");
