//! The worker itself, and the wire to it.

use gloo::events::EventListener;
use gloo::utils::document;
use preflight_protocol::Request;
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{HtmlMetaElement, MessageEvent, Url, Worker, WorkerOptions, WorkerType};

/// What comes over the wire.
pub enum Heard {
    /// A message of the worker.
    Message(JsValue),
    /// The worker stopped with an error, or could not be loaded.
    Error,
}

/// A running worker. Dropping it ends the worker.
pub struct Link {
    worker: Worker,
    _listeners: [EventListener; 3],
}

impl Link {
    /// Starts a worker; past every cache if `fresh`.
    pub fn open(fresh: bool, heard: impl Fn(Heard) + Clone + 'static) -> Result<Self, JsValue> {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker = Worker::new_with_options(&address(fresh)?, &options)?;
        let on_message = heard.clone();
        let on_error = heard.clone();
        let listeners = [
            EventListener::new(&worker, "message", move |event| {
                if let Some(event) = event.dyn_ref::<MessageEvent>() {
                    on_message(Heard::Message(event.data()));
                }
            }),
            EventListener::new(&worker, "error", move |_| on_error(Heard::Error)),
            EventListener::new(&worker, "messageerror", move |_| heard(Heard::Error)),
        ];
        Ok(Link { worker, _listeners: listeners })
    }

    /// Sends a request. A worker that can't be reached will be missed by the watchdog.
    pub fn send(&self, request: &Request) {
        if let Ok(message) = request.serialize(&Serializer::json_compatible()) {
            let _ = self.worker.post_message(&message);
        }
    }
}

impl Drop for Link {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}

/// Where the worker is, whatever path the page is served under. The build names the file in the page's head.
fn address(fresh: bool) -> Result<String, JsValue> {
    let base = document().base_uri()?.unwrap_or_default();
    let named = document().query_selector("meta[name=preflight-worker]")?;
    let named = named.and_then(|element| element.dyn_into::<HtmlMetaElement>().ok()).map(|element| element.content());
    let address = Url::new_with_base(named.as_deref().unwrap_or("worker.js"), &base)?;
    if fresh {
        address.search_params().set("fresh", &js_sys::Date::now().to_string());
    }
    Ok(address.href())
}
