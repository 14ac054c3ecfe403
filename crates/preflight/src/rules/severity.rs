//! How much a match weighs: what setting a variable settles is no blocker, what may never run is a hint.

use super::matcher::{Matched, Setting};
use super::pattern::{Via, matches_key};
use super::predicate;
use super::reach::Reach;
use super::rule::{FactPattern, Rule};
use crate::facts::{Fact, FactKind, Holds};
use crate::report::{Category, Confidence, Severity};

/// What a finding weighs.
#[derive(Debug, Clone, PartialEq)]
pub struct Weight {
    /// How grave.
    pub severity: Severity,
    /// How sure.
    pub confidence: Confidence,
    /// The variables that settle it.
    pub variables: Vec<String>,
    /// What to add to the message.
    pub note: String,
}

/// Categories in which a variable with a local default is no finding at all: the platform sets the variable.
const SETTLED_BY_DEFAULT: &[Category] =
    &[Category::HardcodedEndpoint, Category::HardcodedCredentials, Category::PortBinding, Category::CommittedSecret];

/// Weighs a match; nothing where it is no finding after all.
pub fn weigh(rule: &Rule, pattern: &FactPattern, fact: &Fact, matched: &Matched, setting: Setting, reach: &Reach) -> Option<Weight> {
    let mut weight = Weight {
        severity: pattern.severity.unwrap_or(rule.head.severity),
        confidence: pattern.confidence.unwrap_or(rule.head.confidence),
        variables: if pattern.variables.is_empty() { rule.head.variables.clone() } else { pattern.variables.clone() },
        note: String::new(),
    };
    let switches = switches(fact, matched, setting);
    if switches.is_empty() {
        if weight.severity != Severity::Configure {
            weight.variables.clear();
        }
    } else {
        if SETTLED_BY_DEFAULT.contains(&rule.head.category) {
            return None;
        }
        settle(&mut weight, switches, rule.head.category, setting);
    }
    if matched.via == Via::Sometimes || fact.context.holds == Holds::Maybe {
        weight.confidence = weight.confidence.max(Confidence::Medium);
    }
    if !reach.reaches(fact.place.file) {
        weight.confidence = Confidence::Low;
        weight.note += " Nothing that the app starts loads this file.";
    }
    Some(weight)
}

/// The variables that turn the match off, wherever the switch stands: in the value, around the code, or in a later setting that overrides it.
fn switches(fact: &Fact, matched: &Matched, setting: Setting) -> Vec<String> {
    let mut names = match &matched.via {
        Via::Default(names) => names.clone(),
        _ => Vec::new(),
    };
    if let Holds::Switched(variables) = &fact.context.holds {
        names.extend(variables.iter().cloned());
    }
    if names.is_empty() {
        names.extend(overriding_variables(fact, setting));
    }
    let mut seen = std::collections::HashSet::new();
    names.retain(|name| seen.insert(name.clone()));
    names
}

/// The variables of another setting of the same key (or of a key around it) that takes the place of this one when they are set.
fn overriding_variables(fact: &Fact, setting: Setting) -> Vec<String> {
    let FactKind::Setting(found) = &fact.kind else { return Vec::new() };
    let later = setting.index.settings_of(fact.place.file).iter().filter(|other| other.place.span.start > fact.place.span.start);
    let overrides = later.filter(|other| other.context.holds != Holds::Never);
    for other in overrides {
        let FactKind::Setting(later) = &other.kind else { continue };
        if covers(&later.key, &found.key) {
            let mut names: Vec<String> = later.value.variables().into_iter().map(str::to_owned).collect();
            if let Holds::Switched(variables) = &other.context.holds {
                names.extend(variables.iter().cloned());
            }
            if !names.is_empty() {
                return names;
            }
        }
    }
    Vec::new()
}

/// True when setting `outer` replaces or updates what `inner` says: the same key or one around it.
fn covers(outer: &str, inner: &str) -> bool {
    matches_key(outer, inner) || inner.strip_prefix(outer).is_some_and(|rest| rest.starts_with('.'))
}

/// A switch makes a blocker a thing to configure, if what it switches to is there.
fn settle(weight: &mut Weight, switches: Vec<String>, category: Category, setting: Setting) {
    let blocks = weight.severity == Severity::Blocker;
    if blocks && category == Category::LocalDatabase && !predicate::holds("server-database-driver", &setting) {
        weight.note = format!(" Setting {} is not enough: no driver of a database server is a declared dependency.", switches.join(" or "));
    } else if blocks {
        weight.severity = Severity::Configure;
    }
    weight.variables = switches;
}
