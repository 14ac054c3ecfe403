//! The tables of services, providers and variables, read once.

use std::sync::OnceLock;

use serde::Deserialize;

/// An outside service.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Service {
    /// Its id, as recipes name it.
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// The variables that it needs, the one with the address first.
    pub variables: Vec<ServiceVariable>,
    /// Schemes of its URLs.
    #[serde(default)]
    pub schemes: Vec<String>,
    /// Names (`*` for any run of characters) that apps give to the variable with the address.
    #[serde(default)]
    pub names: Vec<String>,
    /// Dependencies whose presence tells that a variable of an ambiguous name is for this service.
    #[serde(default)]
    pub drivers: Vec<String>,
}

/// A variable of a service.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServiceVariable {
    /// Its usual name.
    pub name: String,
    /// An example of its value.
    pub value: String,
    /// What it is for.
    pub reason: String,
    /// True where it must be kept secret.
    #[serde(default)]
    pub secret: bool,
    /// False where the app works without it.
    #[serde(default = "yes")]
    pub required: bool,
    /// True where the value can stay as it is.
    #[serde(default)]
    pub fixed: bool,
    /// Names (`*` for any run of characters) that apps give to it.
    #[serde(default)]
    pub names: Vec<String>,
}

/// A provider of a service.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Provider {
    /// The service's id.
    pub service: String,
    /// Its name.
    pub name: String,
    /// Which of the service's variables the value is for; the first one by default.
    pub variable: Option<String>,
    /// The value's shape there.
    pub value: String,
}

/// What is known of a variable by its name.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NamePattern {
    /// Names, `*` for any run of characters.
    pub names: Vec<String>,
    /// True where it must be kept secret.
    #[serde(default)]
    pub secret: bool,
    /// True where the variable is the platform's or the system's own and never set by hand.
    #[serde(default)]
    pub ignore: bool,
    /// An example of its value.
    #[serde(default)]
    pub value: Option<String>,
    /// True where the value can stay as it is.
    #[serde(default)]
    pub fixed: bool,
    /// What it is for.
    #[serde(default)]
    pub reason: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Services {
    service: Vec<Service>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Providers {
    provider: Vec<Provider>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Names {
    name: Vec<NamePattern>,
    literal: Vec<Literal>,
}

/// Keys that are known by their first letters.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Literal {
    starts: Vec<String>,
    variable: String,
}

fn yes() -> bool {
    true
}

/// Every service.
pub fn services() -> &'static [Service] {
    static TABLE: OnceLock<Vec<Service>> = OnceLock::new();
    TABLE.get_or_init(|| {
        crate::own_data::read::<Services>(include_str!("../../tables/services.toml")).map(|table| table.service).unwrap_or_default()
    })
}

/// Every provider.
pub fn providers() -> &'static [Provider] {
    static TABLE: OnceLock<Vec<Provider>> = OnceLock::new();
    TABLE.get_or_init(|| {
        crate::own_data::read::<Providers>(include_str!("../../tables/providers.toml")).map(|table| table.provider).unwrap_or_default()
    })
}

fn names() -> &'static Names {
    static TABLE: OnceLock<Names> = OnceLock::new();
    TABLE.get_or_init(|| crate::own_data::read(include_str!("../../tables/variables.toml")).unwrap_or_default())
}

/// What is known of variables by their names; the first pattern that fits counts.
pub fn name_patterns() -> &'static [NamePattern] {
    &names().name
}

/// The usual variable for a key of a service, by the key's first letters.
pub fn variable_of_literal(text: &str) -> Option<&'static str> {
    let known = |literal: &&Literal| literal.starts.iter().any(|start| text.starts_with(start.as_str()));
    names().literal.iter().find(known).map(|literal| literal.variable.as_str())
}

/// What is known of a variable by its name.
pub fn name_pattern(name: &str) -> Option<&'static NamePattern> {
    name_patterns().iter().find(|pattern| fits_any(name, &pattern.names))
}

/// A service by its id.
pub fn service(id: &str) -> Option<&'static Service> {
    services().iter().find(|service| service.id == id)
}

/// The service that a URL is for, by its scheme.
pub fn service_of_url(url: &str) -> Option<&'static Service> {
    let (scheme, _) = url.split_once("://")?;
    let scheme = scheme.split('+').next().unwrap_or(scheme).to_ascii_lowercase();
    services().iter().find(|service| service.schemes.contains(&scheme))
}

/// True when a name fits one of the patterns.
pub fn fits_any(name: &str, patterns: &[String]) -> bool {
    patterns.iter().any(|pattern| fits(name, pattern))
}

/// True when a name fits a pattern, in which `*` stands for any run of characters. Upper and lower case are alike.
fn fits(name: &str, pattern: &str) -> bool {
    let name = name.to_ascii_uppercase();
    let mut parts = pattern.split('*');
    let Some(mut rest) = parts.next().and_then(|first| name.strip_prefix(first)) else { return false };
    let mut parts = parts.peekable();
    while let Some(part) = parts.next() {
        if parts.peek().is_none() {
            return part.is_empty() || rest.len() >= part.len() && rest.ends_with(part);
        }
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    rest.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_can_be_read() {
        crate::own_data::read::<Services>(include_str!("../../tables/services.toml")).expect("services.toml");
        crate::own_data::read::<Providers>(include_str!("../../tables/providers.toml")).expect("providers.toml");
        crate::own_data::read::<Names>(include_str!("../../tables/variables.toml")).expect("variables.toml");
    }

    #[test]
    fn providers_belong_to_services() {
        for provider in providers() {
            let service = service(&provider.service).unwrap_or_else(|| panic!("{} is for no service", provider.name));
            if let Some(name) = &provider.variable {
                assert!(service.variables.iter().any(|variable| variable.name == *name), "{name} of {}", provider.name);
            }
        }
    }

    #[test]
    fn recipes_name_services_that_there_are() {
        for recipe in super::super::recipe::recipes() {
            for id in &recipe.front.services {
                assert!(service(id).is_some(), "{} needs {id}", recipe.path);
            }
        }
    }

    #[test]
    fn stars_stand_for_anything() {
        assert!(fits("MONGODB_URI", "MONGO*"));
        assert!(fits("API_SECRET_KEY", "*SECRET*"));
        assert!(!fits("KEYBOARD", "*KEY"));
        assert!(fits("PORT", "PORT"));
        assert!(!fits("PORTS", "PORT"));
    }

    #[test]
    fn schemes_tell_services() {
        let id = |url: &str| service_of_url(url).map(|service| service.id.as_str());
        assert_eq!(id("postgresql+psycopg2://a@b/c"), Some("postgres"));
        assert_eq!(id("mongodb+srv://a@b"), Some("mongodb"));
        assert_eq!(id("rediss://b:1"), Some("redis"));
        assert_eq!(id("https://example.com"), None);
    }
}
