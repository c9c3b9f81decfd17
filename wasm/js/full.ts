import { type Bytes, Engine, type InitInput, type Source, withGlue } from "./engine.js";
import { SiparError, diagnosed } from "./errors.js";
import * as glue from "./glue/full.js";
import { PackHandle, ScorerHandle, type ScorerInit, buildScorer, loadPack, openPack, string } from "./handles.js";
import type { Diagnostic, ListOptions } from "./types.js";

export type { Bytes, InitInput, Source } from "./engine.js";
export { SiparError } from "./errors.js";
export type { ScorerInit } from "./handles.js";
export type * from "./types.js";

const engine = /* @__PURE__ */ new Engine(glue, () => new URL("./sipar-full.wasm", import.meta.url), "list_compile");

/**
 * Loads the engine, once: later calls wait for the first. Without an input it is read from beside this file.
 *
 * Errors: `input.unreachable`, `input.not-bytes`, `engine.wrong-module`; a call that failed may be repeated.
 */
export function init(input?: InitInput | Promise<InitInput>): Promise<void> {
  return engine.init(input);
}

/**
 * Loads the engine at once: from bytes or a compiled module; under Node, without an input, from beside this file.
 *
 * Errors: `input.missing`, `input.not-bytes`, `engine.wrong-module`.
 */
export function initSync(input?: Bytes | WebAssembly.Module): void {
  engine.initSync(input);
}

/** A term of a personal list. */
export interface Term {
  /** The word or the phrase. */
  term: string;
  /** Its category; by default the list's. */
  category?: string;
  /** Its evidence in nats (1 weak, 2.5 clear, 4.5 strong); by default the list's. */
  evidence?: number;
}

/** A list made into a pack. */
export interface CompiledList {
  /** The pack, to be kept or loaded. */
  bytes: Uint8Array;
  /** What was noticed and is no error; `line` is the term's number, from 1. */
  warnings: Diagnostic[];
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

  /** A pack of a personal list, compiled here on the device. Errors: `list.refused`, `list.not-a-term`. */
  static fromTerms(terms: Iterable<string | Term>, options: ListInit = {}): Pack {
    return Pack.load(Pack.compileTerms(terms, options).bytes);
  }

  /** As `fromTerms`, for those who keep the pack. */
  static compileTerms(terms: Iterable<string | Term>, options: ListInit = {}): CompiledList {
    const table = toTable(terms);
    return withGlue(engine, (glue) => {
      const list = new glue.List();
      describe(list, options);
      const compiled = list.compile(table);
      try {
        return { bytes: compiled.pack(), warnings: diagnosed(compiled.warnings()) };
      } finally {
        compiled.free();
      }
    });
  }
}

/** Scores texts. It keeps nothing of what it reads. */
export class Scorer extends ScorerHandle {
  /** Builds a scorer. Errors: `scorer.duplicate-pack`, `scorer.threshold`, `scorer.not-a-pack`, `options.invalid`. */
  constructor(init: ScorerInit<Pack>) {
    super(buildScorer(engine, init));
  }
}

/** What is to be known of a list. */
export type ListInit = Partial<Omit<ListOptions, "columns">>;

function describe(list: glue.List, { evidence, languages = [], ...texts }: ListInit): void {
  if (evidence !== undefined) {
    if (typeof evidence !== "number") throw new SiparError("options.invalid", "evidence is a number of centinats");
    list.evidence(evidence);
  }
  for (const language of languages) list.set("languages", string("languages", language));
  for (const [name, text] of Object.entries(texts)) if (text != null) list.set(name, string(name, text));
}

/** The terms as a table (CSV), a line each. */
function toTable(terms: Iterable<string | Term>): string {
  const lines = ["term,category,evidence"];
  for (const item of terms) {
    const { term, category = "", evidence = "" } = typeof item === "string" ? { term: item } : item;
    const cells = [term, category, String(evidence)];
    if (cells.some((cell) => typeof cell !== "string" || /[\r\n]/.test(cell))) {
      throw new SiparError("list.not-a-term", `term ${lines.length} must be a string of one line`);
    }
    lines.push(cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(","));
  }
  return lines.join("\n");
}
