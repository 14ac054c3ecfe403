//! The dependencies that a migration adds, by the project's own package manager.

use super::dependency;
use super::recipe::Packages;
use crate::facts::Facts;
use crate::project::{File, Project};
use crate::report::{Change, Step};
use crate::stack::Stack;

/// Package managers and how each adds packages.
const COMMANDS: &[(&str, &str)] = &[
    ("npm", "npm install"),
    ("yarn", "yarn add"),
    ("pnpm", "pnpm add"),
    ("bun", "bun add"),
    ("poetry", "poetry add"),
    ("pipenv", "pipenv install"),
    ("uv", "uv add"),
];

/// The steps that add what is not declared yet.
pub fn steps(project: &Project, stack: &Stack, facts: &Facts, packages: &Packages) -> Vec<Step> {
    let npm: Vec<&str> = packages.npm.iter().map(String::as_str).filter(|package| !has(facts, package, npm_name(package))).collect();
    let pypi: Vec<&str> = packages.pypi.iter().map(String::as_str).filter(|package| !has(facts, package, pypi_name(package))).collect();
    let requirements = project_file(project, stack, "requirements.txt").filter(|_| manager(stack, "pip") == "pip");
    let mut steps = Vec::new();
    if !npm.is_empty() {
        steps.push(command_step(manager(stack, "npm"), &npm));
    }
    match requirements {
        _ if pypi.is_empty() => {}
        Some(file) => steps.push(requirements_step(file, &pypi)),
        None => steps.push(command_step(manager(stack, "pip"), &pypi)),
    }
    steps
}

/// True when a package is declared, and not with an older major version.
fn has(facts: &Facts, package: &str, name: &str) -> bool {
    let rest = package.strip_prefix(name).unwrap_or_default().split(']').next_back().unwrap_or_default();
    let (wanted, declared) = (dependency::leading_number(rest), dependency::major(facts, name));
    dependency::declared(facts, name).is_some() && declared.is_none_or(|declared| wanted.is_none_or(|wanted| declared >= wanted))
}

/// `@scope/name` of `@scope/name@8`.
fn npm_name(package: &str) -> &str {
    package.get(1..).and_then(|rest| rest.find('@')).map_or(package, |at| &package[..at + 1])
}

/// `psycopg` of `psycopg[binary]>=3.2`.
fn pypi_name(package: &str) -> &str {
    package.split(['[', '>', '=', '<', '~']).next().unwrap_or(package)
}

fn manager<'s>(stack: &'s Stack, usual: &'s str) -> &'s str {
    let known = stack.package_manager.as_deref().unwrap_or(usual);
    let npm = ["npm", "yarn", "pnpm", "bun"];
    if npm.contains(&known) == npm.contains(&usual) { known } else { usual }
}

fn command_step(manager: &str, packages: &[&str]) -> Step {
    let command = COMMANDS.iter().find(|(id, _)| *id == manager).map_or("pip install", |(_, command)| command);
    let packages: Vec<_> =
        packages.iter().map(|package| if package.contains(['[', '>']) { format!("'{package}'") } else { (*package).to_owned() }).collect();
    let text = if command == "pip install" { "Install, and add the same to your requirements:" } else { "Add the dependencies:" };
    Step { text: text.into(), language: Some("shell".into()), code: Some(format!("{command} {}", packages.join(" "))), change: None }
}

/// The platform installs what `requirements.txt` lists, so that is where new packages go.
fn requirements_step(file: &File, packages: &[&str]) -> Step {
    let lines = file.text.lines().count() as u32;
    let change = Change { path: file.path.clone(), line: lines + 1, end_line: lines, before: String::new(), after: packages.join("\n") };
    Step { text: format!("Add to `{}`, which the platform installs.", file.path), language: None, code: None, change: Some(change) }
}

fn project_file<'p>(project: &'p Project, stack: &Stack, name: &str) -> Option<&'p File> {
    let path = if stack.project_path.is_empty() { name.to_owned() } else { format!("{}/{name}", stack.project_path) };
    project.find(&path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_packages() {
        assert_eq!(npm_name("@aws-sdk/client-s3@3"), "@aws-sdk/client-s3");
        assert_eq!(npm_name("redis@6"), "redis");
        assert_eq!(npm_name("redis"), "redis");
        assert_eq!(pypi_name("psycopg[binary]>=3.2"), "psycopg");
    }

    #[test]
    fn packages_go_where_the_platform_installs_from() {
        let packages = Packages { npm: Vec::new(), pypi: vec!["redis>=5".into()] };
        let project = Project::from_files([("requirements.txt", "flask\n"), ("app.py", "")]);
        let found = steps(&project, &Stack::default(), &Facts::default(), &packages);
        let change = found[0].change.as_ref().expect("a change of requirements.txt");
        assert_eq!((change.line, change.end_line, change.after.as_str()), (2, 1, "redis>=5"));
        let bare = steps(&Project::from_files([("app.py", "")]), &Stack::default(), &Facts::default(), &packages);
        assert_eq!(bare[0].code.as_deref(), Some("pip install 'redis>=5'"));
    }
}
