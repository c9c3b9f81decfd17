import type { Diagnostic } from "./types.js";

/** What went wrong, by a stable code such as `pack.damaged` that hosts may match on and translate. */
export class SiparError extends Error {
  /** The stable code. */
  readonly code: string;
  /** Of a list that did not compile (`list.refused`): everything wrong with it. */
  readonly diagnostics: readonly Diagnostic[];

  constructor(code: string, message: string, options?: ErrorOptions & { diagnostics?: readonly Diagnostic[] }) {
    super(message, options);
    this.name = "SiparError";
    this.code = code;
    this.diagnostics = options?.diagnostics ?? [];
  }
}

/** Runs what may stop in WebAssembly and gives every way of stopping its type. */
export function typed<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw toTyped(error);
  }
}

function toTyped(error: unknown): SiparError {
  if (error instanceof SiparError) return error;
  if (typeof error !== "string") {
    const message = "the engine stopped, most likely for want of memory; pieces of the size of a message always fit";
    return new SiparError("engine.failed", message, { cause: error });
  }
  const [code = "", ...rest] = error.split("\n");
  const text = rest.join("\n");
  if (code !== "list.refused") return new SiparError(code, text);
  const diagnostics = diagnosed(text);
  const message = diagnostics.map((d) => `term ${d.line}: [${d.code}] ${d.message}; ${d.remedy}`).join("\n");
  return new SiparError(code, message, { diagnostics });
}


/** Diagnostics of a list that crossed as a table: its header is a line, too, and terms are counted from 1. */
export function diagnosed(json: string): Diagnostic[] {
  const diagnostics = JSON.parse(json) as Diagnostic[];
  return diagnostics.map((diagnostic) => ({ ...diagnostic, line: Math.max(0, diagnostic.line - 1) }));
}
