//! The tables that say how code reads its environment and which functions are handlers.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

/// `tables/environment.toml`.
#[derive(Debug, Deserialize)]
pub struct EnvironmentTable {
    /// Objects whose members are variables.
    pub objects: Vec<String>,
    /// What production sets.
    pub production: BTreeMap<String, String>,
    /// Variables that are never set here.
    pub gates: Names,
    /// Symbols that are false in production.
    #[serde(rename = "false")]
    pub is_false: Vec<Names>,
    /// Functions that read a variable.
    pub reader: Vec<Reader>,
}

/// A list of names.
#[derive(Debug, Deserialize)]
pub struct Names {
    /// The names.
    pub names: Vec<String>,
}

/// A function that reads a variable.
#[derive(Debug, Deserialize)]
pub struct Reader {
    /// Its names.
    pub calls: Vec<String>,
    /// The argument that names the variable.
    pub name: String,
    /// The arguments that may hold the default, in order of preference.
    pub default: Vec<String>,
    /// The variable where none is named.
    pub variable: Option<String>,
}

/// `tables/handlers.toml`.
#[derive(Debug, Deserialize)]
pub struct HandlerTable {
    /// Calls that register their functions.
    pub registrars: Vec<String>,
    /// Decorators of handlers.
    pub decorators: Vec<String>,
    /// First parameters that only handlers have.
    pub parameters: Vec<String>,
    /// Keys of objects whose functions are handlers.
    pub keys: Vec<String>,
    /// Classes whose methods are handlers.
    pub classes: Vec<String>,
    /// Exports that a framework calls.
    pub exports: Vec<Exports>,
    /// Classes that live once a process.
    pub singletons: Singletons,
    /// Functions that people run.
    pub scripts: Scripts,
}

/// Exports that a framework calls.
#[derive(Debug, Deserialize)]
pub struct Exports {
    /// In these files.
    pub paths: Vec<String>,
    /// These names.
    pub names: Vec<String>,
}

/// Marks of singletons.
#[derive(Debug, Deserialize)]
pub struct Singletons {
    /// Their decorators.
    pub decorators: Vec<String>,
}

/// Marks of scripts.
#[derive(Debug, Deserialize)]
pub struct Scripts {
    /// Their decorators.
    pub decorators: Vec<String>,
    /// Their files.
    pub paths: Vec<String>,
}

// The tables are part of the program: a mistake in them is found by the first test that runs, never by a user.
static ENVIRONMENT: LazyLock<EnvironmentTable> =
    LazyLock::new(|| crate::own_data::read(include_str!("../../../tables/environment.toml")).expect("environment.toml is read"));
static HANDLERS: LazyLock<HandlerTable> =
    LazyLock::new(|| crate::own_data::read(include_str!("../../../tables/handlers.toml")).expect("handlers.toml is read"));

/// How code reads its environment.
pub fn environment() -> &'static EnvironmentTable {
    &ENVIRONMENT
}

/// Which functions are handlers.
pub fn handlers() -> &'static HandlerTable {
    &HANDLERS
}
