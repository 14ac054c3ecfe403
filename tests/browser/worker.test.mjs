// The worker hangs, crashes, or is of another version: nothing is lost, and the user is told.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { editorText, judged, open, replaceText, start } from "./support/page.mjs";

let host;
before(async () => {
  host = await start();
});
after(() => host.stop());

const TEXT = "import os\nprint(os.environ['HOME'])\n";

/** In the page: the next worker takes up requests and never answers, as in an endless loop. */
function hangFirstWorker() {
  const Plain = window.Worker;
  let count = 0;
  window.Worker = class extends Plain {
    constructor(...given) {
      super(...given);
      this.hangs = count++ === 0;
    }

    addEventListener(type, listener, ...rest) {
      if (type !== "message") return super.addEventListener(type, listener, ...rest);
      return super.addEventListener(type, (event) => {
        if (!this.hangs || !event.data.response) listener(event);
      }, ...rest);
    }
  };
}

test("a hung worker is replaced", async () => {
  const page = await open(host, { init: hangFirstWorker, wait: false });
  await page.locator("[data-topic=worker]", { hasText: "did not answer" }).waitFor({ timeout: 30_000 });
  assert.equal(await judged(page), "needs-changes");
  await page.context().close();
});

test("typing goes on while a worker hangs", async () => {
  const page = await open(host, { init: hangFirstWorker, wait: false });
  await page.locator(".cm-content").click();
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText(TEXT);
  assert.equal(await editorText(page), TEXT);
  await page.locator("[data-topic=worker]", { hasText: "did not answer" }).waitFor({ timeout: 30_000 });
  await judged(page);
  assert.equal(await editorText(page), TEXT);
  await page.context().close();
});

test("a crashed worker is replaced", async () => {
  const page = await open(host);
  await page.evaluate(() => window.workers.at(-1).dispatchEvent(new ErrorEvent("error", { message: "unreachable" })));
  await page.locator("[data-topic=worker]", { hasText: "stopped with an error" }).waitFor();
  await replaceText(page, TEXT);
  assert.equal(await page.evaluate(() => window.workers.length), 2);
  assert.equal(await editorText(page), TEXT);
  await page.getByRole("button", { name: "Dismiss this message" }).click();
  assert.equal(await page.locator("[data-topic=worker]").count(), 0);
  await page.context().close();
});

test("a worker that can't be loaded is told", async () => {
  const page = await open(host, { wait: false, init: () => {
    const Plain = window.Worker;
    window.Worker = class extends Plain {
      constructor(address, options) {
        super(new URL("nowhere.js", address), options);
      }
    };
  } });
  await page.locator("[data-topic=worker]", { hasText: "can't be started" }).waitFor();
  assert.match(await editorText(page), /better-sqlite3/, "the text is still there");
  await page.context().close();
});

/** In the page: the first `count` workers say that they are of another build. */
function staleWorkers(count) {
  const Plain = window.Worker;
  let made = 0;
  window.Worker = class extends Plain {
    constructor(...given) {
      super(...given);
      this.stale = made++ < count;
    }

    addEventListener(type, listener, ...rest) {
      super.addEventListener(type, (event) => {
        if (!this.stale || !event.data?.hello) return listener(event);
        listener(new MessageEvent("message", { data: { hello: { build: "of yesterday" } } }));
      }, ...rest);
    }
  };
}

test("a worker of another version is loaded again, past the cache", async () => {
  const page = await open(host, { init: `(${staleWorkers})(1)` });
  assert.equal(page.asked.filter((address) => /worker.*fresh=/.test(address)).length, 1);
  assert.equal(await page.evaluate(() => window.workers.length), 2);
  await page.context().close();
});

test("a page that is older than its worker asks to be reloaded", async () => {
  const page = await open(host, { init: `(${staleWorkers})(9)`, wait: false });
  await page.locator("[data-topic=worker]", { hasText: "has been updated" }).waitFor();
  assert.ok((await page.evaluate(() => window.workers.length)) <= 3, "it does not go on for ever");
  await page.context().close();
});

test("only the newest text is judged", async () => {
  const page = await open(host, { init: () => {
    const post = Worker.prototype.postMessage;
    window.checks = 0;
    Worker.prototype.postMessage = function (message, ...rest) {
      if (message.ask?.check) window.checks += 1;
      return post.call(this, message, ...rest);
    };
  } });
  await page.locator(".cm-content").click();
  await page.keyboard.press("Control+End");
  const before = await page.evaluate(() => window.checks);
  await page.keyboard.type("// a comment of some length, typed quickly", { delay: 5 });
  await page.waitForTimeout(400);
  const checks = (await page.evaluate(() => window.checks)) - before;
  assert.ok(checks >= 1 && checks <= 3, `${checks} checks for 42 keys`);
  await page.context().close();
});
