// Bundles the editor into dist/: one entry with a fixed name, and chunks whose names change with their content.

import { rm } from "node:fs/promises";
import { build } from "esbuild";

const folder = new URL("dist", import.meta.url).pathname;

await rm(folder, { recursive: true, force: true });
await build({
  entryPoints: [new URL("src/editor.js", import.meta.url).pathname],
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
