//! A button that copies, and says so.

use gloo::timers::callback::Timeout;
use gloo::utils::{document, window};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{HtmlDocument, HtmlTextAreaElement};
use yew::prelude::*;

use super::icon::{Icon, Picture};

/// How long the confirmation stays, in milliseconds.
const CONFIRMED_FOR: u32 = 2_500;

/// Properties of [`CopyButton`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What is copied.
    pub text: AttrValue,
    /// What that is: `Copy the environment block`.
    pub label: AttrValue,
    /// The short form on the button itself.
    #[prop_or(AttrValue::Static("Copy"))]
    pub short: AttrValue,
}

#[derive(Clone, Copy, PartialEq)]
enum Outcome {
    Idle,
    Copied,
    Failed,
}

/// A button that copies a text and confirms that it did.
#[component]
pub fn CopyButton(props: &Props) -> Html {
    let outcome = use_state(|| Outcome::Idle);
    let onclick = {
        let (outcome, text) = (outcome.clone(), props.text.clone());
        Callback::from(move |_: MouseEvent| {
            let (outcome, text) = (outcome.clone(), text.clone());
            spawn_local(async move {
                outcome.set(if copy(&text).await { Outcome::Copied } else { Outcome::Failed });
                Timeout::new(CONFIRMED_FOR, move || outcome.set(Outcome::Idle)).forget();
            });
        })
    };
    let (picture, words) = match *outcome {
        Outcome::Idle => (Picture::Copy, props.short.clone()),
        Outcome::Copied => (Picture::Check, "Copied".into()),
        Outcome::Failed => (Picture::Warning, "Can't copy: select the text".into()),
    };
    let said = match *outcome {
        Outcome::Idle => "",
        Outcome::Copied => "Copied",
        Outcome::Failed => "The browser does not allow copying; select the text instead",
    };
    let class = classes!("button", "copy", (*outcome == Outcome::Copied).then_some("done"));
    html! {
        <>
            <button {class} {onclick} aria-label={props.label.clone()} title={props.label.clone()}>
                <Icon of={picture} /><span>{ words }</span>
            </button>
            <span class="unseen" role="status">{ said }</span>
        </>
    }
}

/// Copies by the clipboard's own interface where there is one (secure pages), else by the old command.
async fn copy(text: &str) -> bool {
    let clipboard = js_sys::Reflect::get(&window().navigator(), &"clipboard".into()).ok();
    if clipboard.is_some_and(|clipboard| !clipboard.is_undefined()) {
        let promise = window().navigator().clipboard().write_text(text);
        if JsFuture::from(promise).await.is_ok() {
            return true;
        }
    }
    copy_by_command(text).unwrap_or(false)
}

fn copy_by_command(text: &str) -> Option<bool> {
    let field: HtmlTextAreaElement = document().create_element("textarea").ok()?.dyn_into().ok()?;
    field.set_value(text);
    field.set_class_name("unseen");
    document().body()?.append_child(&field).ok()?;
    field.select();
    let copied = document().dyn_into::<HtmlDocument>().ok()?.exec_command("copy").ok();
    field.remove();
    copied
}
