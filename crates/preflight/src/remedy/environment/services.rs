//! The variables of outside services: what the findings' remedies need, and what the app reads for them already.

use super::app;
use super::reads::Read;
use crate::remedy::migration::{Surroundings, recipe_for};
use crate::remedy::names::{database_of, service_of};
use crate::remedy::tables::{self, Service, ServiceVariable};
use crate::report::{ProviderChoice, Severity, Variable};
use crate::rules::Judgement;

/// The services' variables.
pub fn variables(around: Surroundings<'_>, reads: &[Read], judgements: &[Judgement]) -> Vec<Variable> {
    let mut block: Vec<Variable> = Vec::new();
    for judgement in judgements.iter().filter(|judgement| judgement.finding.severity < Severity::Info) {
        let needed = judgement.finding.severity <= Severity::Configure;
        for (service, variable) in needs(around, judgement) {
            add(&mut block, from_service(around, service, variable, reads, needed && variable.required));
        }
    }
    for read in reads {
        if let Some(service) = service_of(read, around.facts) {
            let Some(first) = service.variables.first() else { continue };
            let variable = ServiceVariable { name: read.name.clone(), ..first.clone() };
            let required = read.needed || read.defaults.iter().any(|default| app::is_local(default));
            add(&mut block, from_service(around, service, &variable, reads, required));
        }
    }
    if around.project.files().iter().any(|file| file.path.ends_with(".prisma")) {
        block.retain(|variable| variable.name != "SHADOW_DATABASE_URL");
    }
    block
}

/// The services' variables that a finding's recipe, or the finding itself, asks for.
fn needs(around: Surroundings<'_>, judgement: &Judgement) -> Vec<(&'static Service, &'static ServiceVariable)> {
    let recipe = recipe_for(around, judgement);
    let by_recipe = recipe.iter().flat_map(|recipe| recipe.front.services.iter()).filter_map(|id| tables::service(id));
    let mut needs: Vec<_> = by_recipe.flat_map(|service| service.variables.iter().map(move |variable| (service, variable))).collect();
    for name in &judgement.finding.variables {
        needs.extend(by_name(around, name));
    }
    needs
}

/// A service's variable that changed code reads.
pub fn added(around: Surroundings<'_>, name: &str, required: bool) -> Option<Variable> {
    let (service, variable) = by_name(around, name)?;
    Some(from_service(around, service, variable, &[], required && variable.required))
}

/// The service variable of a usual name. DATABASE_URL is for the database that the app has a driver for.
fn by_name(around: Surroundings<'_>, name: &str) -> Option<(&'static Service, &'static ServiceVariable)> {
    let database = database_of(around.facts).into_iter();
    let mut services = database.chain(tables::services());
    services.find_map(|service| service.variables.iter().find(|variable| variable.name == name).map(|variable| (service, variable)))
}

fn add(block: &mut Vec<Variable>, variable: Variable) {
    match block.iter_mut().find(|known| known.name == variable.name) {
        Some(known) => known.required |= variable.required,
        None => block.push(variable),
    }
}

fn from_service(around: Surroundings<'_>, service: &Service, variable: &ServiceVariable, reads: &[Read], required: bool) -> Variable {
    let name = around.names.own(&variable.name).to_owned();
    let first = service.variables.first().map(|first| first.name.as_str());
    let address = service.variables.first().is_some_and(|first| first.value == variable.value);
    let usual = if address { first } else { Some(variable.name.as_str()) };
    let providers =
        tables::providers().iter().filter(|provider| provider.service == service.id && provider.variable.as_deref().or(first) == usual);
    let providers = providers.map(|provider| ProviderChoice { name: provider.name.clone(), value: provider.value.clone() });
    Variable {
        read_at: reads.iter().find(|read| read.name == name).map(|read| read.places.clone()).unwrap_or_default(),
        name,
        value: variable.value.clone(),
        secret: variable.secret,
        required,
        reason: variable.reason.clone(),
        placeholder: !variable.fixed,
        providers: providers.collect(),
    }
}
