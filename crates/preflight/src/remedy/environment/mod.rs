//! The environment block: the platform's own variables first, then services, then what else the code reads.

mod app;
mod changed;
mod platform;
pub mod reads;
mod services;
mod version;

use super::migration::Surroundings;
use crate::report::environment::PUBLIC_WARNING;
use crate::report::{Migration, Variable};
use crate::rules::Judgement;
use reads::{Documented, Read};
use std::collections::BTreeMap;

/// What is known of the variables that the app takes.
#[derive(Debug, Clone, Copy)]
pub struct Sources<'a> {
    /// What its code reads.
    pub reads: &'a [Read],
    /// The same, and what its example files name beside it.
    pub known: &'a [Read],
    /// What its files say of variables.
    pub said: &'a BTreeMap<String, Documented>,
}

/// The environment block of an app. No name comes twice.
pub fn block(around: Surroundings<'_>, sources: &Sources<'_>, judgements: &[Judgement], migrations: &[Migration]) -> Vec<Variable> {
    let mut block = platform::variables(around, sources.reads);
    let services = services::variables(around, sources.known, judgements);
    for variable in services.into_iter().chain(app::variables(around, sources, judgements)) {
        merge(&mut block, variable);
    }
    for (name, required) in changed::names(judgements, migrations) {
        if !block.iter().any(|variable| variable.name == name) {
            let service = services::added(around, &name, required);
            block.push(service.unwrap_or_else(|| app::added(sources, &name, required)));
        }
    }
    for variable in block.iter_mut().filter(|variable| variable.secret) {
        variable.reason = format!("{}. {PUBLIC_WARNING}", variable.reason.trim_end_matches('.'));
    }
    block
}

fn merge(block: &mut Vec<Variable>, variable: Variable) {
    match block.iter_mut().find(|known| known.name == variable.name) {
        Some(known) => {
            known.required |= variable.required;
            known.secret |= variable.secret;
            let new = variable.read_at.into_iter().filter(|place| !known.read_at.contains(place)).collect::<Vec<_>>();
            known.read_at.extend(new);
        }
        None => block.push(variable),
    }
}
