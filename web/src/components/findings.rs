//! What was found, grouped and linked to its lines.

use std::rc::Rc;

use preflight::Report;
use preflight::report::{Confidence, Finding};
use yew::prelude::*;
use yew_router::prelude::*;

use super::icon::Icon;
use super::place_link::PlaceLink;
use super::words::{Words, with_code};
use crate::model::wording;
use crate::route::Route;

/// Properties of [`Findings`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The report.
    pub report: Rc<Report>,
}

#[derive(Clone, Copy, PartialEq)]
enum Grouping {
    Category,
    File,
}

/// What was found, by category or by file.
#[component]
pub fn Findings(props: &Props) -> Html {
    let grouping = use_state(|| Grouping::Category);
    let findings = &props.report.findings;
    let choice = |value: Grouping, words: &str| {
        let onclick = {
            let grouping = grouping.clone();
            Callback::from(move |_: MouseEvent| grouping.set(value))
        };
        html! { <button class="segment" aria-pressed={(*grouping == value).to_string()} {onclick}>{ words }</button> }
    };
    html! {
        <section class="block" aria-labelledby="findings">
            <div class="block-head">
                <h2 id="findings">{ "Findings" }<span class="count">{ findings.len() }</span></h2>
                if findings.len() > 1 {
                    <div class="segments" role="group" aria-label="Group the findings by">
                        { choice(Grouping::Category, "By category") }
                        { choice(Grouping::File, "By file") }
                    </div>
                }
            </div>
            if findings.is_empty() {
                <p class="quiet">{ "Nothing was found that speaks against deploying." }</p>
            }
            { for groups(&findings[..findings.len().min(SHOWN)], *grouping).into_iter().map(|(title, members)| group(title, &members, *grouping)) }
            if findings.len() > SHOWN {
                <p class="quiet">{ format!("and {} more, in the downloaded report", findings.len() - SHOWN) }</p>
            }
        </section>
    }
}

/// How many findings are shown. Nobody reads more, and the page stays quick.
const SHOWN: usize = 300;

/// The groups in the order of their first, gravest finding.
fn groups(findings: &[Finding], grouping: Grouping) -> Vec<(String, Vec<&Finding>)> {
    let mut groups: Vec<(String, Vec<&Finding>)> = Vec::new();
    for finding in findings {
        let title = match grouping {
            Grouping::Category => wording::category(finding.category).to_owned(),
            Grouping::File => finding.path.clone(),
        };
        match groups.iter_mut().find(|(other, _)| *other == title) {
            Some((_, members)) => members.push(finding),
            None => groups.push((title, vec![finding])),
        }
    }
    groups
}

fn group(title: String, members: &[&Finding], grouping: Grouping) -> Html {
    let class = classes!("group-title", (grouping == Grouping::File).then_some("mono"));
    html! {
        <div key={title.clone()} class="group" data-group={title.clone()}>
            <h3 {class}>{ title }</h3>
            <ul class="findings">{ for members.iter().map(|finding| card(finding)) }</ul>
        </div>
    }
}

fn card(finding: &Finding) -> Html {
    let severity = wording::severity_id(finding.severity);
    let unsure = match finding.confidence {
        Confidence::High => "",
        Confidence::Medium => " · likely",
        Confidence::Low => " · only a hint",
    };
    html! {
        <li class={classes!("finding", severity)} data-rule={finding.rule.clone()} data-severity={severity}>
            <details>
                <summary>
                    <Icon of={wording::severity_picture(finding.severity)} />
                    <span class="finding-head">
                        <span class="finding-message">{ with_code(&finding.message) }</span>
                        <span class="finding-meta">{ wording::severity(finding.severity) }{ unsure }{ " · " }<span class="more" /></span>
                    </span>
                </summary>
                <div class="finding-body">
                    <p><strong>{ "Why " }</strong><Words text={finding.why.clone()} /></p>
                    <p><strong>{ "Fix " }</strong><Words text={finding.fix.clone()} /></p>
                    if !finding.variables.is_empty() {
                        <p><strong>{ "Set " }</strong>{ for finding.variables.iter().map(|name| html! { <><code>{ name }</code>{ " " }</> }) }</p>
                    }
                    <p><Link<Route> to={Route::Rule { id: finding.rule.clone() }}>{ "About this rule: " }<code>{ &finding.rule }</code></Link<Route>></p>
                </div>
            </details>
            <p class="finding-place">
                <PlaceLink path={finding.path.clone()} line={finding.line} column={finding.column} />
                <code class="evidence">{ &finding.evidence }</code>
            </p>
        </li>
    }
}
