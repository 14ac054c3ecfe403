//! A thin shell over the core for JavaScript: decode, check, encode. What is said is defined in `preflight-protocol`.

mod catalogue;
mod environment;
mod examples;
mod session;

use std::cell::RefCell;

use preflight_protocol::{BUILD, Hello, Message, Request};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

use session::Session;

thread_local! {
    static SESSION: RefCell<Session> = RefCell::default();
}

/// The first message of a worker.
#[wasm_bindgen]
pub fn hello() -> Result<JsValue, JsError> {
    encode(&Message::Hello(Hello { build: BUILD.into() }))
}

/// Answers one request. The error is for a request that isn't one.
#[wasm_bindgen]
pub fn answer(request: JsValue) -> Result<JsValue, JsError> {
    let request: Request = serde_wasm_bindgen::from_value(request)?;
    let response = SESSION.with_borrow_mut(|session| session.answer(request));
    encode(&Message::Response(response))
}

/// Judges a project as the command line does and gives the same JSON, byte for byte. `files` is an array of
/// `[path, bytes]` pairs.
#[wasm_bindgen]
pub fn check_json(files: Vec<js_sys::Array>) -> String {
    let files = files.iter().map(|pair| (pair.get(0).as_string().unwrap_or_default(), js_sys::Uint8Array::new(&pair.get(1)).to_vec()));
    preflight::check(&preflight::Project::from_files(files)).to_json()
}

fn encode(message: &Message) -> Result<JsValue, JsError> {
    Ok(message.serialize(&Serializer::json_compatible())?)
}
