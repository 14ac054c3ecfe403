// Bundles the editor into dist/: entries with fixed names, and chunks whose names change with their content.

import { rm } from "node:fs/promises";
import { build } from "esbuild";

const folder = new URL("dist", import.meta.url).pathname;

await rm(folder, { recursive: true, force: true });
await build({
  entryPoints: ["src/editor.js", "src/markdown.js"].map((file) => new URL(file, import.meta.url).pathname),
  outdir: folder,
  bundle: true,
  splitting: true,
  format: "esm",
  target: "es2022",
  minify: true,
  legalComments: "none",
  chunkNames: "[name]-[hash]",
  logLevel: "warning",
});
