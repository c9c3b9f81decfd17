import { type Bytes, type Engine, type Source, read, view, withGlue } from "./engine.js";
import { SiparError, typed } from "./errors.js";
import type { Glue, RawBuilder, RawPack, RawScorer } from "./glue.js";
import { copyOfClean, toReport } from "./report.js";
import type { Options, PackEntry, PackInfo, Report } from "./types.js";

/** Something in WebAssembly's memory, which is given back by `free()`, by `using`, or some time after it is forgotten. */
abstract class Handle<Raw extends { free(): void }> {
  #raw: Raw | undefined;
  readonly #what: string;

  protected constructor(what: string, raw: Raw) {
    this.#what = what;
    this.#raw = raw;
  }

  /** Runs on what is held; a `SiparError` (`pack.freed`, `scorer.freed`) after `free()`. */
  protected use<T>(run: (raw: Raw) => T): T {
    const raw = this.#raw;
    if (!raw) throw new SiparError(`${this.#what}.freed`, `this ${this.#what} was freed; make another`);
    return typed(() => run(raw));
  }

  /** Gives the memory back. What was freed may be freed again, as `using` may do; any other use is an error. */
  free(): void {
    const raw = this.#raw;
    this.#raw = undefined;
    if (raw) typed(() => raw.free());
  }

  /** `free()`, for `using`. */
  [Symbol.dispose](): void {
    this.free();
  }
}

const raws = new WeakMap<PackHandle, () => RawPack>();

/** A compiled lexicon. Scorers share it: it may be freed once they are built. */
export abstract class PackHandle extends Handle<RawPack> {
  /** What it says of itself. */
  readonly info: PackInfo;

  protected constructor(raw: RawPack) {
    super("pack", raw);
    this.info = typed(() => JSON.parse(raw.info()) as PackInfo);
    raws.set(this, () => this.use((held) => held));
  }

  /** Every entry: there are no hidden ones. */
  entries(): PackEntry[] {
    return this.use((raw) => JSON.parse(raw.entries()) as PackEntry[]);
  }
}

/** Loads a pack by an engine. */
export function loadPack(engine: Engine<Glue>, bytes: Bytes): RawPack {
  return withGlue(engine, (glue) => glue.Pack.load(view(bytes)));
}

/** Reads a pack and loads it. */
export async function openPack(engine: Engine<Glue>, source: Source | Promise<Source>): Promise<RawPack> {
  // Before anything is fetched: an engine that is not there is the caller's mistake.
  void engine.glue;
  return loadPack(engine, await read(await source));
}

/** What a scorer is made of: packs, and what the user decides. */
export interface ScorerInit<P extends PackHandle = PackHandle> extends Partial<Options> {
  /** The packs. Two of one id are an error. */
  packs: Iterable<P>;
}

/** Builds a scorer by an engine. */
export function buildScorer(engine: Engine<Glue>, { packs, ...options }: ScorerInit): [RawScorer, string] {
  return withGlue(engine, (glue) => {
    const builder = new glue.Builder();
    let isBuilt = false;
    try {
      for (const pack of packs) {
        const raw = raws.get(pack);
        if (!raw) throw new SiparError("scorer.not-a-pack", "this is no pack; see Pack.load");
        builder.pack(raw());
      }
      choose(builder, options);
      // Building takes the builder, whatever comes of it.
      isBuilt = true;
      return [builder.build(), glue.Scorer.clean()];
    } finally {
      if (!isBuilt) builder.free();
    }
  });
}

function choose(builder: RawBuilder, options: Partial<Options>): void {
  for (const entry of list("muted", options.muted)) builder.mute(string("muted", entry));
  for (const category of list("mutedCategories", options.mutedCategories)) {
    builder.mute_category(string("mutedCategories", category));
  }
  for (const { category, level, score } of list("thresholds", options.thresholds)) {
    if (typeof score !== "number") throw invalid("thresholds");
    builder.threshold(string("thresholds", category), string("thresholds", level), score);
  }
  if (options.sensitivity != null) builder.sensitivity(string("sensitivity", options.sensitivity));
  if (options.uiLanguage != null) builder.ui_language(string("uiLanguage", options.uiLanguage));
}

const invalid = (name: string) => new SiparError("options.invalid", `the option ${name} is not of its type`);

function list<T>(name: string, value: T[] | undefined): T[] {
  if (value === undefined || Array.isArray(value)) return value ?? [];
  throw invalid(name);
}

/** The text of an option; a `SiparError` (`options.invalid`) for what is none. */
export function string(name: string, value: unknown): string {
  if (typeof value === "string") return value;
  throw invalid(name);
}

/** Texts of more UTF-16 units are scored piece by piece, so that memory does not grow with them. */
const PIECE = 1 << 20;

/** The pieces of a text; none ends within a pair of surrogates. */
export function* pieces(text: string): Generator<string> {
  for (let from = 0, to = 0; from < text.length; from = to) {
    to = Math.min(from + PIECE, text.length);
    const last = text.charCodeAt(to - 1);
    if (to < text.length && last >= 0xd800 && last < 0xdc00) to -= 1;
    yield text.slice(from, to);
  }
}

/** Scores texts. It keeps nothing of what it reads. */
export abstract class ScorerHandle extends Handle<RawScorer> {
  readonly #cleanJson: string;
  readonly #clean: Report;

  protected constructor([raw, clean]: [RawScorer, string]) {
    super("scorer", raw);
    this.#cleanJson = clean;
    this.#clean = toReport(clean);
  }

  /** Scores a text: a plain object, its spans in UTF-16 units. A lone surrogate is read as U+FFFD. */
  score(text: string): Report {
    const json = this.use((raw) => found(raw, text));
    return json === undefined ? copyOfClean(this.#clean) : typed(() => toReport(json));
  }

  /** The report as one line of JSON with spans in three units, the same to the byte in every language of Sipar. */
  scoreJson(text: string): string {
    return this.use((raw) => found(raw, text)) ?? this.#cleanJson;
  }

  /** Scores a long text in pieces, one whenever it is asked to go on; between them a caller may stop. */
  *scoreInPieces(text: string): Generator<undefined, Report, undefined> {
    checkText(text);
    const stream = this.use((raw) => raw.stream());
    let taken = false;
    try {
      for (const piece of pieces(text)) {
        typed(() => stream.push(piece));
        yield;
      }
      taken = true;
      const json = typed(() => stream.finish());
      return json === undefined ? copyOfClean(this.#clean) : toReport(json);
    } finally {
      if (!taken) stream.free();
    }
  }
}

function checkText(text: string): void {
  if (typeof text !== "string") throw new SiparError("text.not-a-string", "what is scored must be a string");
}

function found(raw: RawScorer, text: string): string | undefined {
  checkText(text);
  if (text.length <= PIECE) return raw.score(text) ? raw.take() : undefined;
  const stream = raw.stream();
  for (const piece of pieces(text)) stream.push(piece);
  return stream.finish();
}
