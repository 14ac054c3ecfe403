//! Files of other platforms: Vercel, Heroku, Render, Fly, Railway, Netlify, Nixpacks.

use super::reader::Reader;
use super::tree::{Content, Member, Node};
use crate::facts::{FactKind, Purpose, Service};

/// The commands of files that hold little else of interest, by file and dotted key.
const COMMANDS: &[(&str, &[(&str, Purpose)])] = &[
    ("vercel.json", &[("installCommand", Purpose::Install), ("buildCommand", Purpose::Build)]),
    ("railway.json", RAILWAY),
    ("railway.toml", RAILWAY),
    ("netlify.toml", &[("build.command", Purpose::Build)]),
    ("nixpacks.toml", &[("start.cmd", Purpose::Start)]),
    ("heroku.yml", &[("run.web", Purpose::Start), ("release.command", Purpose::Release)]),
    ("app.json", &[("scripts.postdeploy", Purpose::Release)]),
    ("fly.toml", &[("deploy.release_command", Purpose::Release), ("processes.app", Purpose::Start), ("processes.web", Purpose::Start)]),
];

const RAILWAY: &[(&str, Purpose)] =
    &[("build.buildCommand", Purpose::Build), ("deploy.startCommand", Purpose::Start), ("deploy.preDeployCommand", Purpose::Release)];

/// Where other platforms' files map names of variables to values.
const ENVIRONMENTS: &[(&str, &str)] = &[
    ("vercel.json", "env"),
    ("app.json", "env"),
    ("fly.toml", "env"),
    ("netlify.toml", "build.environment"),
    ("nixpacks.toml", "variables"),
];

/// Reads commands and variables, whichever of the files it is.
pub(super) fn read(reader: &mut Reader, root: &Node) {
    let name = reader.file.name();
    for (_, table) in COMMANDS.iter().filter(|(file, _)| *file == name) {
        commands(reader, root, table);
    }
    for (_, path) in ENVIRONMENTS.iter().filter(|(file, _)| *file == name) {
        for entry in root.at(path).map(|environment| environment.value.members()).unwrap_or_default() {
            let value = entry.value.scalar().or_else(|| entry.value.get("value")?.value.scalar());
            reader.environment(&entry.key, value, entry.span());
        }
    }
}

/// Reads a Heroku app's add-ons beside its variables.
pub(super) fn heroku(reader: &mut Reader, root: &Node) {
    read(reader, root);
    for addon in root.get("addons").map(|addons| addons.value.items()).unwrap_or_default() {
        if let Some(plan) = addon.text().or_else(|| addon.text_at("plan")) {
            let name = plan.split(':').next().unwrap_or(plan).to_owned();
            reader.push(FactKind::Service(Service { name, ..Service::default() }), addon.span);
        }
    }
}

/// Reads Fly's ports and mounts beside its variables.
pub(super) fn fly(reader: &mut Reader, root: &Node) {
    read(reader, root);
    let services = root.get("services").into_iter().chain(root.get("http_service"));
    for port in services.flat_map(one_or_many).filter_map(|service| service.get("internal_port")) {
        if let Some(number) = port.value.scalar().and_then(|number| number.parse().ok()) {
            reader.push(FactKind::Port(number), port.span());
        }
    }
    for destination in root.get("mounts").into_iter().flat_map(one_or_many).filter_map(|mount| mount.get("destination")) {
        if let Some(path) = destination.value.text() {
            reader.push(FactKind::Volume(path.to_owned()), destination.span());
        }
    }
}

/// What Render's services run; other types than these are background processes.
const RENDER_START: &[&str] = &["web", "pserv"];
/// Render's names for a Redis.
const RENDER_REDIS: &[&str] = &["redis", "keyvalue"];

/// Reads Render's blueprint.
pub(super) fn render(reader: &mut Reader, root: &Node) {
    for service in root.get("services").map(|services| services.value.items()).unwrap_or_default() {
        render_service(reader, service);
    }
    for group in root.get("envVarGroups").map(|groups| groups.value.items()).unwrap_or_default() {
        group.get("envVars").into_iter().for_each(|variables| entry_list(reader, &variables.value));
    }
    for database in root.get("databases").map(|databases| databases.value.items()).unwrap_or_default() {
        managed(reader, database, "postgres");
    }
}

fn render_service(reader: &mut Reader, service: &Node) {
    let kind = service.text_at("type").unwrap_or("web");
    if RENDER_REDIS.contains(&kind) {
        return managed(reader, service, "redis");
    }
    let name = service.text_at("name");
    let start = if RENDER_START.contains(&kind) { Purpose::Start } else { Purpose::Script };
    for (key, purpose) in [("buildCommand", Purpose::Build), ("preDeployCommand", Purpose::Release), ("startCommand", start)] {
        if let Some(member) = service.get(key)
            && let Some(line) = member.value.text()
        {
            reader.command(purpose, name, line, member.span());
        }
    }
    service.get("envVars").into_iter().for_each(|variables| entry_list(reader, &variables.value));
    if let Some(disk) = service.at("disk.mountPath")
        && let Some(path) = disk.value.text()
    {
        reader.push(FactKind::Volume(path.to_owned()), disk.span());
    }
}

/// A database that the platform runs.
fn managed(reader: &mut Reader, described: &Node, image: &str) {
    let name = described.text_at("name").unwrap_or(image).to_owned();
    reader.push(FactKind::Service(Service { name, image: Some(image.to_owned()), ..Service::default() }), described.span);
}

/// Adds the commands that a table names by dotted key.
pub(super) fn commands(reader: &mut Reader, root: &Node, table: &[(&str, Purpose)]) {
    for (path, purpose) in table {
        if let Some(member) = root.at(path)
            && let Some(line) = member.value.command_line()
        {
            reader.command(*purpose, None, &line, member.span());
        }
    }
}

/// Adds the variables of a list of `{key, value}`.
pub(super) fn entry_list(reader: &mut Reader, list: &Node) {
    for item in list.items() {
        if let Some(name) = item.text_at("key").or_else(|| item.text_at("name")) {
            reader.environment(name, item.get("value").and_then(|value| value.value.scalar()), item.span);
        }
    }
}

fn one_or_many(member: &Member) -> Vec<&Node> {
    match &member.value.content {
        Content::List(items) => items.iter().collect(),
        _ => vec![&member.value],
    }
}

#[cfg(test)]
mod tests {
    use crate::facts::config::testing::summary_without_settings;

    #[test]
    fn heroku_and_vercel() {
        let text = r#"{"env": {"A": "1", "B": {"value": "x", "required": true}, "C": {"generator": "secret"}}, "addons": ["heroku-postgresql:mini", {"plan": "heroku-redis"}], "scripts": {"postdeploy": "migrate"}}"#;
        insta::assert_snapshot!(summary_without_settings("app.json", text), @r#"
        command Release -: migrate | "postdeploy": "migrate"
        environment A Some("1") for - | "A": "1"
        environment B Some("x") for - | "B": {"value": "x", "required": true}
        environment C None for - | "C": {"generator": "secret"}
        service Service { name: "heroku-postgresql", image: None, build: None, profiles: [], volumes: [], depends_on: [], command: None } | "heroku-postgresql:mini"
        service Service { name: "heroku-redis", image: None, build: None, profiles: [], volumes: [], depends_on: [], command: None } | {"plan": "heroku-redis"}
        "#);
        insta::assert_snapshot!(summary_without_settings("vercel.json", r#"{"buildCommand": "vite build", "env": {"A": "@a"}}"#), @r#"
        command Build -: vite build | "buildCommand": "vite build"
        environment A Some("@a") for - | "A": "@a"
        "#);
    }

    #[test]
    fn render_blueprint() {
        let text = "services:\n  - type: web\n    name: api\n    buildCommand: pip install -r requirements.txt\n    startCommand: gunicorn app:app\n    disk:\n      name: data\n      mountPath: /var/data\n    envVars:\n      - key: SECRET\n        generateValue: true\n      - key: A\n        value: 1\n  - type: worker\n    name: jobs\n    startCommand: celery worker\n  - type: redis\n    name: cache\ndatabases:\n  - name: main\n";
        insta::assert_snapshot!(summary_without_settings("render.yaml", text), @r#"
        command Build api: pip install -r requirements.txt | buildCommand: pip install -r requirements.txt
        command Start api: gunicorn app:app | startCommand: gunicorn app:app
        environment SECRET None for - | key: SECRET⏎        generateValue: true
        environment A Some("1") for - | key: A⏎        value: 1
        volume /var/data | mountPath: /var/data
        command Script jobs: celery worker | startCommand: celery worker
        service Service { name: "cache", image: Some("redis"), build: None, profiles: [], volumes: [], depends_on: [], command: None } | type: redis⏎    name: cache
        service Service { name: "main", image: Some("postgres"), build: None, profiles: [], volumes: [], depends_on: [], command: None } | name: main
        "#);
    }

    #[test]
    fn fly_and_railway() {
        let text = "app = 'x'\n[env]\nPORT = 8080\n[http_service]\ninternal_port = 8080\n[mounts]\nsource = 'data'\ndestination = '/data'\n[deploy]\nrelease_command = 'migrate'\n";
        insta::assert_snapshot!(summary_without_settings("fly.toml", text), @r#"
        command Release -: migrate | release_command = 'migrate'
        environment PORT Some("8080") for - | PORT = 8080
        port 8080 | internal_port = 8080
        volume /data | destination = '/data'
        "#);
        insta::assert_snapshot!(summary_without_settings("railway.json", r#"{"deploy": {"startCommand": "npm start"}}"#), @r#"
        command Start -: npm start | "startCommand": "npm start"
        "#);
    }
}
