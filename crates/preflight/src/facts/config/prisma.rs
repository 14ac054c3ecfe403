//! Prisma's schema: where the data is, and the names of the models.

use super::lines::{Line, lines};
use super::reader::Reader;
use crate::facts::{EnvironmentRead, FactKind, Value};

/// Reads `datasource` and `generator` blocks as settings and the variables of the former as reads, and gives a setting without a value for each model.
pub(super) fn read(reader: &mut Reader) {
    let mut block: Option<String> = None;
    for line in lines(reader.text()) {
        let text = without_comment(line.text).trim();
        if let Some(header) = text.strip_suffix('{') {
            block = open(reader, &line, header.trim());
        } else if text == "}" {
            block = None;
        } else if let (Some(block), Some((key, value))) = (&block, text.split_once('=')) {
            let (value, span) = (self::value(value.trim()), line.span_of(text));
            // A shadow database serves `prisma migrate dev` alone.
            let is_used = block.starts_with("datasource.") && key.trim() != "shadowDatabaseUrl";
            if let (Value::Environment { name, .. }, true) = (&value, is_used) {
                reader.push(FactKind::EnvironmentRead(EnvironmentRead { name: name.clone(), default: None }), span);
            }
            reader.setting(format!("{block}.{}", key.trim()), value, span);
        }
    }
}

/// The prefix of the settings in a block, if they matter.
fn open(reader: &mut Reader, line: &Line, header: &str) -> Option<String> {
    let (kind, name) = header.split_once(char::is_whitespace)?;
    let name = name.trim();
    match kind {
        "datasource" | "generator" => Some(format!("{kind}.{name}")),
        "model" => {
            let start = line.text.find(kind).unwrap_or(0);
            let span = line.text.get(start..start + header.len()).map_or(line.span(), |slice| line.span_of(slice));
            reader.setting(format!("model.{name}"), Value::Null, span);
            None
        }
        _ => None,
    }
}

fn value(text: &str) -> Value {
    let quoted = |text: &str| text.trim().strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).map(str::to_owned);
    if let Some(name) = text.strip_prefix("env(").and_then(|rest| rest.strip_suffix(')')).and_then(quoted) {
        return Value::Environment { name, default: None };
    }
    if let Some(items) = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        return Value::List(items.split(',').filter_map(quoted).map(Value::Text).collect());
    }
    quoted(text).map_or(Value::Unknown, Value::Text)
}

/// A line without `// comment`. Two slashes after a colon are part of an address.
fn without_comment(line: &str) -> &str {
    let is_comment = |(at, _): &(usize, &str)| !line[..*at].ends_with(':');
    line.match_indices("//").find(is_comment).map_or(line, |(at, _)| &line[..at])
}

#[cfg(test)]
mod tests {
    use crate::facts::config::testing::summary;

    #[test]
    fn sources_generators_and_models() {
        let text = "// schema\ndatasource db {\n  provider = \"sqlite\" // for now\n  url      = env(\"DATABASE_URL\")\n}\ndatasource b {\n  url = \"postgresql://x\"\n}\n\
            generator client {\n  provider = \"prisma-client-js\"\n  previewFeatures = [\"a\", \"b\"]\n}\nmodel User {\n  id Int @id @default(autoincrement())\n}\nenum Role {\n  A\n}\n";
        insta::assert_snapshot!(summary("prisma/schema.prisma", text), @r#"
        setting datasource.db.provider = "sqlite" | provider = "sqlite"
        EnvironmentRead(EnvironmentRead { name: "DATABASE_URL", default: None }) | url      = env("DATABASE_URL")
        setting datasource.db.url = ${DATABASE_URL} | url      = env("DATABASE_URL")
        setting datasource.b.url = "postgresql://x" | url = "postgresql://x"
        setting generator.client.provider = "prisma-client-js" | provider = "prisma-client-js"
        setting generator.client.previewFeatures = List([Text("a"), Text("b")]) | previewFeatures = ["a", "b"]
        setting model.User = Null | model User
        "#);
    }
}
