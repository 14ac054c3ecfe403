//! package.json.

use super::reader::Reader;
use super::tree::{Member, Node};
use crate::facts::{Dependency, DependencyScope, FactKind, Purpose};

/// The lists of dependencies and what they are for.
const DEPENDENCIES: &[(&str, DependencyScope)] = &[
    ("dependencies", DependencyScope::Runtime),
    ("optionalDependencies", DependencyScope::Runtime),
    ("peerDependencies", DependencyScope::Runtime),
    ("devDependencies", DependencyScope::Development),
];

/// The scripts that package managers and platforms run by themselves.
const SCRIPTS: &[(&str, Purpose)] = &[
    ("start", Purpose::Start),
    ("build", Purpose::Build),
    ("preinstall", Purpose::Install),
    ("install", Purpose::Install),
    ("postinstall", Purpose::Install),
    ("prestart", Purpose::Release),
    ("release", Purpose::Release),
];

/// Where runtimes are pinned.
const VERSIONS: &[(&str, &str)] = &[("engines.node", "node"), ("engines.bun", "bun"), ("volta.node", "node")];

/// Reads dependencies, scripts and pinned versions.
pub(super) fn read(reader: &mut Reader, root: &Node) {
    for (list, scope) in DEPENDENCIES {
        let entries = root.get(list).map(|list| list.value.members()).unwrap_or_default();
        entries.iter().for_each(|entry| dependency(reader, entry, *scope));
    }
    for script in root.get("scripts").map(|scripts| scripts.value.members()).unwrap_or_default() {
        let purpose = SCRIPTS.iter().find(|(name, _)| *name == script.key).map_or(Purpose::Script, |(_, purpose)| *purpose);
        if let Some(line) = script.value.text() {
            reader.command(purpose, Some(&script.key), line, script.span());
        }
    }
    for (path, runtime) in VERSIONS {
        if let Some(member) = root.at(path)
            && let Some(version) = member.value.scalar()
        {
            reader.version(runtime, &version, member.span());
        }
    }
}

fn dependency(reader: &mut Reader, entry: &Member, scope: DependencyScope) {
    let dependency = Dependency { name: entry.key.clone(), version: entry.value.scalar(), locked: None, registry: "npm", scope };
    reader.push(FactKind::Dependency(dependency), entry.span());
}

#[cfg(test)]
mod tests {
    use crate::facts::config::testing::summary;

    #[test]
    fn dependencies_scripts_and_versions() {
        let text = r#"{"engines": {"node": ">=18"}, "main": "a.js",
            "dependencies": {"express": "^4.18.0"}, "devDependencies": {"jest": "29"},
            "scripts": {"start": "node a.js", "dev": "nodemon", "postinstall": "prisma generate"}}"#;
        insta::assert_snapshot!(summary("package.json", text), @r#"
        setting engines.node = ">=18" | "node": ">=18"
        setting main = "a.js" | "main": "a.js"
        setting dependencies.express = "^4.18.0" | "express": "^4.18.0"
        setting devDependencies.jest = "29" | "jest": "29"
        setting scripts.start = "node a.js" | "start": "node a.js"
        setting scripts.dev = "nodemon" | "dev": "nodemon"
        setting scripts.postinstall = "prisma generate" | "postinstall": "prisma generate"
        dependency npm express Runtime ^4.18.0 | "express": "^4.18.0"
        dependency npm jest Development 29 | "jest": "29"
        command Start start: node a.js | "start": "node a.js"
        command Script dev: nodemon | "dev": "nodemon"
        command Install postinstall: prisma generate | "postinstall": "prisma generate"
        version node >=18 | "node": ">=18"
        "#);
    }
}
