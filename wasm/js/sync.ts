import type { Bytes } from "./engine.js";
import { engine } from "./lean.js";

export * from "./index.js";

/**
 * Loads the engine at once: from bytes or a compiled module; under Node, without an input, from beside this file.
 *
 * Errors: `input.missing`, `input.not-bytes`, `engine.wrong-module`.
 */
export function initSync(input?: Bytes | WebAssembly.Module): void {
  engine.initSync(input);
}
