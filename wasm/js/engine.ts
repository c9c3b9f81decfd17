import { SiparError, typed } from "./errors.js";
import type { Glue } from "./glue.js";

/** Bytes, where they may lie. */
export type Bytes = ArrayBuffer | ArrayBufferView;

/** Where something is to be had: an address, what was fetched from it, or the bytes. */
export type Source = string | URL | Response | Bytes;

/** Where the WebAssembly is to be had. */
export type InitInput = Source | WebAssembly.Module;

/** The bytes as they are; a `SiparError` (`input.not-bytes`) for what are none. */
export function view(bytes: Bytes): Uint8Array {
  if (bytes instanceof ArrayBuffer) return new Uint8Array(bytes);
  if (ArrayBuffer.isView(bytes)) return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  throw new SiparError("input.not-bytes", "these are no bytes; give an ArrayBuffer or a view of one");
}

/** Fetches; under Node, which fetches no files, reads those. */
export async function open(source: string | URL): Promise<Response> {
  let url: URL;
  try {
    url = new URL(source, globalThis.location?.href);
  } catch (cause) {
    throw new SiparError("input.unreachable", `${source} is no address`, { cause });
  }
  const fs = url.protocol === "file:" ? builtin("node:fs") : undefined;
  try {
    if (fs) return new Response(new Uint8Array(await fs.promises.readFile(url)));
    const response = await fetch(url);
    if (response.ok) return response;
    throw new Error(`status ${response.status}`);
  } catch (cause) {
    throw new SiparError("input.unreachable", `${url} cannot be had: ${String(cause)}`, { cause });
  }
}

/** The bytes of a source. */
export async function read(source: Source): Promise<Uint8Array> {
  if (typeof source === "string" || source instanceof URL) return read(await open(source));
  if (!(source instanceof Response)) return view(source);
  if (!source.ok) throw new SiparError("input.unreachable", `${source.url}: status ${source.status}`);
  return new Uint8Array(await source.arrayBuffer());
}

/** A module of Node's own, without an import that bundlers for browsers would stumble over. */
export function builtin<Name extends keyof Builtins>(name: Name): Builtins[Name] | undefined {
  const { process } = globalThis as { process?: { getBuiltinModule?: (name: string) => unknown } };
  return process?.getBuiltinModule?.(name) as Builtins[Name] | undefined;
}

interface Builtins {
  "node:fs": {
    readFileSync(path: URL): Uint8Array;
    promises: { readFile(path: URL): Promise<Uint8Array> };
  };
  "node:worker_threads": {
    Worker: new (path: URL) => NodeWorker;
    parentPort: NodePort | null;
  };
}

/** What of a message port of Node's is used. */
export interface NodePort {
  postMessage(message: unknown): void;
  on(event: "message" | "error" | "messageerror", listener: (value: unknown) => void): void;
}

/** What of a worker of Node's is used. */
export interface NodeWorker extends NodePort {
  on(event: "message" | "error" | "messageerror" | "exit", listener: (value: unknown) => void): void;
  terminate(): Promise<number>;
}

/** One WebAssembly module, instantiated at most once. */
export class Engine<G extends Glue> {
  readonly #glue: G;
  readonly #url: () => URL;
  readonly #mark: string;
  #loading: Promise<void> | undefined;
  #ready = false;

  /** `mark` is a function that this module has and others have not: the glue must not be given another. */
  constructor(glue: G, url: () => URL, mark: string) {
    this.#glue = glue;
    this.#url = url;
    this.#mark = mark;
  }

  /** The glue, once the module is there. */
  get glue(): G {
    if (this.#ready) return this.#glue;
    throw new SiparError("engine.not-ready", "the engine is not loaded; await init() first");
  }

  /** Loads the module. The first call decides from where; one that failed may be repeated. */
  init(input?: InitInput | Promise<InitInput>): Promise<void> {
    this.#loading ??= this.#load(input).catch((error: unknown) => {
      this.#loading = undefined;
      throw error;
    });
    return this.#loading;
  }

  async #load(input?: InitInput | Promise<InitInput>): Promise<void> {
    const module = await compile((await input) ?? this.#url());
    // Meanwhile initSync may have been called.
    if (this.#ready) return;
    this.#check(module);
    try {
      await this.#glue.default({ module_or_path: module });
    } catch (cause) {
      throw foreign(cause);
    }
    this.#ready = true;
  }

  #check(module: WebAssembly.Module): void {
    const known = WebAssembly.Module.exports(module).some(({ name }) => name === this.#mark);
    if (!known) throw foreign("it is another module");
  }

  /** As `init`, at once; without an input under Node alone. */
  initSync(input?: Bytes | WebAssembly.Module): void {
    if (this.#ready) return;
    const bytes = input ?? builtin("node:fs")?.readFileSync(this.#url());
    if (!bytes) throw new SiparError("input.missing", "here nothing can be read at once; give bytes or a module");
    try {
      const module = bytes instanceof WebAssembly.Module ? bytes : new WebAssembly.Module(owned(view(bytes)));
      this.#check(module);
      this.#glue.initSync({ module });
    } catch (cause) {
      throw cause instanceof SiparError ? cause : foreign(cause);
    }
    this.#ready = true;
  }
}

async function compile(input: InitInput): Promise<WebAssembly.Module> {
  if (input instanceof WebAssembly.Module) return input;
  const source = typeof input === "string" || input instanceof URL ? await open(input) : input;
  try {
    // Compiles while it arrives, where the server names the type; a server that does not is no error.
    const streams = source instanceof Response && source.headers.get("content-type") === "application/wasm";
    if (streams) return await WebAssembly.compileStreaming(source);
    return await WebAssembly.compile(owned(await read(source)));
  } catch (cause) {
    throw cause instanceof SiparError ? cause : foreign(cause);
  }
}

function foreign(cause: unknown): SiparError {
  const message = `this is not the package's WebAssembly: ${String(cause)}`;
  return new SiparError("engine.wrong-module", message, { cause });
}

/** WebAssembly takes no views of shared memory. */
function owned(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return bytes.buffer instanceof ArrayBuffer ? (bytes as Uint8Array<ArrayBuffer>) : new Uint8Array(bytes);
}

/** Runs against a module that is there, with typed errors. */
export function withGlue<G extends Glue, T>(engine: Engine<G>, run: (glue: G) => T): T {
  const { glue } = engine;
  return typed(() => run(glue));
}
