import type { Bytes, InitInput, Source } from "./engine.js";
import { PackHandle, ScorerHandle, type ScorerInit, buildScorer, loadPack, openPack } from "./handles.js";
import { engine } from "./lean.js";

export type { Bytes, InitInput, Source } from "./engine.js";
export { SiparError } from "./errors.js";
export type { ScorerInit } from "./handles.js";
export type * from "./types.js";

/**
 * Loads the engine, once: later calls wait for the first. Without an input it is read from beside this file.
 *
 * Errors: `input.unreachable`, `input.not-bytes`, `engine.wrong-module`; a call that failed may be repeated.
 */
export function init(input?: InitInput | Promise<InitInput>): Promise<void> {
  return engine.init(input);
}

/** A compiled lexicon. Scorers share it: it may be freed once they are built. */
export class Pack extends PackHandle {
  /** Takes a pack's bytes. Errors: `pack.not-a-pack`, `pack.truncated`, `pack.damaged` and others of `pack.`. */
  static load(bytes: Bytes): Pack {
    return new Pack(loadPack(engine, bytes));
  }

  /** Reads a pack from an address or a response and loads it. Errors: as `load`, `input.unreachable`. */
  static async open(source: Source | Promise<Source>): Promise<Pack> {
    return new Pack(await openPack(engine, source));
  }
}

/** Scores texts. It keeps nothing of what it reads. */
export class Scorer extends ScorerHandle {
  /** Builds a scorer. Errors: `scorer.duplicate-pack`, `scorer.threshold`, `scorer.not-a-pack`, `options.invalid`. */
  constructor(init: ScorerInit<Pack>) {
    super(buildScorer(engine, init));
  }
}
