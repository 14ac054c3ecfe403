//! Environment blocks, as the core renders them.

use preflight::report::Variable;
use preflight_protocol::Format;

/// The variables as text of the given form.
pub fn render(variables: &[Variable], _format: Format) -> String {
    variables.iter().map(|variable| format!("{}={}\n", variable.name, variable.value)).collect()
}
