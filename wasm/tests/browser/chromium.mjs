// A Chromium without anything of its own going on, and a server of files on this machine.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { chromium } from "playwright-core";

const TYPES = { ".html": "text/html", ".js": "text/javascript", ".mjs": "text/javascript", ".wasm": "application/wasm", ".json": "application/json" };

/** Starts the browser that SIPAR_CHROMIUM names. */
export function launch() {
  const executablePath = process.env.SIPAR_CHROMIUM;
  if (!executablePath) throw new Error("run `cargo xtask test --only browser`, which sets SIPAR_CHROMIUM");
  const args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
  return chromium.launch({ executablePath, args });
}

/** Serves folders and single answers by the beginnings of paths. */
export async function serve(routes) {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://x").pathname);
    const route = Object.keys(routes).find((prefix) => path.startsWith(prefix));
    try {
      const found = routes[route];
      const rest = normalize(path.slice(route.length)) || "index.html";
      const body = typeof found === "function" ? found(rest) : readFileSync(join(found, rest === "." ? "index.html" : rest));
      response.setHeader("content-type", TYPES[extname(path)] ?? (path.endsWith("/") ? "text/html" : "application/octet-stream"));
      response.end(body);
    } catch {
      response.statusCode = 404;
      response.end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}
