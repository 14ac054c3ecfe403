//! The app's own names of the services' variables: what its code reads already is what should be set, and what changed
//! code should read.

use std::collections::BTreeMap;

use super::dependency;
use super::environment::reads::Read;
use super::tables::{self, Service};
use crate::facts::Facts;
use crate::report::Step;

/// Names that say "the database" and leave open which.
const AMBIGUOUS: &[&str] = &[
    "DATABASE_URL",
    "DATABASE_URI",
    "DB_URL",
    "DB_URI",
    "DATABASE",
    "DB_CONNECTION",
    "DB_CONNECTION_STRING",
    "DATABASE_CONNECTION_STRING",
    "CONNECTION_STRING",
    "DB_STRING",
    "DB_CONN",
    "DATABASE_CONNECTION",
];

/// The usual names of services' variables, and what the app calls them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OwnNames {
    own: BTreeMap<String, String>,
}

impl OwnNames {
    /// Finds the app's names among what it reads.
    pub fn of(reads: &[Read], facts: &Facts) -> OwnNames {
        let mut own = BTreeMap::new();
        for service in tables::services() {
            for (position, variable) in service.variables.iter().enumerate() {
                if reads.iter().any(|read| read.name == variable.name) || own.contains_key(&variable.name) {
                    continue;
                }
                let fits = |read: &&Read| match position {
                    0 => {
                        tables::fits_any(&read.name, &variable.names) || service_of(read, facts).is_some_and(|found| found.id == service.id)
                    }
                    _ => tables::fits_any(&read.name, &variable.names),
                };
                if let Some(read) = reads.iter().find(fits) {
                    own.insert(variable.name.clone(), read.name.clone());
                }
            }
        }
        OwnNames { own }
    }

    /// The app's name of a variable.
    pub fn own<'n>(&'n self, usual: &'n str) -> &'n str {
        self.own.get(usual).map_or(usual, String::as_str)
    }

    /// Puts the app's names into what steps say and add. What stands in the user's files now is left alone.
    pub fn rename(&self, steps: &mut [Step]) {
        for (usual, own) in &self.own {
            for step in steps.iter_mut() {
                step.text = renamed(&step.text, usual, own);
                step.code = step.code.take().map(|code| renamed(&code, usual, own));
                if let Some(change) = &mut step.change {
                    change.after = renamed(&change.after, usual, own);
                }
            }
        }
    }
}

/// The service that a variable reaches: by its name, by the URL that is its default, or, where the name says only "the
/// database", by the drivers that are declared.
pub fn service_of(read: &Read, facts: &Facts) -> Option<&'static Service> {
    let by_default = read.defaults.iter().filter_map(|default| tables::service_of_url(default)).next();
    let by_name = || tables::services().iter().find(|service| tables::fits_any(&read.name, &service.names));
    by_default.or_else(by_name).or_else(|| AMBIGUOUS.contains(&read.name.as_str()).then(|| database_of(facts)).flatten())
}

/// The database that the declared drivers are for; PostgreSQL where there is no telling.
pub fn database_of(facts: &Facts) -> Option<&'static Service> {
    let mut services = tables::services().iter();
    services
        .find(|service| service.drivers.iter().any(|driver| dependency::declared(facts, driver).is_some()))
        .or_else(|| tables::service("postgres"))
}

/// The text with every whole word `usual` as `own`.
fn renamed(text: &str, usual: &str, own: &str) -> String {
    let word = |character: char| character.is_alphanumeric() || character == '_';
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(usual) {
        let (before, after) = (rest.get(..at).unwrap_or_default(), rest.get(at + usual.len()..).unwrap_or_default());
        let whole = !before.ends_with(word) && !after.starts_with(word);
        out.push_str(before);
        out.push_str(if whole { own } else { usual });
        rest = after;
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_words_are_renamed() {
        assert_eq!(renamed("a(MONGODB_URI, MY_MONGODB_URI)", "MONGODB_URI", "MONGO_URL"), "a(MONGO_URL, MY_MONGODB_URI)");
    }

    #[test]
    fn the_apps_own_names_win() {
        let read = |name: &str| Read { name: name.into(), ..Read::default() };
        let names = OwnNames::of(&[read("MONGO_URI"), read("SQLALCHEMY_DATABASE_URI")], &Facts::default());
        assert_eq!(names.own("MONGODB_URI"), "MONGO_URI");
        assert_eq!(names.own("DATABASE_URL"), "SQLALCHEMY_DATABASE_URI");
        assert_eq!(names.own("REDIS_URL"), "REDIS_URL");
    }
}
