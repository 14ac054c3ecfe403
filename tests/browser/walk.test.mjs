// The main walk through the page: open, example, edit, copy, drop a folder, kill the worker, go on.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { drop, editorText, folderOf, judged, open, openExample, picture, replaceText, settled, start } from "./support/page.mjs";

let host;
before(async () => {
  host = await start();
});
after(() => host.stop());

const GOOD = `const express = require('express');
const app = express();
app.get('/', (req, res) => res.send('ok'));
app.listen(process.env.PORT, '0.0.0.0');
`;

test("the main walk", async (walk) => {
  const page = await open(host);

  await walk.test("the page opens with an example that is judged", async () => {
    assert.equal(await judged(page), "needs-changes");
    assert.match(await editorText(page), /better-sqlite3/);
    assert.ok((await page.locator(".check").count()) === 6, "six items of the checklist");
    await picture(page, "walk-1-first");
  });

  await walk.test("a finding leads to its line", async () => {
    const finding = page.locator(".finding.blocker").first();
    const place = await finding.locator(".place").innerText();
    await finding.locator(".place").click();
    const line = await page.locator(".cm-activeLineGutter").first().innerText();
    assert.equal(line.trim(), place.split(":")[1]);
  });

  await walk.test("a bad example, edited, becomes deployable", async () => {
    await openExample(page, "Database at localhost");
    assert.equal(await judged(page), "needs-changes");
    await page.locator(".cm-content").evaluate((content) => content.focus());
    const text = (await editorText(page)).replace("'mongodb://localhost:27017/notes'", "process.env.MONGODB_URI");
    await replaceText(page, text);
    assert.equal(await judged(page), "deployable");
    await picture(page, "walk-2-edited");
  });

  await walk.test("the environment block is copied, and the button says so", async () => {
    const shown = await page.locator(".environment-text").innerText();
    assert.match(shown, /^MONGODB_URI=/m);
    await page.getByRole("button", { name: "Copy the environment block" }).click();
    await page.locator(".copy.done", { hasText: "Copied" }).waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    assert.equal(copied.trim(), shown.trim());
  });

  await walk.test("the block comes in every form", async () => {
    for (const [form, sign] of [["YAML", /MONGODB_URI: /], ["flux.json", /"envVars"/], ["docker run", /docker run/], ["Compose", /services:/]]) {
      await page.getByRole("button", { name: form, exact: true }).click();
      await page.locator(".environment-text", { hasText: sign }).waitFor();
    }
  });

  const { folder, remove } = folderOf({
    "package.json": JSON.stringify({ scripts: { start: "node src/server.js" }, dependencies: { express: "5", multer: "2", "express-session": "1" } }),
    "src/server.js": "require('./uploads');\nconst express = require('express');\nconst session = require('express-session');\nconst app = express();\napp.use(session({ secret: process.env.SECRET }));\napp.use(require('./uploads'));\napp.listen(process.env.PORT, '0.0.0.0');\n",
    "src/uploads.js": "const router = require('express').Router();\nconst multer = require('multer');\nconst upload = multer({ dest: 'uploads/' });\nrouter.post('/', upload.single('file'), (req, res) => res.json(req.file));\nmodule.exports = router;\n",
    "node_modules/express/index.js": "throw 1;\n",
    "logo.png": "\0\0",
  });

  await walk.test("a dropped folder is judged by file", async () => {
    await drop(page, [folder]);
    await page.locator(".file[data-path='src/uploads.js']").waitFor();
    await settled(page);
    assert.equal(await judged(page), "needs-changes");
    assert.equal(await page.locator(".file[data-path*=node_modules]").count(), 0);
    assert.match(await page.locator("[data-topic=files]").innerText(), /Left out: node_modules, 1 file without text/);
    await page.getByRole("button", { name: "By file" }).click();
    const groups = await page.locator("[data-group]").evaluateAll((all) => all.map((group) => group.dataset.group));
    assert.ok(groups.includes("src/server.js") && groups.includes("src/uploads.js"), `findings by file: ${groups}`);
    await picture(page, "walk-3-folder");
  });

  await walk.test("the worker is killed, and the page goes on", async () => {
    await page.evaluate(() => window.workers.at(-1).terminate());
    await page.locator(".file[data-path='src/uploads.js']").click();
    await replaceText(page, GOOD);
    assert.match(await page.locator("[data-topic=worker]").innerText(), /started again\. Your text is untouched/);
    assert.equal(await editorText(page), GOOD);
    const files = await page.locator(".finding .place").allInnerTexts();
    assert.ok(!files.some((place) => place.startsWith("src/uploads.js")), `judged by the new worker: ${files}`);
    assert.equal(await page.evaluate(() => window.workers.length), 2);
    await picture(page, "walk-4-new-worker");
  });

  remove();
  assert.deepEqual(page.problems, []);
  await page.context().close();
});
