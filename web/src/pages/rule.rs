//! A rule's documentation.

use preflight_protocol::Rule;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use yew_router::prelude::*;

use super::rules::runtimes;
use crate::app::use_page;
use crate::components::example_card::ExampleCard;
use crate::components::icon::Icon;
use crate::components::loading::Loading;
use crate::editor::markdown;
use crate::model::wording;
use crate::route::Route;

/// Properties of [`RulePage`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The rule's id.
    pub id: String,
}

/// What a rule finds, why, and how to mend it.
#[component]
pub fn RulePage(props: &Props) -> Html {
    let page = use_page();
    let content = match &page.state.catalogue {
        None => html! { <><h1>{ &props.id }</h1><Loading what="Loading the rule…" /></> },
        Some(catalogue) => match catalogue.rules.iter().find(|rule| rule.id == props.id) {
            Some(rule) => show(rule),
            None => html! { <><h1>{ "No such rule" }</h1><p>{ format!("There is no rule called “{}”.", props.id) }</p></> },
        },
    };
    html! {
        <main tabindex="-1" class="page prose">
            <p><Link<Route> to={Route::Rules}>{ "All rules" }</Link<Route>></p>
            { content }
        </main>
    }
}

fn show(rule: &Rule) -> Html {
    html! {
        <>
            <h1>{ &rule.title }</h1>
            <p class={classes!("rule-meta", wording::severity_id(rule.severity))}>
                <Icon of={wording::severity_picture(rule.severity)} />
                { format!("{} · {} · {}", wording::severity(rule.severity), wording::category(rule.category), runtimes(rule)) }
                { " · " }<code>{ &rule.id }</code>
            </p>
            <Prose text={prose(&rule.documentation)} />
            if !rule.examples.is_empty() {
                <h2>{ "Examples" }</h2>
                <div class="cards wide">
                    { for rule.examples.iter().map(|example| html! { <ExampleCard example={example.clone()} code={true} /> }) }
                </div>
            }
        </>
    }
}

#[derive(Properties, PartialEq)]
struct ProseProps {
    text: String,
}

/// A Markdown text; as it is written until the reader of Markdown is there.
#[component]
fn Prose(props: &ProseProps) -> Html {
    let html = use_state(|| None::<AttrValue>);
    {
        let html = html.clone();
        use_effect_with(props.text.clone(), move |text| {
            let text = text.clone();
            spawn_local(async move { html.set(markdown(&text).await.ok().map(AttrValue::from)) });
        });
    }
    match &*html {
        Some(html) => html! { <div class="prose-text">{ Html::from_html_unchecked(html.clone()) }</div> },
        None => html! { <pre class="plain-prose">{ &props.text }</pre> },
    }
}

/// The documentation without its examples, which have cards of their own.
fn prose(documentation: &str) -> String {
    let mut shown = true;
    let mut fenced = false;
    let mut prose = String::new();
    for line in documentation.lines() {
        fenced ^= line.starts_with("```");
        if let Some(title) = line.strip_prefix("## ").filter(|_| !fenced) {
            shown = !matches!(title.trim(), "Bad" | "Good" | "Traps");
        }
        if shown {
            prose.push_str(line);
            prose.push('\n');
        }
    }
    prose
}
