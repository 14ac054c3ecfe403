//! The verdict, before anything else.

use preflight::Report;
use preflight::report::Severity;
use yew::prelude::*;

use super::icon::{Icon, Picture};
use super::words::Words;
use crate::model::wording;

/// Properties of [`VerdictCard`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The report.
    pub report: std::rc::Rc<Report>,
    /// True while a newer text is being judged.
    pub behind: bool,
}

/// The verdict in a picture, a headline and a sentence, with how much there is to do.
#[component]
pub fn VerdictCard(props: &Props) -> Html {
    let report = &props.report;
    let (headline, picture) = wording::verdict(report.verdict);
    let class = classes!("verdict", report.verdict.id(), props.behind.then_some("behind"));
    html! {
        <section {class} aria-labelledby="verdict" data-verdict={report.verdict.id()} data-behind={props.behind.to_string()}>
            <Icon of={picture} />
            <div>
                <h2 id="verdict">{ headline }</h2>
                <p class="summary"><Words text={report.summary.clone()} /></p>
                <ul class="counts">{ for counts(report) }</ul>
            </div>
        </section>
    }
}

fn counts(report: &Report) -> Vec<Html> {
    let found = |severity: Severity| report.findings.iter().filter(|finding| finding.severity == severity).count();
    let set = report.env.iter().filter(|variable| variable.required).count();
    let chips = [
        (found(Severity::Blocker), "to change", "blocker", Picture::Stop),
        (set, if set == 1 { "variable to set" } else { "variables to set" }, "configure", Picture::Settings),
        (found(Severity::Warning), if found(Severity::Warning) == 1 { "warning" } else { "warnings" }, "warning", Picture::Warning),
    ];
    let shown = chips.into_iter().filter(|(count, ..)| *count > 0);
    shown
        .map(|(count, words, class, picture)| {
            html! { <li class={classes!("chip", class)}><Icon of={picture} />{ format!("{count} {words}") }</li> }
        })
        .collect()
}

/// What a screen reader says when there is a new judgement.
pub fn announcement(report: &Report) -> String {
    let (headline, _) = wording::verdict(report.verdict);
    let findings = match report.findings.len() {
        0 => "Nothing found".to_owned(),
        1 => "1 finding".to_owned(),
        count => format!("{count} findings"),
    };
    let summary = &report.summary;
    format!("{headline}. {summary} {findings}.")
}
