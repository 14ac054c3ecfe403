//! Environment blocks, as the core renders them.

use preflight::report::Variable;
use preflight::report::environment::{Choices, EnvironmentFormat, render as rendered};
use preflight_protocol::Format;

/// The variables as text of the given form. Services were chosen on the page: the values are what to write.
pub fn render(variables: &[Variable], format: Format) -> String {
    let format = match format {
        Format::Lines => EnvironmentFormat::Lines,
        Format::Yaml => EnvironmentFormat::Yaml,
        Format::FluxJson => EnvironmentFormat::FluxJson,
        Format::DockerRun => EnvironmentFormat::DockerRun,
        Format::Compose => EnvironmentFormat::Compose,
    };
    rendered(variables, format, &Choices::new())
}
