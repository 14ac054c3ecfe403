//! The block as a flux.json. It lies in the repository, so no secret that is known is written into it.

use serde::Serialize;

use crate::report::Variable;

/// Variables that the file itself makes needless: where the code is, is where the file lies.
const NEEDLESS: &[&str] = &["GIT_REPO_URL", "GIT_BRANCH", "GIT_TOKEN", "PROJECT_PATH"];

/// The file. Fields in the order in which they are written.
#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
struct FluxJson {
    version: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    app_port: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    runtime: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    install_command: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    build_command: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    run_command: Option<String>,
    env_vars: Vec<Entry>,
}

#[derive(Debug, Serialize)]
struct Entry {
    key: String,
    value: String,
    secret: bool,
}

/// Renders the file.
pub fn render(variables: &[Variable]) -> String {
    let mut file = FluxJson { version: "1.0", ..FluxJson::default() };
    for variable in variables {
        take(variable, &mut file);
    }
    // Strings and numbers into memory: there is no way to fail.
    serde_json::to_string_pretty(&file).unwrap_or_default() + "\n"
}

/// Puts a variable where the file has a key for it, and among its variables otherwise.
fn take(variable: &Variable, file: &mut FluxJson) {
    let value = Some(variable.value.trim().to_owned()).filter(|value| !value.is_empty());
    match variable.name.as_str() {
        "APP_PORT" => file.app_port = value.and_then(|port| port.parse().ok()),
        "PROJECT_TYPE" => file.runtime = value.filter(|runtime| runtime != "auto"),
        "INSTALL_COMMAND" => file.install_command = value,
        "BUILD_COMMAND" => file.build_command = value,
        "RUN_COMMAND" => file.run_command = value,
        name if NEEDLESS.contains(&name) || name.starts_with("GIT_") => {}
        _ => file.env_vars.extend(entry(variable)),
    }
}

fn entry(variable: &Variable) -> Option<Entry> {
    let shown = variable.shown_value()?;
    let value = if variable.secret && !variable.placeholder { format!("<your {}>", variable.name) } else { shown };
    Some(Entry { key: variable.name.clone(), value, secret: variable.secret })
}
