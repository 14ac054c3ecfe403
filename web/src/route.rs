//! The addresses of the page. They live in the fragment, so that any server can hold the page, under any path, and a
//! reload of any of them works.

use gloo::events::EventListener;
use gloo::utils::window;
use wasm_bindgen::JsValue;
use yew_router::prelude::*;

/// Where the user is.
#[derive(Clone, PartialEq, Routable)]
pub enum Route {
    /// The checker.
    #[at("/")]
    Check,
    /// The gallery.
    #[at("/examples")]
    Examples,
    /// All rules.
    #[at("/rules")]
    Rules,
    /// A rule's documentation.
    #[at("/rules/:id")]
    Rule {
        /// The rule's id.
        id: String,
    },
    /// What this is, keys, storage.
    #[at("/help")]
    Help,
    /// Anything else.
    #[not_found]
    #[at("/404")]
    NotFound,
}

impl Route {
    /// The title of the window.
    pub fn title(&self) -> String {
        let place = match self {
            Route::Check | Route::NotFound => return "Preflight: would your app survive losing its disk and memory?".into(),
            Route::Examples => "Examples",
            Route::Rules => "Rules",
            Route::Rule { id } => id,
            Route::Help => "Help",
        };
        format!("{place} · Preflight")
    }
}

/// The router panics over a fragment that is no path (`#top`): such an address becomes the checker's, now and later.
pub fn mend_address() {
    let mend = || {
        let fragment = window().location().hash().unwrap_or_default();
        if !fragment.is_empty()
            && !fragment.starts_with("#/")
            && let Ok(history) = window().history()
        {
            let _ = history.replace_state_with_url(&JsValue::NULL, "", Some("#/"));
        }
    };
    mend();
    EventListener::new(&window(), "popstate", move |_| mend()).forget();
}
