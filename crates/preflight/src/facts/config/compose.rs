//! Compose files, also under other names when they look like one.

use super::container::{container_port, image_name, resolved};
use super::reader::Reader;
use super::tree::{Content, Member, Node};
use crate::facts::{EnvironmentEntry, FactKind, Service};
use crate::project::normalise;
use crate::text::Span;

/// `compose.yaml`, `docker-compose.prod.yml`.
pub(super) fn is_compose_name(name: &str) -> bool {
    (name.starts_with("docker-compose") || name.starts_with("compose.") || name.starts_with("compose-")) && name.contains(".y")
}

/// Whether a tree describes services as Compose does, by the file's name or by what is in it.
pub(super) fn describes_services(name: &str, root: &Node) -> bool {
    let services = root.get("services").map(|services| services.value.members()).unwrap_or_default();
    is_compose_name(name) || services.iter().any(|service| service.value.get("image").is_some() || service.value.get("build").is_some())
}

/// Reads the services. In the oldest files they stand at the top.
pub(super) fn read(reader: &mut Reader, root: &Node) {
    let services = root.get("services").map_or(root, |services| &services.value);
    for service in services.members().iter().filter(|service| !service.value.members().is_empty() && !service.key.starts_with("x-")) {
        let node = &service.value;
        let place = node.get("image").map_or(service.key_span, Member::span);
        reader.push_within(FactKind::Service(described(reader, service)), place, service.span());
        node.get("environment").into_iter().for_each(|environment| variables(reader, &service.key, environment));
        node.get("ports").into_iter().for_each(|ports| self::ports(reader, &service.key, ports));
    }
}

fn described(reader: &Reader, service: &Member) -> Service {
    let node = &service.value;
    let texts = |key: &str| node.get(key).map(|member| member.value.texts()).unwrap_or_default();
    let depends_on = node.get("depends_on").map(|member| match &member.value.content {
        Content::Map(members) => members.iter().map(|member| member.key.clone()).collect(),
        _ => member.value.texts(),
    });
    let command = [node.get("entrypoint"), node.get("command")]
        .into_iter()
        .flatten()
        .filter_map(|member| member.value.command_line())
        .filter(|line| !line.is_empty());
    let command = command.collect::<Vec<_>>().join(" ");
    Service {
        name: service.key.clone(),
        image: node.text_at("image").map(|image| image_name(&resolved(image, &[]))),
        build: node.get("build").map(|build| build_path(reader, &build.value)),
        profiles: texts("profiles"),
        volumes: node.get("volumes").map(|volumes| volumes.value.items().iter().filter_map(volume).collect()).unwrap_or_default(),
        depends_on: depends_on.unwrap_or_default(),
        command: Some(command).filter(|command| !command.is_empty()),
    }
}

/// The Dockerfile that a service is built from, or the folder where there is none.
fn build_path(reader: &Reader, build: &Node) -> String {
    let context = build.text().or_else(|| build.text_at("context")).unwrap_or(".");
    if context.contains("://") {
        return context.to_owned();
    }
    let context = normalise(&format!("{}/{}", reader.file.folder(), resolved(context, &[])));
    let dockerfile = normalise(&format!("{context}/{}", build.text_at("dockerfile").unwrap_or("Dockerfile")));
    if reader.project.find(&dockerfile).is_some() { dockerfile } else { context }
}

/// A mount as `source:target`; one without a name as its target.
fn volume(node: &Node) -> Option<String> {
    if let Some(text) = node.text() {
        return Some(text.to_owned());
    }
    let target = node.text_at("target")?;
    let is_temporary = node.text_at("type") == Some("tmpfs");
    (!is_temporary).then(|| node.text_at("source").map_or(target.to_owned(), |source| format!("{source}:{target}")))
}

fn variables(reader: &mut Reader, service: &str, environment: &Member) {
    match &environment.value.content {
        Content::Map(members) => {
            for member in members {
                variable(reader, service, &member.key, member.value.scalar(), member.span());
            }
        }
        _ => {
            for item in environment.value.items() {
                let Some(text) = item.text() else { continue };
                let (name, value) = text.split_once('=').map_or((text, None), |(name, value)| (name, Some(value.to_owned())));
                variable(reader, service, name.trim(), value, item.span);
            }
        }
    }
}

fn variable(reader: &mut Reader, service: &str, name: &str, value: Option<String>, span: Span) {
    let entry = EnvironmentEntry { name: name.to_owned(), value, service: Some(service.to_owned()) };
    reader.push(FactKind::Environment(entry), span);
}

fn ports(reader: &mut Reader, service: &str, ports: &Member) {
    for item in ports.value.items() {
        let mapping = item.scalar().or_else(|| item.get("target").and_then(|target| target.value.scalar()));
        if let Some(port) = mapping.and_then(|mapping| container_port(&resolved(&mapping, &[]))) {
            reader.push_inside(service, FactKind::Port(port), item.span);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::facts::config::testing::{summaries, summary, summary_without_settings};

    const FILE: &str = "x-env: &env\n  A: ${A:-1}\nservices:\n  web:\n    build:\n      context: ./app\n      dockerfile: Dockerfile.prod\n    environment:\n      <<: *env\n      DATABASE_URL: postgres://db/x\n    ports:\n      - \"${PORT:-8000}:8000\"\n      - target: 9000\n    depends_on:\n      db:\n        condition: service_healthy\n    entrypoint: [\"/start.sh\"]\n    command: npm start\n  db:\n    image: docker.io/postgres:${V:-16}\n    profiles: [dev]\n    environment:\n      - POSTGRES_PASSWORD=secret\n      - PASSED\n    volumes:\n      - data:/var/lib/postgresql/data\n      - type: bind\n        source: ./x\n        target: /x\n";

    #[test]
    fn services_variables_and_ports() {
        insta::assert_snapshot!(summary_without_settings("docker-compose.yml", FILE), @r#"
        service Service { name: "web", image: None, build: Some("app"), profiles: [], volumes: [], depends_on: ["db"], command: Some("/start.sh npm start") } | web
        environment A Some("${A:-1}") for web | A: ${A:-1}
        environment DATABASE_URL Some("postgres://db/x") for web | DATABASE_URL: postgres://db/x
        port 8000 in web | "${PORT:-8000}:8000"
        port 9000 in web | target: 9000
        service Service { name: "db", image: Some("postgres:16"), build: None, profiles: ["dev"], volumes: ["data:/var/lib/postgresql/data", "./x:/x"], depends_on: [], command: None } | image: docker.io/postgres:${V:-16}
        environment POSTGRES_PASSWORD Some("secret") for db | POSTGRES_PASSWORD=secret
        environment PASSED None for db | PASSED
        "#);
    }

    #[test]
    fn a_dockerfile_is_found_beside_the_context() {
        let files = [("deploy/compose.yaml", "services:\n  a:\n    build: ../api\n"), ("api/Dockerfile", "")];
        let found = summaries(&files, |kind| matches!(kind, crate::facts::FactKind::Service(_)));
        assert!(found.contains("build: Some(\"api/Dockerfile\")"), "{found}");
    }

    #[test]
    fn settings_have_variables_as_values() {
        let found = summary("stack.yml", "services:\n  a:\n    image: x\n    user: ${UID:-1000}:$GID\n");
        assert!(found.contains("setting services.a.user = ${UID:-\"1000\"} + \":\" + ${GID} | user: ${UID:-1000}:$GID"), "{found}");
        assert!(found.contains("service Service { name: \"a\""), "{found}");
    }
}
