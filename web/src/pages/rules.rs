//! All rules.

use preflight::report::Category;
use preflight_protocol::Rule;
use yew::prelude::*;
use yew_router::prelude::*;

use crate::app::use_page;
use crate::components::icon::Icon;
use crate::components::loading::Loading;
use crate::model::wording;
use crate::route::Route;

/// All rules by category.
#[component]
pub fn RulesPage() -> Html {
    let page = use_page();
    html! {
        <main tabindex="-1" class="page">
            <h1>{ "Rules" }</h1>
            <p class="lead">{ "What is looked for, why it breaks when the disk and the memory are thrown away, and how to mend it." }</p>
            if let Some(catalogue) = &page.state.catalogue {
                { for categories(&catalogue.rules).into_iter().map(|(category, rules)| section(category, &rules)) }
            } else {
                <Loading what="Loading the rules…" />
            }
        </main>
    }
}

fn categories(rules: &[Rule]) -> Vec<(Category, Vec<&Rule>)> {
    let mut categories: Vec<(Category, Vec<&Rule>)> = Vec::new();
    for rule in rules {
        match categories.iter_mut().find(|(category, _)| *category == rule.category) {
            Some((_, members)) => members.push(rule),
            None => categories.push((rule.category, vec![rule])),
        }
    }
    categories
}

fn section(category: Category, rules: &[&Rule]) -> Html {
    html! {
        <section>
            <h2>{ wording::category(category) }</h2>
            <ul class="rule-list">
                { for rules.iter().map(|rule| html! {
                    <li class={wording::severity_id(rule.severity)}>
                        <Icon of={wording::severity_picture(rule.severity)} />
                        <Link<Route> to={Route::Rule { id: rule.id.clone() }}>{ &rule.title }</Link<Route>>
                        <span class="quiet">{ runtimes(rule) }</span>
                    </li>
                }) }
            </ul>
        </section>
    }
}

/// The runtimes of a rule in words.
pub fn runtimes(rule: &Rule) -> String {
    if rule.runtimes.is_empty() {
        return "every runtime".into();
    }
    rule.runtimes.iter().map(|runtime| wording::runtime(runtime)).collect::<Vec<_>>().join(", ")
}
