//! The block as a `docker run` command, to try the app's own image on one's own machine.

use crate::report::Variable;

/// Renders the command.
pub fn render(variables: &[Variable]) -> String {
    let mut text = super::secrets_comment(&variables.iter().collect::<Vec<_>>()) + "docker run --rm \\\n";
    if let Some(port) = port(variables) {
        text += &format!("  -p {port}:{port} \\\n");
    }
    text.extend(variables.iter().filter_map(option));
    text + "  your-image\n"
}

fn port(variables: &[Variable]) -> Option<u16> {
    variables.iter().find(|variable| variable.name == "APP_PORT").and_then(|variable| variable.value.parse().ok())
}

/// `-e NAME=value`, quoted for a POSIX shell. None for a value that no environment can hold.
fn option(variable: &Variable) -> Option<String> {
    let value = variable.shown_value()?;
    let quoted = shlex::try_quote(&value).ok()?;
    Some(format!("  -e {}={quoted} \\\n", variable.name))
}
