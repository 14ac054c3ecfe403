//! The gallery.

use preflight_protocol::{Catalogue, Example, ExampleKind};
use yew::prelude::*;
use yew_router::prelude::*;

use crate::app::use_page;
use crate::components::example_card::ExampleCard;
use crate::components::loading::Loading;
use crate::model::wording;
use crate::route::Route;

/// The guide's use cases, its good and bad cases, and every rule's examples.
#[component]
pub fn ExamplesPage() -> Html {
    let page = use_page();
    html! {
        <main tabindex="-1" class="page">
            <h1>{ "Examples" }</h1>
            <p class="lead">{ "Open any of them in the editor and change it: the judgement follows as you type. Your own files can be brought back." }</p>
            if let Some(catalogue) = &page.state.catalogue {
                { gallery(catalogue) }
            } else {
                <Loading what="Loading the examples…" />
            }
        </main>
    }
}

fn gallery(catalogue: &Catalogue) -> Html {
    let (templates, cases): (Vec<&Example>, Vec<&Example>) =
        catalogue.examples.iter().partition(|example| example.kind == ExampleKind::Template);
    html! {
        <>
            { section("Use cases to start from", &templates) }
            { section("Good and bad", &cases) }
            <h2>{ "Examples of every rule" }</h2>
            { for catalogue.rules.iter().filter(|rule| !rule.examples.is_empty()).map(|rule| html! {
                <details class="rule-examples" key={rule.id.clone()}>
                    <summary><span>{ &rule.title }</span><span class="quiet">{ wording::category(rule.category) }</span></summary>
                    <div class="cards">{ for rule.examples.iter().map(|example| html! { <ExampleCard example={example.clone()} /> }) }</div>
                    <p><Link<Route> to={Route::Rule { id: rule.id.clone() }}>{ format!("About the rule “{}”", rule.title) }</Link<Route>></p>
                </details>
            }) }
        </>
    }
}

fn section(title: &'static str, examples: &[&Example]) -> Html {
    html! {
        <section>
            <h2>{ title }</h2>
            <div class="cards">{ for examples.iter().map(|example| html! { <ExampleCard example={(*example).clone()} /> }) }</div>
        </section>
    }
}
