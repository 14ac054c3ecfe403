//! `preflight env`.

use anyhow::{Context, bail};
use preflight::report::Variable;
use preflight::report::environment::{Choices, render};
use preflight::report::templates::template;

use crate::arguments::EnvironmentArguments;
use crate::{output, read};

/// Prints the environment block of a project or of one of the guide's use cases.
pub fn run(arguments: EnvironmentArguments) -> anyhow::Result<u8> {
    let variables = match (&arguments.path, &arguments.template) {
        (Some(path), _) => preflight::check(&read::project(path, &arguments.input)?).env,
        (None, Some(id)) => from_template(id, arguments.input.repository.as_deref())?,
        (None, None) => bail!("neither a path nor a template was given"),
    };
    let choices: Choices = arguments.providers.into_iter().collect();
    check_choices(&variables, &choices)?;
    output::print(&render(&variables, arguments.format, &choices))?;
    Ok(0)
}

fn from_template(id: &str, repository: Option<&str>) -> anyhow::Result<Vec<Variable>> {
    let mut variables = template(id).with_context(|| format!("there is no template {id}"))?.env.clone();
    if let (Some(url), Some(variable)) = (repository, variables.iter_mut().find(|variable| variable.name == "GIT_REPO_URL")) {
        variable.value = url.to_owned();
        variable.placeholder = false;
    }
    Ok(variables)
}

/// A choice that fits nothing is a mistake to be told, not to be passed over.
fn check_choices(variables: &[Variable], choices: &Choices) -> anyhow::Result<()> {
    for (name, provider) in choices {
        let variable =
            variables.iter().find(|variable| variable.name == *name).with_context(|| format!("the block has no variable {name}"))?;
        if !variable.providers.iter().any(|choice| choice.name == *provider) {
            let known: Vec<&str> = variable.providers.iter().map(|choice| choice.name.as_str()).collect();
            bail!("{name} can't come from {provider:?}; known are: {}", known.join(", "));
        }
    }
    Ok(())
}
