import { type Bytes, type InitInput, type NodeWorker, builtin } from "./engine.js";
import { SiparError } from "./errors.js";
import type { Answer, Request, Start } from "./protocol.js";
import type { Options, Report } from "./types.js";

export type { Bytes, InitInput } from "./engine.js";
export { SiparError } from "./errors.js";
export type * from "./types.js";

/** What a worker scores with: packs, what the user decides, and where things are. */
export interface WorkerInit extends Partial<Options> {
  /** The packs, as bytes or by address; the worker reads them itself. */
  packs: Iterable<Bytes | string | URL>;
  /** Where the WebAssembly is; by default beside the package's files. */
  wasm?: Exclude<InitInput, Response>;
  /** A worker that runs `sipar/worker-host`, for hosts that must start it in a way of their own. */
  worker?: Worker;
}

interface Job {
  id: number;
  request: Request;
  signal: AbortSignal | undefined;
  resolve(report: Report | undefined): void;
  reject(error: unknown): void;
}

/** A scorer in a worker: the page stays free however long a text is. Texts are scored in the order they are given. */
export class WorkerScorer {
  readonly #line: Line;
  readonly #waiting: Job[] = [];
  #running: Job | undefined;
  #next = 0;
  #ended: SiparError | undefined;

  private constructor(line: Line) {
    this.#line = line;
    line.listen(
      (answer) => this.#take(answer),
      (cause) => this.#end(new SiparError("worker.failed", `the worker stopped: ${String(cause)}`, { cause })),
    );
  }

  /** Starts a worker. Errors: as of `init`, `Pack.open` and `Scorer`; `worker.failed`. */
  static async start({ packs, wasm, worker, ...options }: WorkerInit): Promise<WorkerScorer> {
    const scorer = new WorkerScorer(worker ? webLine(worker) : newLine());
    const posted = [...packs].map((pack) => (pack instanceof URL ? pack.href : pack));
    const start: Start = { wasm: wasm instanceof URL ? wasm.href : wasm, packs: posted, options };
    try {
      await scorer.#ask((id) => ({ kind: "start", id, start }));
      return scorer;
    } catch (error) {
      scorer.terminate();
      throw error;
    }
  }

  /**
   * Scores a text. An aborted one is rejected at once with the signal's reason; if it was under way, the worker stops
   * at the next piece of it. Errors: as `Scorer.score`; `worker.failed`, `worker.terminated`.
   */
  async score(text: string, { signal }: { signal?: AbortSignal } = {}): Promise<Report> {
    signal?.throwIfAborted();
    if (typeof text !== "string") throw new SiparError("text.not-a-string", "what is scored must be a string");
    const report = await this.#ask((id) => ({ kind: "score", id, text }), signal);
    if (report) return report;
    throw new SiparError("worker.failed", "the worker gave no report");
  }

  /** Ends the worker; what it has not answered is rejected (`worker.terminated`). */
  terminate(): void {
    this.#end(new SiparError("worker.terminated", "the worker was ended; start another"));
  }

  /** `terminate()`, for `using`. */
  [Symbol.dispose](): void {
    this.terminate();
  }

  #ask(request: (id: number) => Request, signal?: AbortSignal): Promise<Report | undefined> {
    if (this.#ended) return Promise.reject(this.#ended);
    return new Promise((resolve, reject) => {
      const id = this.#next++;
      const job: Job = { id, request: request(id), signal, resolve, reject };
      const abort = () => this.#abort(job);
      signal?.addEventListener("abort", abort, { once: true });
      job.resolve = (report) => (signal?.removeEventListener("abort", abort), resolve(report));
      job.reject = (error) => (signal?.removeEventListener("abort", abort), reject(error));
      this.#waiting.push(job);
      this.#go();
    });
  }

  #abort(job: Job): void {
    job.reject(job.signal?.reason);
    const at = this.#waiting.indexOf(job);
    if (at >= 0) this.#waiting.splice(at, 1);
    else if (this.#running === job) this.#line.post({ kind: "abort", id: job.id });
  }

  #go(): void {
    if (this.#running) return;
    const job = this.#waiting.shift();
    this.#running = job;
    if (!job) return;
    try {
      this.#line.post(job.request);
    } catch (cause) {
      this.#running = undefined;
      job.reject(new SiparError("worker.failed", `this cannot be posted: ${String(cause)}`, { cause }));
      this.#go();
    }
  }

  #take(answer: Answer): void {
    const job = this.#running;
    if (!job || job.id !== answer.id) return;
    this.#running = undefined;
    if (answer.kind === "error") job.reject(new SiparError(answer.code, answer.message));
    else job.resolve(answer.kind === "report" ? answer.report : undefined);
    this.#go();
  }

  #end(error: SiparError): void {
    if (this.#ended) return;
    this.#ended = error;
    this.#line.terminate();
    for (const job of [this.#running, ...this.#waiting.splice(0)]) job?.reject(error);
    this.#running = undefined;
  }
}

/** A way to a worker, of the web or of Node. */
interface Line {
  post(request: Request): void;
  listen(take: (answer: Answer) => void, fail: (cause: unknown) => void): void;
  terminate(): void;
}

function newLine(): Line {
  if (typeof Worker === "function") {
    // Written so that bundlers find the file and pack it.
    return webLine(new Worker(new URL("./worker-host.js", import.meta.url), { type: "module" }));
  }
  const threads = builtin("node:worker_threads");
  if (threads) return nodeLine(new threads.Worker(new URL("./worker-host.js", import.meta.url)));
  throw new SiparError("worker.missing", "there are no workers here; use the package without one");
}

function webLine(worker: Worker): Line {
  return {
    post: (request) => worker.postMessage(request),
    listen(take, fail) {
      worker.addEventListener("message", (event: MessageEvent<Answer>) => take(event.data));
      worker.addEventListener("error", (event) => fail(event.message || "its script did not load"));
      worker.addEventListener("messageerror", () => fail("a message could not be read"));
    },
    terminate: () => worker.terminate(),
  };
}

function nodeLine(worker: NodeWorker): Line {
  return {
    post: (request) => worker.postMessage(request),
    listen(take, fail) {
      worker.on("message", (answer) => take(answer as Answer));
      worker.on("error", fail);
      worker.on("messageerror", fail);
      worker.on("exit", fail);
    },
    terminate: () => void worker.terminate(),
  };
}
