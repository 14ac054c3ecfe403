// The same project gives the same JSON, byte for byte, from the command line and from the worker's module.
//
//   node tests/parity/run.mjs [--worker DIR] [--program FILE] FOLDER…
//
// Each FOLDER is a project. Without any, the examples of the gallery are compared. DIR holds preflight_wasm.js and its module
// (`cargo xtask build` leaves them in target/xtask/worker), FILE is the `preflight` program.

import { execFileSync } from "node:child_process";
import { lstatSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "../..");

// As crates/preflight-cli/src/read.rs: folders that no deployment takes, whether or not they are committed.
const SKIPPED = new Set([
  ".git", ".hg", ".svn", "node_modules", "bower_components", "__pycache__", ".venv", "venv", ".tox", ".next", ".nuxt", ".svelte-kit",
]);

// A repository without commits: to git, every file of a folder is then a new one, which it lists unless it is ignored.
const EMPTY = mkdtempSync(join(tmpdir(), "preflight-parity-"));
execFileSync("git", ["init", "--quiet", "--bare", EMPTY]);
process.on("exit", () => rmSync(EMPTY, { recursive: true, force: true }));

const { worker, program, folders } = options(process.argv.slice(2));
const { default: init, check_json: checkJson } = await import(pathToFileURL(join(worker, "preflight_wasm.js")));
await init({ module_or_path: readFileSync(join(worker, "preflight_wasm_bg.wasm")) });

let different = 0;
for (const folder of folders) {
  const native = byProgram(folder);
  const files = listed(folder).map((path) => [relative(folder, path).split(sep).join("/"), readFileSync(path)]);
  const wasm = checkJson(files);
  if (native === wasm) continue;
  different += 1;
  console.log(`${folder}: different from\n${firstDifference(native, wasm)}`);
}
console.log(`${folders.length - different} of ${folders.length} projects give the same JSON`);
process.exitCode = different ? 1 : 0;

function options(words) {
  const found = { worker: join(ROOT, "target/xtask/worker"), program: join(ROOT, "target/debug/preflight"), folders: [] };
  while (words.length) {
    const word = words.shift();
    if (word === "--worker") found.worker = resolve(words.shift());
    else if (word === "--program") found.program = resolve(words.shift());
    else found.folders.push(resolve(word));
  }
  if (!found.folders.length) {
    const examples = join(ROOT, "crates/preflight-wasm/examples");
    found.folders = readdirSync(examples).sort().map((name) => join(examples, name));
  }
  return found;
}

/** The exit code tells the verdict; only 2 with nothing said is a failure. */
function byProgram(folder) {
  try {
    return execFileSync(program, ["check", folder, "--format", "json"], { encoding: "utf8", maxBuffer: 1 << 28 });
  } catch (error) {
    if (error.stdout) return error.stdout;
    throw error;
  }
}

/** The files that the program reads: what git would take, in the order of their names, links left out. */
function listed(folder) {
  const git = [`--git-dir=${EMPTY}`, `--work-tree=${folder}`, "-c", "core.excludesFile=", "ls-files", "-z", "--others", "--exclude-standard"];
  const paths = execFileSync("git", git, { cwd: folder, encoding: "utf8", maxBuffer: 1 << 28 }).split("\0").filter(Boolean);
  const wanted = paths.filter((path) => !path.split("/").slice(0, -1).some((name) => SKIPPED.has(name)));
  return [...new Set(wanted)].sort().map((path) => join(folder, path)).filter((path) => lstatSync(path, { throwIfNoEntry: false })?.isFile());
}

function firstDifference(one, other) {
  const [ours, theirs] = [one.split("\n"), other.split("\n")];
  const line = ours.findIndex((text, number) => text !== theirs[number]);
  return `  native ${line + 1}: ${ours[line]}\n  wasm   ${line + 1}: ${theirs[line]}`;
}
