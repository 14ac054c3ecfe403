//! Readers of configuration: one a format, all giving the same facts. A file that is broken gives what could be read and a diagnostic.
//!
//! Files that are trees (JSON, YAML, TOML, INI) give every scalar as a setting by its dotted key, and readers of particular
//! files, found by name, add what the file means: dependencies, services, commands.

mod compose;
mod conda;
mod container;
mod docker_run;
mod dockerfile;
mod dotenv;
mod environment_lines;
mod flux;
#[cfg(test)]
mod hostile;
mod interpolation;
mod lines;
mod lock;
mod node_config;
mod package_json;
mod platforms;
mod prisma;
mod procfile;
mod pyproject;
mod reader;
mod requirements;
mod script_file;
mod shell;
mod supervisor;
mod syntax;
#[cfg(test)]
mod testing;
mod tree;
mod version_file;

use interpolation::Interpolation;
use reader::Reader;
use syntax::{ini, json, toml, yaml};
use tree::Node;

use super::Facts;
use crate::project::{File, Format, Project, Role};

/// Reads what a tree means beyond its settings.
type TreeReader = fn(&mut Reader, &Node);

/// The files whose trees mean more than settings, by name.
const TREES: &[(&str, TreeReader)] = &[
    ("package.json", package_json::read),
    ("Pipfile", pyproject::pipfile),
    ("pyproject.toml", pyproject::read),
    ("setup.cfg", pyproject::setup_cfg),
    ("environment.yml", conda::read),
    ("environment.yaml", conda::read),
    ("flux.json", flux::read),
    ("flux.yaml", flux::read),
    ("flux.yml", flux::read),
    ("custom-environment-variables.json", node_config::read),
    ("custom-environment-variables.yaml", node_config::read),
    ("custom-environment-variables.yml", node_config::read),
    ("vercel.json", platforms::read),
    ("app.json", platforms::heroku),
    ("heroku.yml", platforms::read),
    ("render.yaml", platforms::render),
    ("render.yml", platforms::render),
    ("fly.toml", platforms::fly),
    ("railway.json", platforms::read),
    ("railway.toml", platforms::read),
    ("netlify.toml", platforms::read),
    ("nixpacks.toml", platforms::read),
];

/// Reads one file's configuration facts, if a reader knows its format.
pub fn read(project: &Project, file: &File, facts: &mut Facts) {
    if !is_read(file) {
        return;
    }
    let reader = &mut Reader::new(project, file, facts);
    match file.format {
        Format::Json => {
            let (root, problem) = json::parse(reader.text());
            read_tree(reader, &root, problem);
        }
        Format::Yaml if environment_lines::NAMES.contains(&file.name()) => environment_lines::read(reader),
        Format::Yaml => {
            let (documents, problem) = yaml::parse(reader.text());
            problem.into_iter().for_each(|problem| reader.note(problem));
            documents.iter().for_each(|document| read_tree(reader, document, None));
        }
        Format::Toml => {
            let (root, problem) = toml::parse(reader.text());
            read_tree(reader, &root, problem);
        }
        Format::Ini => read_ini(reader),
        Format::Other if file.name().ends_with(".conf") && file.text.contains("[program:") => read_ini(reader),
        Format::Dotenv => dotenv::read(reader),
        Format::Dockerfile => dockerfile::read(reader),
        Format::Procfile => procfile::read(reader),
        Format::Requirements => requirements::read(reader),
        Format::LockFile => lock::read(reader),
        Format::DockerRun => docker_run::read(reader),
        Format::Prisma => prisma::read(reader),
        Format::Shell => script_file::read(reader),
        _ => version_file::read(reader),
    }
}

/// Settles what only all files together say. To be called once, after the last file was read.
pub fn finish(project: &Project, facts: &mut Facts) {
    script_file::keep_started(project, facts);
    lock::apply(project, facts);
}

fn read_ini(reader: &mut Reader) {
    let root = ini::parse(reader.text());
    supervisor::read(reader, &root);
    read_tree(reader, &root, None);
}

fn read_tree(reader: &mut Reader, root: &Node, problem: Option<String>) {
    problem.into_iter().for_each(|problem| reader.note(problem));
    let is_compose = reader.file.format == Format::Yaml && compose::describes_services(reader.file.name(), root);
    let interpolation = if is_compose { Interpolation::Compose } else { Interpolation::Settings };
    tree::settings(reader, root, interpolation);
    if is_compose {
        compose::read(reader, root);
    } else if let Some((_, read)) = TREES.iter().find(|(name, _)| *name == reader.file.name()) {
        read(reader, root);
    }
}

/// Folders of continuous integration.
const CI_FOLDERS: &[&str] = &[".github", ".gitlab", ".circleci"];

/// Trees for continuous integration, which don't lie in folders of their own.
const CI_FILES: &[&str] = &["appveyor.yml", "azure-pipelines.yml", "bitbucket-pipelines.yml", "codecov.yml", "cloudbuild.yaml"];

/// Whether a file can say anything about the app that is deployed. What only tests, CI, developers' tools (their trees have
/// hidden names) or other people's code read cannot; examples and development files can where they list variables or show
/// how containers are put together.
fn is_read(file: &File) -> bool {
    let is_tree = matches!(file.format, Format::Json | Format::Yaml | Format::Toml | Format::Ini);
    let is_ci = CI_FILES.contains(&file.name()) || file.path.split('/').next().is_some_and(|folder| CI_FOLDERS.contains(&folder));
    if is_ci || (is_tree && file.name().starts_with('.')) {
        return false;
    }
    match file.role {
        Role::Source | Role::Deployment => true,
        Role::Test | Role::Vendored => false,
        Role::Generated => matches!(file.format, Format::LockFile | Format::Requirements),
        Role::Example | Role::Development => {
            matches!(file.format, Format::Dotenv | Format::Dockerfile | Format::Shell) || compose::is_compose_name(file.name())
        }
    }
}
