// A browser with the page open, and words for what a user does there.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { serve } from "./server.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
export const DIST = process.env.PREFLIGHT_DIST ?? join(HERE, "../../../dist");
export const OUTPUT = join(HERE, "../output");

const FLAGS = [
  "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync",
];

function browserPath() {
  const named = process.env.PREFLIGHT_CHROMIUM;
  const found = [named, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find((path) => path && existsSync(path));
  return found ?? execFileSync("which", ["chromium"]).toString().trim();
}

/** Starts a server and a browser. `stop` ends both. */
export async function start({ path = "/" } = {}) {
  assert.ok(existsSync(join(DIST, "index.html")), `no page in ${DIST}: build it first`);
  mkdirSync(OUTPUT, { recursive: true });
  const server = await serve(DIST, path);
  const browser = await chromium.launch({ executablePath: browserPath(), args: FLAGS });
  return {
    browser,
    address: server.address,
    async stop() {
      await browser.close();
      await server.stop();
    },
  };
}

/** Opens the page in a context of its own. Its errors and its requests are kept, for the test to look at. */
export async function open(host, { address = host.address, wait = true, init, ...options } = {}) {
  const context = await host.browser.newContext({ viewport: { width: 1360, height: 900 }, ...options });
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  page.problems = [];
  page.asked = [];
  page.on("pageerror", (error) => page.problems.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") page.problems.push(message.text());
  });
  context.on("request", (request) => page.asked.push(request.url()));
  await page.addInitScript(rememberWorkers);
  if (init) await page.addInitScript(typeof init === "string" ? { content: init } : init);
  await page.goto(address);
  if (wait) await judged(page);
  return page;
}

/** Keeps hold of the page's workers, so that a test can end or hang them. Runs in the page, before anything else. */
function rememberWorkers() {
  const Plain = window.Worker;
  window.workers = [];
  window.Worker = class extends Plain {
    constructor(...given) {
      super(...given);
      window.workers.push(this);
    }
  };
}

/** Waits until the newest text is judged, and gives the verdict. */
export async function judged(page) {
  const verdict = page.locator("[data-verdict][data-behind=false]");
  await verdict.waitFor({ state: "attached" });
  return verdict.getAttribute("data-verdict");
}

/** Puts a text in place of what is in the editor. */
export async function replaceText(page, text) {
  await page.locator(".cm-content").click();
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText(text);
  await settled(page);
}

/** Waits until what was typed has reached the report. */
export async function settled(page) {
  // Longer than the pause after which the editor tells the page.
  await page.waitForTimeout(250);
  await judged(page);
}

/** The text in the editor. */
export async function editorText(page) {
  return page.locator(".cm-content").evaluate((content) => [...content.querySelectorAll(".cm-line")].map((line) => line.textContent).join("\n"));
}

/** Opens an example of the gallery by its title. */
export async function openExample(page, title) {
  await page.locator(".header").getByRole("link", { name: "Examples" }).click();
  await page.getByRole("button", { name: `Open in the editor: ${title}` }).first().click();
  await settled(page);
}

/** Writes a folder of `files` (path: text) to the disk; the test removes it. */
export function folderOf(files) {
  const folder = mkdtempSync(join(tmpdir(), "preflight-"));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Drops files and folders of the disk on the page, as a user's hand would: by the browser's own input. */
export async function drop(page, paths) {
  const session = await page.context().newCDPSession(page);
  const box = await page.locator(".drop-zone").boundingBox();
  const place = { x: box.x + 200, y: box.y + 200 };
  const data = { items: [], files: paths, dragOperationsMask: 1 };
  for (const type of ["dragEnter", "dragOver", "drop"]) {
    await session.send("Input.dispatchDragEvent", { type, ...place, data });
  }
  await session.detach();
}

/** A picture for people to look at, in the tests' output. */
export async function picture(page, name) {
  await page.screenshot({ path: join(OUTPUT, `${name}.png`), animations: "disabled" });
}

const AXE = readFileSync(join(HERE, "../node_modules/axe-core/axe.min.js"), "utf8");

/** What axe-core finds on the page, in short. */
export async function accessibilityProblems(page) {
  // By the debugger, which the page's policy does not bind.
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => window.axe.run(document));
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(" ")}: ${node.failureSummary}`));
}
