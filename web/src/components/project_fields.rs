//! What the files can't say: where the repository is, and which folder of it is deployed.

use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::app::use_page;
use crate::model::state::Action;

/// The repository's address and the folder that is deployed.
#[component]
pub fn ProjectFields() -> Html {
    let page = use_page();
    let project = &page.state.project;
    html! {
        <div class="project-fields">
            <label for="repository">{ "Repository address" }</label>
            <input
                id="repository"
                type="url"
                inputmode="url"
                placeholder="https://github.com/you/app"
                value={project.repository_url.to_string()}
                oninput={page.on(|event: InputEvent| Action::RepositoryUrl(value(&event)))}
                autocomplete="off"
            />
            <label for="project-path">{ "Folder of the app" }</label>
            <input
                id="project-path"
                type="text"
                placeholder="the whole repository"
                value={project.project_path.to_string()}
                oninput={page.on(|event: InputEvent| Action::ProjectPath(value(&event)))}
                autocomplete="off"
                spellcheck="false"
            />
        </div>
    }
}

fn value(event: &InputEvent) -> String {
    let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    input.map(|input| input.value()).unwrap_or_default()
}
