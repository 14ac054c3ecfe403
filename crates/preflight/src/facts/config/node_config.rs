//! node-config's `custom-environment-variables`: which variable takes the place of which setting.

use super::reader::Reader;
use super::tree::{Content, Node};
use crate::facts::{EnvironmentRead, FactKind, Value};

/// Reads every text of the tree as the name of a variable. Without it the setting of the other files counts.
pub(super) fn read(reader: &mut Reader, root: &Node) {
    match &root.content {
        // `{ "__name": "PORT", "__format": "json" }` names a variable with how it is written.
        Content::Map(members) => {
            members.iter().filter(|member| member.key != "__format").for_each(|member| read(reader, &member.value));
        }
        Content::Text(name) if is_name(name) => {
            let read = EnvironmentRead { name: name.clone(), default: Some(Value::Unknown) };
            reader.push(FactKind::EnvironmentRead(read), root.span);
        }
        _ => {}
    }
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

#[cfg(test)]
mod tests {
    use crate::facts::config::testing::summary_without_settings;

    #[test]
    fn names_of_variables() {
        let text = r#"{"db": {"client": "DB_CLIENT", "pool": {"__name": "DB_POOL", "__format": "json"}}, "note": "two words"}"#;
        insta::assert_snapshot!(summary_without_settings("config/custom-environment-variables.json", text), @r#"
        EnvironmentRead(EnvironmentRead { name: "DB_CLIENT", default: Some(Unknown) }) | "DB_CLIENT"
        EnvironmentRead(EnvironmentRead { name: "DB_POOL", default: Some(Unknown) }) | "DB_POOL"
        "#);
    }
}
