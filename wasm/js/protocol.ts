import type { Bytes, InitInput } from "./engine.js";
import type { Options, Report } from "./types.js";

/** What a worker is started with; all of it can be posted. */
export interface Start {
  wasm: Exclude<InitInput, globalThis.Response | URL> | undefined;
  packs: (Bytes | string)[];
  options: Partial<Options>;
}

/** What the page asks. At most one text is under way at a time. */
export type Request =
  | { kind: "start"; id: number; start: Start }
  | { kind: "score"; id: number; text: string }
  | { kind: "abort"; id: number };

/** What the worker answers, by the request's id. */
export type Answer =
  | { kind: "ready"; id: number }
  | { kind: "report"; id: number; report: Report }
  | { kind: "aborted"; id: number }
  | { kind: "error"; id: number; code: string; message: string };
