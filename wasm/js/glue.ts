/** What of wasm-bindgen's output is used; `glue/lean.js` and `glue/full.js` both have it. */
export interface Glue {
  default(input: { module_or_path: WebAssembly.Module }): Promise<unknown>;
  initSync(input: { module: WebAssembly.Module }): unknown;
  readonly Pack: { load(bytes: Uint8Array): RawPack };
  readonly Builder: new () => RawBuilder;
  readonly Scorer: { clean(): string };
}

export interface RawPack {
  info(): string;
  entries(): string;
  free(): void;
}

export interface RawBuilder {
  pack(pack: RawPack): void;
  mute(entry: string): void;
  mute_category(category: string): void;
  threshold(category: string, level: string, score: number): void;
  sensitivity(name: string): void;
  ui_language(language: string): void;
  build(): RawScorer;
  free(): void;
}

export interface RawScorer {
  score(text: string): boolean;
  take(): string;
  stream(): RawStream;
  free(): void;
}

export interface RawStream {
  push(piece: string): void;
  finish(): string | undefined;
  free(): void;
}
