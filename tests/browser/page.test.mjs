// What holds of every page: accessibility, privacy, keyboard, memory, phones, sub-paths.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { accessibilityProblems, editorText, judged, open, picture, replaceText, settled, start } from "./support/page.mjs";

let host;
before(async () => {
  host = await start();
});
after(() => host.stop());

const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 };
const LOOKS = [
  ["light", { colorScheme: "light" }],
  ["dark", { colorScheme: "dark" }],
  ["phone", { colorScheme: "light", ...PHONE }],
  ["phone-dark", { colorScheme: "dark", ...PHONE }],
];

for (const [name, options] of LOOKS) {
  test(`every page is accessible: ${name}`, async () => {
    const page = await open(host, options);
    const check = async (what) => {
      await picture(page, `${name}-${what}`);
      assert.deepEqual(await accessibilityProblems(page), [], what);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.ok(overflow <= 0, `${what} is ${overflow} px wider than the screen`);
    };
    await check("check");
    if (options.isMobile) {
      await page.getByRole("group", { name: "Show" }).getByRole("button", { name: "Result" }).click();
      await check("result");
    }
    await page.locator(".result details").evaluateAll((all) => all.forEach((details) => (details.open = true)));
    await check("opened");
    for (const route of ["examples", "rules", "help"]) {
      await page.goto(`${host.address}#/${route}`);
      await page.locator("h1", { hasText: new RegExp(route, "i") }).waitFor();
      await page.locator(".loading").waitFor({ state: "detached" });
      await check(route);
    }
    await page.goto(`${host.address}#/rules`);
    await page.locator(".rule-list a").first().click();
    await page.locator(".rule-meta").waitFor();
    await check("rule");
    assert.deepEqual(page.problems, []);
    await page.context().close();
  });
}

test("nothing leaves the browser", async () => {
  const page = await open(host);
  const foreign = page.asked.filter((address) => !address.startsWith(host.address) && !address.startsWith("data:"));
  assert.deepEqual(foreign, []);
  await page.locator(".cm-content").click();
  const loaded = page.asked.length;
  await replaceText(page, "const secret = 'my own code';\nrequire('express')().listen(process.env.PORT);\n");
  await page.getByRole("button", { name: "Copy the environment block" }).click();
  await page.getByRole("link", { name: "Rules" }).click();
  await page.getByRole("link", { name: "Check", exact: true }).click();
  await settled(page);
  // Chromium asks for the picture of the tab again at every new address.
  const later = page.asked.slice(loaded).filter((address) => !address.endsWith("icon.svg"));
  assert.deepEqual(later, [], "no request after the page is there");
  await page.context().close();
});

test("a reload keeps the text, the name and the fields, and clearing forgets them", async () => {
  const page = await open(host);
  await page.getByRole("button", { name: "Clear" }).click();
  await replaceText(page, "from flask import Flask\napp = Flask(__name__)\n");
  await page.locator(".guessed", { hasText: "app.py" }).waitFor();
  await page.getByRole("button", { name: "Change" }).click();
  await page.getByLabel("File name").fill("site/main.py");
  await page.keyboard.press("Enter");
  await page.getByLabel("Repository address").fill("https://github.com/me/site");
  await page.getByLabel("Folder of the app").fill("site");
  await page.keyboard.press("Enter");
  // What is typed is kept a moment later.
  await page.waitForFunction(() => {
    const kept = Object.values(localStorage).join("");
    return ["site/main.py", "github.com/me/site", "\"site\""].every((part) => kept.includes(part));
  });
  await page.reload();
  await judged(page);
  assert.equal(await editorText(page), "from flask import Flask\napp = Flask(__name__)\n");
  assert.equal(await page.locator(".file-path").innerText(), "site/main.py");
  assert.equal(await page.getByLabel("Repository address").inputValue(), "https://github.com/me/site");
  assert.equal(await page.getByLabel("Folder of the app").inputValue(), "site");

  await page.getByRole("link", { name: "Help" }).click();
  await page.getByRole("button", { name: "Forget my files and settings" }).click();
  await page.waitForFunction(() => Object.keys(localStorage).length === 0);
  await page.goto(host.address);
  await judged(page);
  assert.match(await editorText(page), /better-sqlite3/);
  await page.context().close();
});

test("what is too large to keep is said", async () => {
  const page = await open(host);
  const input = page.locator("input[data-kind=files]");
  const line = `const a = "${"x".repeat(100)}";\n`;
  const files = [1, 2, 3].map((number) => ({ name: `part${number}.js`, mimeType: "text/javascript", buffer: Buffer.from(line.repeat(8000)) }));
  await input.setInputFiles(files);
  await page.locator("[data-topic=storage]", { hasText: "gone after a reload" }).waitFor();
  assert.equal(await page.evaluate(() => localStorage.getItem("preflight.project")), null);
  await page.context().close();
});

test("a file over the limit is left out, and that is said", async () => {
  const page = await open(host);
  await page.locator("input[data-kind=files]").setInputFiles([
    { name: "big.js", mimeType: "text/javascript", buffer: Buffer.alloc(1_100_000, "a") },
    { name: "small.js", mimeType: "text/javascript", buffer: Buffer.from("let a = 1;\n") },
  ]);
  await page.locator("[data-topic=files]", { hasText: "1 file larger than 1024 KiB (big.js)" }).waitFor();
  assert.equal(await editorText(page), "let a = 1;\n");
  await page.context().close();
});

test("the theme can be chosen and stays", async () => {
  const page = await open(host, { colorScheme: "light" });
  const background = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const light = await background();
  await page.getByRole("button", { name: "Use the dark theme" }).click();
  assert.notEqual(await background(), light);
  await page.reload();
  assert.notEqual(await background(), light);
  await page.getByRole("button", { name: "Use the light theme" }).click();
  assert.equal(await background(), light);
  await page.context().close();
});

test("the page works by keyboard alone", async () => {
  const page = await open(host);
  const focused = () => page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return element?.getAttribute("aria-label") || element?.textContent?.trim().slice(0, 40) || element?.id || "";
  });
  const tabTo = async (wanted, key = "Tab") => {
    for (let presses = 0; presses < 120; presses += 1) {
      await page.keyboard.press(key);
      if (wanted.test(await focused())) return;
    }
    assert.fail(`${wanted} was not reached by ${key}`);
  };
  await tabTo(/Skip to content/);
  await tabTo(/^New file/);
  await page.keyboard.press("Enter");
  await tabTo(/Code of snippet/);
  await page.keyboard.insertText("import os\nprint(os.getenv('A'))\n");
  await page.locator(".guessed", { hasText: "app.py" }).waitFor();
  await page.keyboard.press("Tab");
  assert.match(await focused(), /Code of app\.py/, "Tab indents in the editor");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Tab");
  assert.doesNotMatch(await focused(), /Code of/, "Escape, then Tab, leaves the editor");
  await tabTo(/^Delete app\.py/, "Shift+Tab");
  await page.keyboard.press("Enter");
  await settled(page);
  await tabTo(/^server\.js:\d+$/);
  await page.keyboard.press("Enter");
  assert.match(await focused(), /Code of server\.js/);
  await page.keyboard.press("F8");
  await page.locator(".cm-tooltip .cm-finding").first().waitFor();
  // The first closes what F8 has opened.
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Tab");
  await tabTo(/^Copy the environment block/);
  await page.keyboard.press("Enter");
  await page.locator(".copy.done").waitFor();
  await page.context().close();
});

test("hovering over a finding tells why and how to fix it", async () => {
  const page = await open(host);
  await page.locator(".cm-lintRange-error").first().hover();
  const told = page.locator(".cm-tooltip .cm-finding").first();
  await told.waitFor();
  assert.match(await told.innerText(), /Why: .+\n+Fix: .+/s);
  await picture(page, "hover");
  await page.context().close();
});

test("the verdict is announced", async () => {
  const page = await open(host);
  const said = page.locator("[data-announcement]");
  await page.waitForFunction(() => document.querySelector("[data-announcement]").textContent.length > 0);
  const first = await said.innerText();
  await replaceText(page, "const express = require('express');\nexpress().listen(process.env.PORT, '0.0.0.0');\n");
  await page.waitForFunction((before) => document.querySelector("[data-announcement]").textContent !== before, first);
  await page.context().close();
});

test("the page works under a sub-path, and every address survives a reload", async () => {
  const nested = await start({ path: "/tools/preflight/" });
  try {
    const page = await open(nested);
    assert.equal(await judged(page), "needs-changes");
    await page.getByRole("link", { name: "Rules" }).click();
    await page.locator(".rule-list a").first().click();
    const title = await page.locator("h1").innerText();
    await page.reload();
    await page.locator("h1", { hasText: title }).waitFor();
    await page.goto(`${nested.address}#nonsense`);
    await page.reload();
    await judged(page);
    assert.deepEqual(page.problems, []);
    await page.context().close();
  } finally {
    await nested.stop();
  }
});
