//! All rules of the project, read once from the files that are built in.

use std::sync::LazyLock;

use include_dir::{Dir, include_dir};

use super::rule::{Rule, RuleError};

static FILES: Dir = include_dir!("$CARGO_MANIFEST_DIR/rules");

static RULES: LazyLock<Vec<Rule>> = LazyLock::new(|| {
    let mut rules: Vec<Rule> = parse_all().into_iter().filter_map(|(_, rule)| rule.ok()).collect();
    rules.sort_by(|one, other| (one.head.category, &one.head.id).cmp(&(other.head.category, &other.head.id)));
    rules
});

/// Every rule, by category and id.
pub fn rules() -> &'static [Rule] {
    &RULES
}

/// A rule by its id.
pub fn rule(id: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.head.id == id)
}

/// Every rule file with its path, read or not. The tests hold that all are read; a build never panics over one.
pub fn parse_all() -> Vec<(&'static str, Result<Rule, RuleError>)> {
    let folders = FILES.dirs().flat_map(Dir::files);
    let texts = folders.filter_map(|file| Some((file.path().to_str()?, file.contents_utf8()?)));
    texts.filter(|(path, _)| path.ends_with(".md")).map(|(path, text)| (path, Rule::parse(text))).collect()
}
