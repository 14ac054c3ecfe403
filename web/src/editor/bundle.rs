//! The JavaScript modules that are loaded when they are needed (`web/editor`).

use gloo::utils::document;
use js_sys::{Function, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::Url;

#[wasm_bindgen(inline_js = "export const load = (address) => import(address);")]
extern "C" {
    #[wasm_bindgen(catch)]
    async fn load(address: &str) -> Result<JsValue, JsValue>;
}

/// What `module` exports as `name`, a function or a class. The module is loaded once, from beside the page.
pub async fn export(module: &str, name: &str) -> Result<Function, JsValue> {
    let base = document().base_uri()?.unwrap_or_default();
    let address = Url::new_with_base(&format!("editor/{module}.js"), &base)?.href();
    Reflect::get(&load(&address).await?, &name.into())?.dyn_into()
}

/// The HTML of a Markdown text. HTML inside of it comes out as text.
pub async fn markdown(text: &str) -> Result<String, JsValue> {
    let html = export("markdown", "render").await?.call1(&JsValue::NULL, &text.into())?;
    Ok(html.as_string().unwrap_or_default())
}
