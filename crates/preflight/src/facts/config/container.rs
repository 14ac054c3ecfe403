//! What the descriptions of containers have in common: image names and port mappings.

use super::interpolation::{Interpolation, interpolate};
use crate::facts::Value;

/// An image's name without its registry: `postgres:16` for `docker.io/library/postgres:16`.
pub(super) fn image_name(image: &str) -> String {
    let is_registry = |part: &str| part.contains(['.', ':']) || part == "localhost";
    let path = image.split_once('/').filter(|(host, _)| is_registry(host)).map_or(image, |(_, path)| path);
    path.strip_prefix("library/").unwrap_or(path).to_owned()
}

/// The container's side of a port mapping: `8080:80`, `127.0.0.1:8080:80/tcp`, `80`. Of a range the first; none for UDP.
pub(super) fn container_port(mapping: &str) -> Option<u16> {
    let side = mapping.trim().rsplit(':').next()?;
    if side.ends_with("/udp") {
        return None;
    }
    let number = side.split(['/', '-']).next()?;
    number.parse().ok().filter(|port| *port > 0)
}

/// A text whose variables are replaced by their values in `known` or their defaults; others stay as `${NAME}`.
pub(super) fn resolved(text: &str, known: &[(String, String)]) -> String {
    flat(&interpolate(text, Interpolation::Compose), known)
}

fn flat(value: &Value, known: &[(String, String)]) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::Joined(parts) => parts.iter().map(|part| flat(part, known)).collect(),
        Value::Environment { name, default } => match (known.iter().rev().find(|(key, _)| key == name), default) {
            (Some((_, value)), _) => value.clone(),
            (None, Some(default)) => flat(default, known),
            (None, None) => format!("${{{name}}}"),
        },
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn images_lose_their_registry() {
        for (image, name) in [
            ("docker.io/library/postgres:16", "postgres:16"),
            ("postgres:16", "postgres:16"),
            ("localhost:5000/app", "app"),
            ("bitnami/redis", "bitnami/redis"),
            ("ghcr.io/a/b:1", "a/b:1"),
        ] {
            assert_eq!(image_name(image), name);
        }
    }

    #[test]
    fn ports_are_the_containers() {
        for (mapping, port) in [
            ("8080:80", Some(80)),
            ("127.0.0.1:8080:81/tcp", Some(81)),
            ("3000-3005:4000-4005", Some(4000)),
            ("80", Some(80)),
            ("53/udp", None),
            ("${PORT}", None),
            ("99999", None),
        ] {
            assert_eq!(container_port(mapping), port, "{mapping}");
        }
    }

    #[test]
    fn variables_take_known_values_then_defaults() {
        let known = [("V".to_owned(), "3.12".to_owned())];
        assert_eq!(resolved("python:${V:-3}-${W:-slim}$X", &known), "python:3.12-slim${X}");
    }
}
