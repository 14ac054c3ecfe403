//! The verdict in one sentence.

use crate::report::{Category, Finding, Severity, Verdict};
use crate::rules::Judgement;

use super::proof::Proof;
use super::table::phrase;

/// How many causes or variables a sentence names.
const NAMED: usize = 3;

/// One sentence that a newcomer understands: the main causes with how often, or the variables to set.
pub(super) fn of(verdict: Verdict, proof: &Proof, findings: &[Judgement]) -> String {
    let findings: Vec<&Finding> = findings.iter().map(|judgement| &judgement.finding).collect();
    match verdict {
        Verdict::NotDeployable => not_deployable(proof),
        Verdict::NeedsChanges => needs_changes(proof, &findings),
        Verdict::Deployable => deployable(proof, &findings),
        Verdict::Unknown => unknown(proof),
    }
}

fn subject(proof: &Proof) -> String {
    let what = match (proof.is_snippet(), proof.stack.kind.as_str()) {
        (true, _) => "code",
        (false, "static-site") => "site",
        (false, "front-end") => "front end",
        _ => "app",
    };
    match proof.stack.frameworks.first() {
        Some(framework) => format!("This {} {what}", framework.name),
        None => format!("This {what}"),
    }
}

fn not_deployable(proof: &Proof) -> String {
    let reason = proof.stack.not_deployable.as_deref().unwrap_or("This is no web app");
    // The reason goes on with what to use instead: that is for the remedies.
    reason.split_once(". ").map_or_else(|| reason.to_owned(), |(first, _)| format!("{first}."))
}

fn needs_changes(proof: &Proof, findings: &[&Finding]) -> String {
    let mut causes: Vec<(Category, usize)> = Vec::new();
    for finding in findings.iter().filter(|finding| finding.blocks()) {
        match causes.iter_mut().find(|(category, _)| *category == finding.category) {
            Some((_, count)) => *count += 1,
            None => causes.push((finding.category, 1)),
        }
    }
    causes.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let told = causes.iter().map(|(category, count)| match count {
        1 => format!("it {}", phrase(*category)),
        count => format!("it {} ({count} places)", phrase(*category)),
    });
    format!("{} must be changed before it can be deployed: {}.", subject(proof), listed(told.collect()))
}

fn deployable(proof: &Proof, findings: &[&Finding]) -> String {
    let mut variables: Vec<String> = Vec::new();
    for finding in findings.iter().filter(|finding| finding.severity == Severity::Configure) {
        for variable in &finding.variables {
            if !variables.contains(variable) {
                variables.push(variable.clone());
            }
        }
    }
    let as_far = if proof.is_snippet() { ", as far as this snippet shows" } else { "" };
    if proof.is_snippet() && !proof.shows_app() && variables.is_empty() {
        return "Nothing in this snippet stands against a deployment, as far as it shows.".into();
    }
    let subject = subject(proof);
    let once = match variables.len() {
        0 => String::new(),
        1 => format!(", once the variable {} is set", listed(variables)),
        _ => format!(", once the variables {} are set", listed(variables)),
    };
    let flaws = findings.iter().filter(|finding| finding.severity == Severity::Warning).count();
    let flaws = match flaws {
        0 => String::new(),
        1 => "; 1 warning is worth a look".to_owned(),
        count => format!("; {count} warnings are worth a look"),
    };
    format!("{subject} can be deployed{as_far}{once}{flaws}.")
}

fn unknown(proof: &Proof) -> String {
    let is_code = proof.project.files().iter().any(|file| file.format.is_code());
    match (proof.project.files().is_empty(), proof.is_snippet(), is_code) {
        (true, _, _) => "There is nothing to judge yet: paste code, or add the folder of your app.".into(),
        (_, true, true) => "This snippet shows no app and nothing against one: add the file that starts your server, or the whole folder.".into(),
        (_, true, false) => "These settings alone do not show an app: add its code, or the whole folder.".into(),
        _ => "No app is recognised here: add the file that names its dependencies (package.json, requirements.txt, go.mod, …) or an index.html, or choose the folder of the app.".into(),
    }
}

/// `a, b and c`; beyond a few, the rest are counted.
fn listed(mut words: Vec<String>) -> String {
    let more = words.len().saturating_sub(NAMED);
    words.truncate(NAMED);
    if more > 0 {
        words.push(format!("{more} more"));
    }
    match words.split_last() {
        None => String::new(),
        Some((last, [])) => last.clone(),
        Some((last, before)) => format!("{} and {last}", before.join(", ")),
    }
}
