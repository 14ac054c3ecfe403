//! What recipes need to know beside the rules' captures: where a setting's value stands, which literal is the address,
//! and the name of the variable that should hold it.

use super::dependency;
use super::edit::{Language, Style};
use super::migration::Surroundings;
use super::tables;
use crate::facts::Facts;
use crate::project::File;
use crate::rules::{Capture, Judgement, is_local_host};
use crate::stack::Stack;
use crate::text::Span;

/// The judgement with further captures: `value` with its place, `source0` (where the first argument's value is written), `address` (the literal to move into a variable),
/// `variable_for` (the variable's name),
/// `from_environment` (the expression that reads it, with the path of an address kept), `port`, `job` and `path`.
pub fn enrich(around: Surroundings<'_>, judgement: &Judgement) -> Judgement {
    let (stack, facts) = (around.stack, around.facts);
    let file = around.project.file(judgement.place.file);
    let mut enriched = judgement.clone();
    if let Some(span) = judgement.capture("setting").and_then(|setting| setting.span).and_then(|span| value_span(file, span)) {
        enriched.captures.retain(|capture| capture.name != "value");
        enriched.captures.push(capture("value", file, span));
    }
    if let Some(span) = source(file, &enriched) {
        enriched.captures.push(capture("source0", file, span));
    }
    for (number, span) in addresses(&enriched).into_iter().enumerate().take(2) {
        let suffix = if number == 0 { "" } else { "2" };
        let variable = variable_for(&enriched, file.slice(span));
        let expression = from_environment(&around.style(file.id), front_end(stack, facts), &variable, file.slice(span));
        let name = read_name(&expression, &variable);
        enriched.captures.push(capture(&format!("address{suffix}"), file, span));
        enriched.captures.push(Capture { name: format!("variable_for{suffix}"), text: name, span: None });
        enriched.captures.push(Capture { name: format!("from_environment{suffix}"), text: expression, span: None });
    }
    enriched.captures.extend(stack.port.map(|port| Capture { name: "port".into(), text: port.to_string(), span: None }));
    enriched.captures.push(Capture { name: "job".into(), text: job(&enriched, file), span: None });
    enriched.captures.push(Capture { name: "path".into(), text: file.path.clone(), span: None });
    enriched
}

/// Where the first argument's value is written: where it is assigned, if it is a name that the same file assigns once, on one line.
fn source(file: &File, judgement: &Judgement) -> Option<Span> {
    let argument = judgement.capture("argument0").or_else(|| judgement.capture("option.url"))?;
    let name = argument.text.as_str();
    if name.is_empty() || !name.chars().all(|character| character.is_alphanumeric() || character == '_') {
        return argument.span;
    }
    let assigns = |line: &&str| {
        line.strip_prefix(name).is_some_and(|rest| rest.trim_start().starts_with(['=', ':']) && !rest.trim_start().starts_with("=="))
    };
    let mut lines = file.text.lines().filter(assigns);
    let (Some(line), None) = (lines.next(), lines.next()) else { return argument.span };
    let start = line.as_ptr() as usize - file.text.as_ptr() as usize;
    let value = value_span(file, Span::new(start, start + line.len()))?;
    let balanced = |open, close| file.slice(value).matches(open).count() == file.slice(value).matches(close).count();
    if balanced('(', ')') && balanced('[', ']') && balanced('{', '}') && !file.slice(value).contains('#') {
        Some(value)
    } else {
        argument.span
    }
}

/// A name for the job that a scheduler's call starts, different for each call: the function's where it has one.
fn job(judgement: &Judgement, file: &File) -> String {
    let is_name = |text: &str| !text.is_empty() && text.chars().all(|character| character.is_alphanumeric() || "_.".contains(character));
    let function = ["argument1", "argument0"].iter().filter_map(|name| judgement.capture(name)).map(|capture| capture.text.as_str());
    let named = function.into_iter().find(|text| is_name(text) && text.starts_with(char::is_alphabetic));
    let stem = file.name().split('.').next().unwrap_or_default();
    named.map_or_else(|| format!("{stem}-{}", judgement.finding.line), str::to_owned)
}

fn capture(name: &str, file: &File, span: Span) -> Capture {
    Capture { name: name.into(), text: file.slice(span).into(), span: Some(span) }
}

/// Where the value of `key = value` or `key: value` stands; all of the span where it is a value alone.
pub fn value_span(file: &File, span: Span) -> Option<Span> {
    let text = file.slice(span);
    let mut end = key_end(text);
    if end == 0 {
        return Some(span);
    }
    let blanks = |at: usize| text.get(at..).map_or(0, |rest| rest.len() - rest.trim_start().len());
    end += blanks(end);
    let Some(separator) = text.get(end..).filter(|rest| rest.starts_with(['=', ':']) && !rest.starts_with("==")) else { return Some(span) };
    let mut start = end + 1;
    // A type between the name and the value.
    if separator.starts_with(':') {
        let kind = text.get(start..)?.find('=').filter(|at| {
            let kind = &text[start..start + at];
            !kind.is_empty() && kind.chars().all(|character| character.is_alphanumeric() || " _.[],|".contains(character))
        });
        start += kind.map_or(0, |at| at + 1);
    }
    start += blanks(start);
    let value = text.get(start..)?.trim_end().trim_end_matches([',', ';']).trim_end();
    Some(Span { start: span.start + start as u32, end: span.start + (start + value.len()) as u32 })
}

/// The length of the name that a setting begins with: quoted, dotted, with subscripts.
fn key_end(text: &str) -> usize {
    if let Some(quote) = text.chars().next().filter(|first| ['\'', '"'].contains(first)) {
        return text.get(1..).and_then(|rest| rest.find(quote)).map_or(0, |at| at + 2);
    }
    let mut inside = false;
    for (at, character) in text.char_indices() {
        match character {
            '[' => inside = true,
            ']' => inside = false,
            _ if inside => {}
            character if character.is_alphanumeric() || "_.$-".contains(character) => {}
            _ => return at,
        }
    }
    0
}

/// Options that hold an address or a secret, in the order in which they are looked for.
const ADDRESS_OPTIONS: &[&str] = &[
    "url",
    "uri",
    "connectionString",
    "baseURL",
    "dsn",
    "brokers",
    "node",
    "password",
    "passwd",
    "apiKey",
    "api_key",
    "secret",
    "token",
    "key",
    "secretAccessKey",
    "aws_secret_access_key",
];

/// The literals to move into variables: addresses first, else what the usual options hold.
fn addresses(judgement: &Judgement) -> Vec<Span> {
    let span = |name: &str| judgement.capture(name).and_then(|capture| capture.span);
    if let Some(literal) = span("literal") {
        return vec![literal];
    }
    let given = |capture: &&Capture| capture.name.starts_with("option.") || capture.name.starts_with("argument");
    let literals = judgement.captures.iter().filter(given).filter(|capture| is_literal(&capture.text));
    let urls: Vec<Span> = literals.filter(|capture| capture.text.contains("://")).filter_map(|capture| capture.span).collect();
    if !urls.is_empty() {
        return urls;
    }
    let literal = |name: &str| judgement.capture(name).filter(|capture| is_literal(&capture.text)).and_then(|capture| capture.span);
    let option = ADDRESS_OPTIONS.iter().find_map(|key| literal(&format!("option.{key}")));
    option.or_else(|| literal("argument0")).or_else(|| literal("argument1")).or_else(|| span("value")).into_iter().collect()
}

/// The variable's name as an expression has it, prefix included.
fn read_name(expression: &str, variable: &str) -> String {
    let name = expression.split(['.', '"', '\'']).find(|part| part.contains(variable)).unwrap_or(variable);
    name.chars().take_while(|character| character.is_ascii_alphanumeric() || *character == '_').collect()
}

/// A string; a template only where it is an address by itself.
fn is_literal(text: &str) -> bool {
    let plain = text.trim_start_matches(['f', 'r', 'b', 'u']);
    let template = plain.starts_with('`') && text.contains("${") || text.starts_with('f') && text.contains('{');
    plain.starts_with(['\'', '"', '`']) && (!template || text.contains("://"))
}

/// Build tools that put variables into a page: what is declared, how the page reads, and how the name must begin.
const PAGE_READS: &[(&str, &str, &str)] = &[
    ("vite", "import.meta.env.", "VITE_"),
    ("react-scripts", "process.env.", "REACT_APP_"),
    ("@vue/cli-service", "process.env.", "VUE_APP_"),
    ("next", "process.env.", "NEXT_PUBLIC_"),
];

/// How the code of a page reads variables; nothing for code that runs on a server.
fn front_end(stack: &Stack, facts: &Facts) -> Option<(&'static str, &'static str)> {
    let page = ["front-end", "static-site"].contains(&stack.kind.as_str());
    let tool = PAGE_READS.iter().find(|(tool, ..)| dependency::declared(facts, tool).is_some());
    tool.filter(|_| page).map(|(_, read, prefix)| (*read, *prefix))
}

/// The expression that reads a variable instead of a literal. What an address names behind its host stays.
fn from_environment(style: &Style, page: Option<(&str, &str)>, variable: &str, literal: &str) -> String {
    let text = literal.trim_start_matches(['f', 'r', 'b', 'u']).trim_matches(['\'', '"', '`']);
    let path = text.split_once("://").filter(|(scheme, _)| ["http", "https", "ws", "wss"].contains(scheme));
    let path = path.and_then(|(_, rest)| rest.find('/').and_then(|at| rest.get(at..))).filter(|path| path.len() > 1);
    match (style.language, path) {
        (Language::Python, None) => format!("os.environ[{0}{variable}{0}]", style.quote),
        (Language::Python, Some(path)) => {
            let inner = if style.quote == '"' { '\'' } else { '"' };
            format!("f{0}{{os.environ[{inner}{variable}{inner}]}}{path}{0}", style.quote)
        }
        (_, path) => {
            let (read, prefix) = page.unwrap_or(("process.env.", ""));
            let name = if variable.starts_with(prefix) { variable.to_owned() } else { format!("{prefix}{variable}") };
            match path {
                Some(path) => format!("`${{{read}{name}}}{path}`"),
                None => format!("{read}{name}{}", if style.typescript && read.starts_with("process") { "!" } else { "" }),
            }
        }
    }
}

/// Names that say no more of an address than that it is one.
const EMPTY_NAMES: &[&str] =
    &["URL", "URI", "BASE_URL", "BASE_URI", "HOST", "HOST_URL", "BASE", "ADDRESS", "ENDPOINT", "EXPORTS", "MODULE", "DEFAULT"];

/// The variable for a literal: its service's by the URL's scheme or the key's first letters, else by the name that it is bound to.
fn variable_for(judgement: &Judgement, literal: &str) -> String {
    let text = literal.trim_start_matches(['f', 'r', 'b', 'u']).trim_matches(['\'', '"', '`']);
    let option = judgement.captures.iter().find(|capture| capture.text == literal && capture.name.starts_with("option."));
    let option = option.and_then(|capture| capture.name.strip_prefix("option."));
    let callee = judgement.capture("callee").map_or("", |capture| capture.text.as_str());
    let bound = ["key", "name"].iter().find_map(|name| judgement.capture(name)).map(|capture| screaming(&capture.text));
    let bound = bound.or(option.map(screaming)).filter(|name| !EMPTY_NAMES.contains(&name.as_str()));
    if let Some(variable) = judgement.finding.variables.first() {
        variable.clone()
    } else if let Some(variable) = tables::service_of_url(text).and_then(|service| service.variables.first()) {
        variable.name.clone()
    } else if let Some(variable) = tables::variable_of_literal(text) {
        variable.to_owned()
    } else if text.contains("dbname=") || text.contains("host=") {
        "DATABASE_URL".to_owned()
    } else if is_local_host(text) && bound.as_ref().is_none_or(|name| !name.ends_with("_HOST")) {
        host_name(judgement)
    } else if let Some(file) = text.strip_prefix("/run/secrets/") {
        screaming(file)
    } else if text.contains("://") {
        let name = bound.unwrap_or_else(|| "API".into());
        if ["URL", "URI", "ENDPOINT", "HOST", "ORIGIN"].iter().any(|end| name.ends_with(end)) { name } else { format!("{name}_URL") }
    } else {
        secret_name(bound, callee)
    }
}

/// The variable for a host, by the service that the code around it speaks of.
fn host_name(judgement: &Judgement) -> String {
    let around =
        format!("{} {}", judgement.finding.evidence, judgement.captures.iter().map(|capture| capture.text.as_str()).collect::<String>());
    let around = around.to_ascii_lowercase();
    let services = [
        ("redis", "REDIS_HOST"),
        ("mongo", "MONGO_HOST"),
        ("rabbit", "RABBITMQ_HOST"),
        ("pika", "RABBITMQ_HOST"),
        ("elastic", "ELASTICSEARCH_HOST"),
    ];
    services.iter().find(|(word, _)| around.contains(word)).map_or("DB_HOST", |(_, name)| name).to_owned()
}

/// The variable for a secret.
fn secret_name(bound: Option<String>, callee: &str) -> String {
    match bound {
        Some(name) if ["PASSWORD", "PASSWD", "PASS"].contains(&name.as_str()) => "DB_PASSWORD".to_owned(),
        Some(name) if name == "SECRET" && callee.to_ascii_lowercase().contains("session") => "SESSION_SECRET".to_owned(),
        Some(name) if name.contains('_') || name.len() > 5 => name,
        _ if ["sign", "verify", "jwt"].iter().any(|word| callee.contains(word)) => "JWT_SECRET".to_owned(),
        _ => "APP_SECRET".to_owned(),
    }
}

/// `apiBaseUrl`, `api-base-url` and `config.apiBaseUrl` as `API_BASE_URL`.
fn screaming(name: &str) -> String {
    let name = name.rsplit('.').next().unwrap_or(name);
    let mut out = String::new();
    let mut before = '_';
    for character in name.chars() {
        if character.is_ascii_uppercase() && before.is_ascii_lowercase() {
            out.push('_');
        }
        out.push(if character.is_ascii_alphanumeric() { character.to_ascii_uppercase() } else { '_' });
        before = character;
    }
    out.trim_matches('_').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::Project;

    fn value_of(text: &str) -> String {
        let project = Project::from_files([("a.txt", text)]);
        let file = &project.files()[0];
        value_span(file, Span::new(0, text.len())).map(|span| file.slice(span).to_owned()).unwrap_or_default()
    }

    #[test]
    fn values_are_found_behind_their_keys() {
        assert_eq!(value_of("client: 'pg'"), "'pg'");
        assert_eq!(value_of("'ENGINE': \"x\""), "\"x\"");
        assert_eq!(value_of("app.config['A'] = f('=')"), "f('=')");
        assert_eq!(value_of("url: str = \"sqlite:///a.db\""), "\"sqlite:///a.db\"");
        assert_eq!(value_of("url      = \"file:./dev.db\""), "\"file:./dev.db\"");
        assert_eq!(value_of("\"sqlite\""), "\"sqlite\"");
        assert_eq!(value_of("12"), "12");
    }

    #[test]
    fn names_become_variables() {
        assert_eq!(screaming("config.apiBaseUrl"), "API_BASE_URL");
        assert_eq!(screaming("db-password"), "DB_PASSWORD");
        assert_eq!(screaming("API_KEY"), "API_KEY");
    }
}
