//! The platform's own file: flux.json, flux.yaml, flux.yml.

use super::platforms::{commands, entry_list};
use super::reader::Reader;
use super::tree::{Content, Node};
use crate::facts::{FactKind, Purpose};

/// The commands and what they are for.
const COMMANDS: &[(&str, Purpose)] =
    &[("installCommand", Purpose::Install), ("buildCommand", Purpose::Build), ("runCommand", Purpose::Start)];

/// Reads variables, the port, commands and the version of the runtime.
pub(super) fn read(reader: &mut Reader, root: &Node) {
    if let Some(variables) = root.get("envVars") {
        match &variables.value.content {
            Content::Map(members) => members.iter().for_each(|entry| reader.environment(&entry.key, entry.value.scalar(), entry.span())),
            _ => entry_list(reader, &variables.value),
        }
    }
    if let Some(port) = root.get("appPort")
        && let Some(number) = port.value.scalar().and_then(|number| number.parse().ok())
    {
        reader.push(FactKind::Port(number), port.span());
    }
    commands(reader, root, COMMANDS);
    if let (Some(runtime), Some(version)) = (root.text_at("runtime"), root.get("runtimeVersion"))
        && let Some(number) = version.value.scalar()
    {
        reader.version(runtime, &number, version.span());
    }
}

#[cfg(test)]
mod tests {
    use crate::facts::config::testing::summary_without_settings;

    #[test]
    fn json_and_yaml_say_the_same() {
        let json = r#"{"version": "1.0", "appPort": 3000, "runtime": "node", "runtimeVersion": 20, "runCommand": "node a.js", "envVars": [{"key": "A", "value": "1", "secret": true}, {"key": "B"}]}"#;
        let yaml = "version: '1.0'\nappPort: 3000\nruntime: node\nruntimeVersion: 20\nrunCommand: node a.js\nenvVars:\n  - key: A\n    value: 1\n  - key: B\n";
        insta::assert_snapshot!(summary_without_settings("flux.json", json), @r#"
        environment A Some("1") for - | {"key": "A", "value": "1", "secret": true}
        environment B None for - | {"key": "B"}
        port 3000 | "appPort": 3000
        command Start -: node a.js | "runCommand": "node a.js"
        version node 20 | "runtimeVersion": 20
        "#);
        insta::assert_snapshot!(summary_without_settings("flux.yaml", yaml), @r#"
        environment A Some("1") for - | key: A⏎    value: 1
        environment B None for - | key: B
        port 3000 | appPort: 3000
        command Start -: node a.js | runCommand: node a.js
        version node 20 | runtimeVersion: 20
        "#);
    }
}
