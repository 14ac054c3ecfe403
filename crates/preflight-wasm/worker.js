// The worker's entry. It says hello once it can answer, and then answers each request.
// A trap leaves the module unusable, so an error is not caught: the page hears of it and starts another worker.

import init, { answer, hello } from "./preflight_wasm.js";

await init({ module_or_path: new URL("preflight_wasm_bg.wasm", import.meta.url) });
self.onmessage = ({ data }) => {
  self.postMessage({ started: { id: data.id } });
  self.postMessage(answer(data));
};
self.postMessage(hello());
