//! What the shown file is called, and how to change that.

use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement};
use yew::prelude::*;

use super::icon::{Icon, Picture};
use crate::app::use_page;
use crate::model::state::Action;

/// The name of the shown file, whether it was only guessed, and buttons to rename and remove the file.
#[component]
pub fn NameControl() -> Html {
    let page = use_page();
    let editing = use_state(|| false);
    let field = use_node_ref();
    let file = page.state.project.active().clone();
    {
        let (field, path) = (field.clone(), file.path.clone());
        use_effect_with(*editing, move |editing| {
            if *editing && let Some(input) = field.cast::<HtmlInputElement>() {
                // Given once: a redraw, such as for a verdict, must not take back what is being typed.
                input.set_value(&path);
                let _ = input.focus();
                input.select();
            }
        });
    }
    {
        // Another file is shown: its name is not the one that was being changed.
        let editing = editing.clone();
        use_effect_with(file.id, move |_| editing.set(false));
    }
    let onsubmit = {
        let (editing, field, page, path) = (editing.clone(), field.clone(), page.clone(), file.path.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if let Some(input) = field.cast::<HtmlInputElement>() {
                page.state.dispatch(Action::Rename(path.clone(), input.value()));
            }
            editing.set(false);
        })
    };
    let onkeydown = {
        let editing = editing.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" {
                editing.set(false);
            }
        })
    };
    let start = {
        let editing = editing.clone();
        Callback::from(move |_: MouseEvent| editing.set(true))
    };
    let remove = {
        let path = file.path.clone();
        page.on(move |event: MouseEvent| {
            // The button may go with its file, and the focus must not be lost with it.
            if let Some(button) = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok()) {
                let _ = button.blur();
            }
            Action::Remove(path.clone())
        })
    };
    if *editing {
        return html! {
            <form class="name-control" {onsubmit}>
                <label class="unseen" for="file-name">{ "File name, with folders" }</label>
                <input id="file-name" ref={field} type="text" {onkeydown} autocomplete="off" spellcheck="false" />
                <button class="button primary" type="submit">{ "Rename" }</button>
            </form>
        };
    }
    html! {
        <div class="name-control">
            if file.named {
                <span class="file-path">{ &*file.path }</span>
                <button class="button quiet-button" onclick={start}><Icon of={Picture::Pencil} />{ "Rename" }</button>
            } else {
                <span class="guessed">{ "Guessed as " }<span class="file-path">{ &*file.path }</span></span>
                <button class="button quiet-button" onclick={start}><Icon of={Picture::Pencil} />{ "Change" }</button>
            }
            <button class="button quiet-button" onclick={remove} aria-label={format!("Delete {}", file.path)}><Icon of={Picture::Bin} />{ "Delete" }</button>
        </div>
    }
}
