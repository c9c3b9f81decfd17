// What runs in the worker: one engine, one scorer, one text at a time.
import { type NodePort, builtin } from "./engine.js";
import { Pack, Scorer, SiparError, init } from "./index.js";
import type { Answer, Request, Start } from "./protocol.js";
import type { Report } from "./types.js";

interface Port {
  post(answer: Answer): void;
  listen(take: (request: Request) => void): void;
}

const aborted = new Set<number>();
let scorer: Scorer | undefined;

function port(): Port {
  const node: NodePort | null | undefined = builtin("node:worker_threads")?.parentPort;
  if (node) {
    return {
      post: (answer) => node.postMessage(answer),
      listen: (take) => node.on("message", (request) => take(request as Request)),
    };
  }
  return {
    post: (answer) => postMessage(answer),
    listen: (take) => addEventListener("message", (event: MessageEvent<Request>) => take(event.data)),
  };
}

async function start({ wasm, packs, options }: Start): Promise<void> {
  await init(wasm);
  const loaded = await Promise.all(packs.map((source) => Pack.open(source)));
  scorer = new Scorer({ packs: loaded, ...options });
  for (const pack of loaded) pack.free();
}

/** Scores; between the pieces of a long text it looks whether the page still wants to know. */
async function score(id: number, text: string): Promise<Report | undefined> {
  if (!scorer) throw new SiparError("engine.not-ready", "the worker has no scorer");
  if (typeof text !== "string" || text.length < 1 << 20) return scorer.score(text);
  const steps = scorer.scoreInPieces(text);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    await new Promise((resolve) => setTimeout(resolve));
    if (aborted.delete(id)) {
      steps.return(undefined as never);
      return undefined;
    }
  }
}

async function answer(request: Request): Promise<Answer | undefined> {
  const { id } = request;
  try {
    switch (request.kind) {
      case "start":
        await start(request.start);
        return { kind: "ready", id };
      case "score": {
        const report = await score(id, request.text);
        aborted.delete(id);
        return report ? { kind: "report", id, report } : { kind: "aborted", id };
      }
      case "abort":
        aborted.add(id);
        return undefined;
    }
  } catch (error) {
    const code = error instanceof SiparError ? error.code : "worker.failed";
    return { kind: "error", id, code, message: error instanceof Error ? error.message : String(error) };
  }
}

const { post, listen } = port();
listen((request) => {
  void answer(request).then((told) => told && post(told));
});
