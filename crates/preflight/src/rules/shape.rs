//! Named shapes of values that a pattern of letters can't say: `is = ["local-url"]`.

use super::pattern::fill_defaults;
use crate::facts::Value;

/// A shape: its name in rule files, and whether a value has it.
type Shape = (&'static str, fn(&Value) -> bool);

/// Every shape that a rule may name.
pub const SHAPES: &[Shape] = &[
    ("known", |value| !matches!(value, Value::Unknown)),
    ("text", |value| value.template().is_some()),
    ("map", |value| matches!(value, Value::Map(_))),
    ("literal", |value| value.text().is_some_and(|text| !text.trim().is_empty())),
    ("path", is_path),
    ("persistent-path", |value| !is_temporary(value)),
    ("temporary-path", is_temporary),
    ("public-path", |value| value.template().is_some_and(|text| text.split('/').any(|part| part == "public" || part == "static"))),
    ("local-url", |value| value.template().is_some_and(|text| host_of(&text).is_some_and(is_local_host))),
    ("single-label-url", |value| value.template().is_some_and(|text| host_of(&text).is_some_and(is_single_label))),
    ("local-host", |value| value.template().is_some_and(|text| is_local_host(text.trim()))),
    ("single-label-host", |value| value.template().is_some_and(|text| is_single_label(text.trim()))),
    ("credential-url", |value| value.template().is_some_and(|text| has_credentials(&text))),
    ("remote-credential-url", |value| {
        value
            .template()
            .is_some_and(|text| has_credentials(&text) && host_of(&text).is_some_and(|host| host.contains('.') && !is_local_host(host)))
    }),
    ("local-address", is_local_address),
    ("flux-app-name", |value| value.text().is_some_and(is_flux_app_name)),
    ("secret", |value| value.text().is_some_and(is_secret)),
    ("random", is_random),
    ("environment", |value| !value.variables().is_empty()),
    ("number", |value| {
        matches!(value, Value::Number(_))
            || value.text().is_some_and(|text| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()))
    }),
];

/// Whether a value has a shape. An unknown shape name is held by nothing; rule files are tested for names.
pub fn holds(shape: &str, value: &Value) -> bool {
    SHAPES.iter().find(|(name, _)| *name == shape).is_some_and(|(_, has)| has(value))
}

/// Folders and functions that give places for files that need not outlive a request.
const TEMPORARY: &[&str] =
    &["/tmp", "/var/tmp", "/dev/shm", "/dev/null", "/dev/stdout", "/dev/stderr", "tmp/", "./tmp/", "temp/", "./temp/", ":memory:"];
const TEMPORARY_CALLS: &[&str] = &[
    "os.tmpdir",
    "tempfile.",
    "tmp.",
    "tmp-promise.",
    "temp-dir",
    "tempy.",
    "temp.",
    "io.BytesIO",
    "io.StringIO",
    "starlette.",
    "os.devnull",
];

fn is_temporary(value: &Value) -> bool {
    match value {
        Value::Text(text) => {
            TEMPORARY.iter().any(|folder| text == folder || text.starts_with(folder) || text == folder.trim_end_matches('/'))
        }
        Value::Call { name, .. } | Value::Symbol(name) => TEMPORARY_CALLS.iter().any(|call| name.starts_with(call)),
        Value::Joined(parts) => parts.iter().find(|part| !matches!(part, Value::Text(text) if text.is_empty())).is_some_and(is_temporary),
        Value::Environment { default: Some(default), .. } => is_temporary(default),
        Value::Environment { name, .. } => matches!(name.as_str(), "TMPDIR" | "TEMP" | "TMP"),
        _ => false,
    }
}

fn is_path(value: &Value) -> bool {
    matches!(value, Value::Joined(_))
        || value.text().is_some_and(|text| text.contains(['/', '.', '\\']) && !text.contains(['\n', ' ', '<']))
}

/// `localhost:9092`, `broker:9092`, or a list with one of them: an address that only the machine or its container network knows.
fn is_local_address(value: &Value) -> bool {
    match value {
        Value::List(values) => values.iter().any(is_local_address),
        value => value.template().is_some_and(|text| {
            let host = host_of(&text).unwrap_or_else(|| text.split(':').next().unwrap_or_default());
            text.contains(':') && (is_local_host(host) || is_single_label(host))
        }),
    }
}

/// The host of a URL or connection string: between `://` (and user information) and the port or path. Nothing for other texts.
pub fn host_of(text: &str) -> Option<&str> {
    let text = text.trim();
    let rest = text.split_once("://")?.1;
    let authority = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    if let Some(v6) = host.strip_prefix('[') {
        return v6.split(']').next();
    }
    let first = host.split(',').next().unwrap_or(host);
    Some(first.split(':').next().unwrap_or(first))
}

/// True for a name or address of the machine itself.
pub fn is_local_host(host: &str) -> bool {
    let host = host.to_ascii_lowercase();
    matches!(host.as_str(), "localhost" | "0.0.0.0" | "::1" | "host.docker.internal" | "localhost.localdomain")
        || (host.starts_with("127.") && host.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.'))
}

/// True for a host name without a dot, which only a container network knows: `postgres`, `redis`, `db`.
fn is_single_label(host: &str) -> bool {
    !host.is_empty()
        && host.len() < 64
        && !is_local_host(host)
        && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
        && host.bytes().any(|byte| byte.is_ascii_alphabetic())
}

/// True for `scheme://user:password@host` with a password that is written out.
fn has_credentials(text: &str) -> bool {
    let Some((_, rest)) = text.split_once("://") else { return false };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    let Some((user, _)) = authority.rsplit_once('@') else { return false };
    user.split_once(':').is_some_and(|(_, password)| is_secret(password))
}

/// Words that stand in a place for a secret without being one.
const PLACEHOLDERS: &[&str] = &[
    "xxx",
    "your",
    "changeme",
    "change_me",
    "change-me",
    "example",
    "placeholder",
    "<",
    "{",
    "$",
    "...",
    "***",
    "todo",
    "secret_here",
    "insert",
    "replace",
    "%(",
    "none",
    "null",
    "undefined",
];

/// True for a text that can be a real password or key: not empty, no placeholder, no template.
pub fn is_secret(text: &str) -> bool {
    let lower = text.trim().to_ascii_lowercase();
    !lower.is_empty() && !PLACEHOLDERS.iter().any(|word| lower.contains(word)) && !lower.contains(char::is_whitespace)
}

/// True for a name that the platform takes for an app: 3 to 32 of `a-z`, `0-9` and `-`, a letter first.
fn is_flux_app_name(text: &str) -> bool {
    (3..=32).contains(&text.len())
        && text.starts_with(|first: char| first.is_ascii_lowercase())
        && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// Functions that give other bytes at every start.
const RANDOM: &[&str] = &[
    "os.urandom*",
    "secrets.token_*",
    "uuid.uuid4*",
    "uuid.uuid1*",
    "uuid.v4*",
    "uuid",
    "uuid()",
    "nanoid*",
    "crypto.randomBytes*",
    "crypto.randomUUID*",
    "Math.random*",
    "random.*",
    "django.core.management.utils.get_random_secret_key",
    "cryptography.fernet.Fernet.generate_key",
    "secrets.choice*",
    "string.random*",
];

fn is_random(value: &Value) -> bool {
    let mut found = false;
    fill_defaults(value).visit(&mut |inner| {
        if let Value::Call { name, .. } = inner {
            found |= RANDOM.iter().any(|pattern| crate::wildcard::matches(pattern, name));
        }
    });
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts() {
        assert_eq!(host_of("mongodb://u:p@localhost:27017/a"), Some("localhost"));
        assert_eq!(host_of("http://[::1]:80/"), Some("::1"));
        assert_eq!(host_of("localhost"), None);
        assert!(is_local_host("127.0.0.1") && !is_local_host("127.example.com"));
        assert!(is_single_label("postgres") && !is_single_label("db.example.com") && !is_single_label("localhost"));
    }

    #[test]
    fn credentials_are_written_out_passwords() {
        assert!(has_credentials("postgres://app:hunter2@db.example.com/app"));
        for text in ["postgres://app@db/app", "postgres://user:<password>@db/app", "https://example.com/@a:b", "postgres://u:{}@db"] {
            assert!(!has_credentials(text), "{text}");
        }
    }

    #[test]
    fn temporary_places() {
        let text = |text: &str| Value::Text(text.into());
        assert!(is_temporary(&text("/tmp/a")));
        assert!(is_temporary(&Value::Joined(vec![Value::Call { name: "os.tmpdir".into(), arguments: vec![] }, text("/a")])));
        assert!(!is_temporary(&text("uploads/a")));
        assert!(!is_temporary(&text("/data/tmp.db")));
    }
}
