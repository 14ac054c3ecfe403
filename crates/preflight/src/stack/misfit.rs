//! What is no web app: databases, file and session stores, desktop programs, command-line tools, libraries.

mod package;
mod store;
mod window;

use crate::facts::Purpose;

use super::entries::Started;
use super::evidence::Evidence;
use super::frameworks::Recognised;
use super::tables::RuntimeRow;

/// Something that does not belong on the platform.
pub(super) struct Misfit {
    /// The kind's id.
    pub kind: &'static str,
    /// Why, and what to use instead.
    pub because: String,
}

/// True for an image that is a store itself.
pub(super) fn is_store(image: &str) -> bool {
    store::of_image(image).is_some()
}

/// What recognition has found so far.
pub(super) struct Known<'k, 'a> {
    /// The evidence.
    pub evidence: &'k Evidence<'a>,
    /// The runtime, if there is one.
    pub runtime: Option<&'static RuntimeRow>,
    /// The frameworks, the leading one first.
    pub frameworks: &'k [Recognised],
    /// The commands that start something.
    pub started: &'k [Started],
}

impl Known<'_, '_> {
    /// True when a framework that serves is used.
    pub fn serves(&self) -> bool {
        self.frameworks.iter().any(|one| one.row.server && one.used && one.row.kind != "worker")
    }

    /// True when the container or a Procfile offers something to the network.
    pub fn is_exposed(&self) -> bool {
        let port = self.evidence.inside().any(|fact| matches!(fact.kind, crate::facts::FactKind::Port(_)));
        port || self.evidence.commands().any(|(_, command)| command.purpose == Purpose::Start && command.name.as_deref() == Some("web"))
    }

    /// The words that the project says of itself first: descriptions in manifests and the first paragraph of its README.
    pub fn introduction(&self) -> String {
        let evidence = self.evidence;
        let manifests = [
            ("package.json", "description"),
            ("composer.json", "description"),
            ("pyproject.toml", "project.description"),
            ("Cargo.toml", "package.description"),
        ];
        let mut words: Vec<String> =
            manifests.iter().filter_map(|(file, key)| evidence.setting(file, key)).map(|(text, _)| text.to_lowercase()).collect();
        words.extend(evidence.find("README.md").or_else(|| evidence.find("readme.md")).map(|file| first_paragraph(&file.text)));
        words.join("\n")
    }
}

/// The first paragraph of a README that is prose: neither heading nor badge nor HTML.
fn first_paragraph(text: &str) -> String {
    let mut lines = Vec::new();
    let plain = without_links(&text.lines().take(80).collect::<Vec<_>>().join("\n"));
    for line in plain.lines().map(str::trim) {
        let is_prose = line.contains(' ') && !line.starts_with(['#', '!', '<', '|', '=']);
        match (is_prose, lines.is_empty()) {
            (true, _) => lines.push(line.to_lowercase()),
            (false, false) if line.is_empty() => break,
            _ => {}
        }
    }
    lines.join(" ").chars().take(500).collect()
}

/// Markdown with the words of its links, without images, targets and code marks.
fn without_links(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("](") {
        let (before, after) = (rest.get(..at).unwrap_or(""), rest.get(at + 2..).unwrap_or(""));
        let start = before.rfind('[').unwrap_or(before.len());
        let is_image = before.get(..start).is_some_and(|text| text.ends_with('!'));
        plain.push_str(before.get(..start).unwrap_or("").trim_end_matches('!'));
        plain.push_str(before.get(start + 1..).filter(|_| !is_image).unwrap_or(""));
        rest = after.find(')').and_then(|end| after.get(end + 1..)).unwrap_or("");
    }
    plain.push_str(rest);
    plain.replace(['`', '*', '[', ']'], "")
}

/// What speaks against the thing itself, the surest first.
pub(super) fn judge(known: &Known) -> Option<Misfit> {
    window::judge(known).or_else(|| store::judge(known)).or_else(|| package::judge(known))
}

/// The table of misfits.
mod table {
    use std::sync::LazyLock;

    use serde::Deserialize;

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(super) struct Misfits {
        pub window: Vec<Window>,
        pub terminal: Terminal,
        pub store: Vec<Store>,
    }

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(super) struct Window {
        pub name: String,
        pub dependencies: Vec<String>,
        pub imports: Vec<String>,
    }

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(super) struct Terminal {
        pub imports: Vec<String>,
    }

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(super) struct Store {
        pub kind: String,
        pub name: String,
        pub instead: String,
        pub images: Vec<String>,
        pub words: Vec<String>,
        pub proof: Vec<String>,
    }

    static MISFITS: LazyLock<Misfits> =
        LazyLock::new(|| crate::own_data::read(include_str!("../../tables/misfits.toml")).expect("the crate's own table is well-formed"));

    pub(super) fn misfits() -> &'static Misfits {
        &MISFITS
    }
}
