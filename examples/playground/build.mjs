// Makes the playground one page without a single address in it: script, style, WebAssembly and packs are in the file.
// Run by `cargo xtask playground`: node build.mjs REPOSITORY OUT.html
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const [root, out] = process.argv.slice(2);
const { build } = createRequire(join(root, "target/npm/package.json"))("esbuild");
const here = join(root, "examples/playground");

const { outputFiles } = await build({
  entryPoints: [join(here, "src/main.js")],
  bundle: true,
  minify: true,
  write: false,
  format: "iife",
  charset: "utf8",
  target: "es2022",
  // The package as anybody installs it.
  nodePaths: [join(root, "target/npm/consumer/node_modules")],
  loader: { ".wasm": "binary", ".sipar": "binary" },
  // The package looks for its WebAssembly beside its own file only if it is given none; here it is given.
  logOverride: { "empty-import-meta": "silent" },
});
const script = outputFiles[0].text;
const style = readFileSync(join(here, "style.css"), "utf8");

const hash = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
// Nothing may be fetched, by whatever is in the page: the browser itself keeps what the page promises.
const policy = [
  "default-src 'none'",
  `script-src ${hash(script)} 'wasm-unsafe-eval'`,
  `style-src ${hash(style)}`,
  "img-src data:",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

const page = readFileSync(join(here, "index.html"), "utf8")
  .replace("<title>", () => `<meta http-equiv="Content-Security-Policy" content="${policy}">\n    <title>`)
  .replace("  </head>", () => `  <style>${style}</style>\n  </head>`)
  .replace("  </body>", () => `  <script>${script}</script>\n  </body>`);
mkdirSync(dirname(out), { recursive: true });
writeFileSync(out, page);
