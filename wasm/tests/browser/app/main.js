// A host's page: the package in the page and in a worker, as bundlers are to find it.
import { Pack, Scorer, init } from "sipar";
import { packs } from "sipar/packs";
import { WorkerScorer } from "sipar/worker";
import { conform } from "../../conform.mjs";

const json = async (path) => (await fetch(path)).json();
const golden = async (id) => new Uint8Array(await (await fetch(`/golden/${id}.sipar`)).arrayBuffer());

window.sipar = {
  /** The conformance suite in the page; gives what is wrong. */
  async page() {
    await init();
    return conform(await json("/cases.json"), async (ids) => new Scorer({ packs: (await Promise.all(ids.map(golden))).map((bytes) => Pack.load(bytes)) }));
  },
  /** The conformance suite in a worker. */
  async worker() {
    const started = [];
    const make = async (ids) => {
      started.push(await WorkerScorer.start({ packs: await Promise.all(ids.map(golden)) }));
      return started.at(-1);
    };
    const wrong = await conform(await json("/cases.json"), make);
    started.forEach((worker) => worker.terminate());
    return wrong;
  },
  /** The time from nothing to the first report with all packs, in milliseconds. */
  async cold(text) {
    const start = performance.now();
    const [, ...bytes] = await Promise.all([init(), ...Object.values(packs).map((url) => fetch(url).then((response) => response.arrayBuffer()))]);
    const fetched = performance.now();
    window.scorer = new Scorer({ packs: bytes.map((found) => Pack.load(found)) });
    const { level } = window.scorer.score(text);
    return { level, all: performance.now() - start, build: performance.now() - fetched };
  },
};
