//! The environment block: what to set, with a choice of services, in every form.

use std::collections::BTreeMap;
use std::rc::Rc;

use preflight::Report;
use preflight::report::Variable;
use preflight_protocol::Format;
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use super::copy_button::CopyButton;
use super::icon::{Icon, Picture};
use super::words::Words;
use crate::analysis::Job;
use crate::app::use_page;
use crate::model::wording;

/// Properties of [`Environment`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The report.
    pub report: Rc<Report>,
}

/// What the user put in place of a value, by variable.
type Values = BTreeMap<String, String>;

/// The variables with their values and services, and the block as text.
#[component]
pub fn Environment(props: &Props) -> Html {
    let page = use_page();
    let values = use_state(Values::new);
    let format = use_state(Format::default);
    let text = use_state(|| AttrValue::from(""));
    let template = use_state(|| None::<usize>);
    let templates = page.state.catalogue.as_ref().map(|catalogue| catalogue.templates.as_slice()).unwrap_or_default();
    let chosen = template.and_then(|number| templates.get(number));
    let env = chosen.map_or(&props.report.env, |template| &template.env);
    let variables: Vec<Variable> = env.iter().map(|variable| with_value(variable, &values)).collect();
    {
        let (text, analysis) = (text.clone(), page.analysis.clone());
        use_effect_with((variables.clone(), *format), move |(variables, format)| {
            let done = Callback::from(move |block: String| text.set(block.into()));
            analysis.ask(Job::Environment(variables.clone(), *format, done));
        });
    }
    if variables.is_empty() && chosen.is_none() {
        return Html::default();
    }
    let choose = {
        let (template, values) = (template.clone(), values.clone());
        Callback::from(move |event: Event| {
            let select = event.target().and_then(|target| target.dyn_into::<HtmlSelectElement>().ok());
            let index = select.map_or(0, |select| select.selected_index());
            // The first entry is the app itself.
            template.set(usize::try_from(index - 1).ok());
            values.set(Values::new());
        })
    };
    let set = {
        let values = values.clone();
        Callback::from(move |(name, value): (String, String)| {
            let mut changed = (*values).clone();
            changed.insert(name, value);
            values.set(changed);
        })
    };
    html! {
        <section class="block" aria-labelledby="environment">
            <div class="block-head">
                <h2 id="environment">{ "Environment" }<span class="count">{ variables.len() }</span></h2>
                <select class="templates" aria-label="Whose environment" onchange={choose}>
                    <option selected={chosen.is_none()}>{ "Of this app" }</option>
                    { for templates.iter().enumerate().map(|(number, use_case)| html! {
                        <option selected={*template == Some(number)}>{ format!("Use case: {}", use_case.title) }</option>
                    }) }
                </select>
            </div>
            if let Some(template) = chosen {
                <p class="quiet">{ format!("Deployed: {}. Outside: {}.", template.deployed, template.external) }</p>
            }
            <ul class="variables">
                { for variables.iter().map(|variable| html! {
                    <Row key={variable.name.clone()} variable={variable.clone()} onvalue={set.clone()} />
                }) }
            </ul>
            <div class="block-head">
                <div class="segments" role="group" aria-label="Form of the environment block">
                    { for Format::ALL.into_iter().map(|value| {
                        let onclick = { let format = format.clone(); Callback::from(move |_: MouseEvent| format.set(value)) };
                        html! {
                            <button class="segment" aria-pressed={(*format == value).to_string()} {onclick}>{ wording::format(value) }</button>
                        }
                    }) }
                </div>
                <CopyButton text={(*text).clone()} label="Copy the environment block" />
            </div>
            <pre tabindex="0" class="code environment-text" role="region" aria-label="Environment block"><code>{ &*text }</code></pre>
        </section>
    }
}

fn with_value(variable: &Variable, values: &Values) -> Variable {
    let mut variable = variable.clone();
    if let Some(value) = values.get(&variable.name) {
        variable.placeholder = variable.placeholder && *value == variable.value;
        variable.value = value.clone();
    }
    variable
}

#[derive(Properties, PartialEq)]
struct RowProps {
    variable: Variable,
    onvalue: Callback<(String, String)>,
}

#[component]
fn Row(props: &RowProps) -> Html {
    let variable = &props.variable;
    let name = variable.name.clone();
    let typed = {
        let (name, onvalue) = (name.clone(), props.onvalue.clone());
        Callback::from(move |event: Event| {
            if let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) {
                onvalue.emit((name.clone(), input.value()));
            }
        })
    };
    html! {
        <li class="variable" data-variable={name.clone()}>
            <div class="variable-head">
                <code class="variable-name">{ &name }</code>
                if variable.required { <span class="tag required">{ "required" }</span> }
                if variable.secret { <span class="tag secret"><Icon of={Picture::Key} />{ "secret" }</span> }
            </div>
            <p class="variable-reason">
                <Words text={variable.reason.clone()} />
                if !variable.read_at.is_empty() {
                    <Words text={format!(" Read at {}", some(&variable.read_at))} />
                }
            </p>
            <div class="variable-value">
                if !variable.providers.is_empty() {
                    <Providers variable={variable.clone()} onvalue={props.onvalue.clone()} />
                }
                <input
                    type="text"
                    class={classes!(variable.placeholder.then_some("placeholder"))}
                    value={variable.value.clone()}
                    onchange={typed}
                    aria-label={format!("Value of {name}")}
                    autocomplete="off"
                    spellcheck="false"
                />
            </div>
        </li>
    }
}

#[component]
fn Providers(props: &RowProps) -> Html {
    let variable = &props.variable;
    // By number: several services may give the same shape of value.
    let chosen = use_state(|| None::<usize>);
    let shown = chosen.or_else(|| variable.providers.iter().position(|provider| provider.value == variable.value));
    let onchange = {
        let (variable, onvalue) = (variable.clone(), props.onvalue.clone());
        Callback::from(move |event: Event| {
            let select = event.target().and_then(|target| target.dyn_into::<HtmlSelectElement>().ok());
            let number = select.and_then(|select| usize::try_from(select.selected_index()).ok());
            if let Some((number, provider)) = number.and_then(|number| Some((number, variable.providers.get(number)?))) {
                chosen.set(Some(number));
                onvalue.emit((variable.name.clone(), provider.value.clone()));
            }
        })
    };
    html! {
        <select {onchange} aria-label={format!("Service for {}", variable.name)}>
            { for variable.providers.iter().enumerate().map(|(number, provider)| html! {
                <option selected={shown == Some(number)}>{ &provider.name }</option>
            }) }
        </select>
    }
}

/// The first few places.
fn some(places: &[String]) -> String {
    let shown = places.iter().take(3).cloned().collect::<Vec<_>>().join(", ");
    if places.len() > 3 { format!("{shown} and {} more", places.len() - 3) } else { shown }
}
