//! Every remedy that changes code makes its finding go away: check, apply, check again, over the bad examples of all rules.

use preflight::report::Migration;
use preflight::rules::{Example, ExampleKind};
use preflight::{Project, check, remedy, rules};

/// A migration of an example, with the names that a failure speaks of.
struct Case {
    rule: String,
    title: String,
    files: Vec<(String, String)>,
    migration: Migration,
}

fn project(files: &[(String, String)]) -> Project {
    Project::from_files(files.iter().map(|(path, text)| (path.clone(), text.clone())))
}

/// What the rule finds in the files, and the migrations for it.
fn findings_of(rule: &str, files: &[(String, String)]) -> (usize, Vec<Migration>) {
    let report = check(&project(files));
    let own = format!("{rule}@");
    let count = report.findings.iter().filter(|finding| finding.rule == rule).count();
    (count, report.migrations.into_iter().filter(|migration| migration.finding.starts_with(&own)).collect())
}

fn files(example: &Example) -> Vec<(String, String)> {
    example.files.iter().map(|file| (file.path.clone(), file.text.clone())).collect()
}

fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for rule in rules::catalogue() {
        for example in rule.examples.iter().filter(|example| example.kind == ExampleKind::Bad) {
            let files = files(example);
            for migration in findings_of(&rule.id, &files).1 {
                cases.push(Case { rule: rule.id.clone(), title: example.title.clone(), files: files.clone(), migration });
            }
        }
    }
    cases
}

/// True when a step changes a file that is there, other than the list of dependencies.
fn changes_code(case: &Case) -> bool {
    let changes = case.migration.steps.iter().filter_map(|step| step.change.as_ref());
    changes.into_iter().any(|change| !change.path.ends_with("requirements.txt") && case.files.iter().any(|(path, _)| *path == change.path))
}

#[test]
fn a_change_makes_its_finding_go_away() {
    let mut left = Vec::new();
    for case in cases().iter().filter(|case| changes_code(case)) {
        let before = findings_of(&case.rule, &case.files).0;
        let changed = remedy::apply(&case.files, &case.migration);
        let after = findings_of(&case.rule, &changed).0;
        if after >= before {
            let text: Vec<_> = changed.iter().map(|(path, text)| format!("--- {path}\n{text}")).collect();
            left.push(format!("## {} / {}: {before} findings before, {after} after\n{}", case.rule, case.title, text.join("\n")));
        }
    }
    assert!(left.is_empty(), "{} changes leave their finding:\n{}", left.len(), left.join("\n"));
}

#[test]
fn what_a_change_replaces_is_what_the_file_says() {
    for case in cases() {
        for change in case.migration.steps.iter().filter_map(|step| step.change.as_ref()) {
            let text = case.files.iter().find(|(path, _)| *path == change.path).map_or("", |(_, text)| text.as_str());
            let lines: Vec<_> = text.lines().skip(change.line as usize - 1).take((change.end_line + 1 - change.line) as usize).collect();
            assert_eq!(lines.join("\n"), change.before, "{} / {} at {}:{}", case.rule, case.title, change.path, change.line);
            assert_ne!(change.before, change.after, "{} / {}", case.rule, case.title);
        }
    }
}

/// Whether a file parses in its language; nothing for files of other languages.
fn parses(path: &str, text: &str) -> Option<bool> {
    let language: tree_sitter::Language = match path.rsplit_once('.')?.1 {
        "js" | "mjs" | "cjs" | "jsx" => tree_sitter_javascript::LANGUAGE.into(),
        "ts" | "mts" | "cts" => tree_sitter_typescript::LANGUAGE_TYPESCRIPT.into(),
        "tsx" => tree_sitter_typescript::LANGUAGE_TSX.into(),
        "py" => tree_sitter_python::LANGUAGE.into(),
        "json" => return Some(serde_json::from_str::<serde_json::Value>(text).is_ok()),
        _ => return None,
    };
    let mut parser = tree_sitter::Parser::new();
    parser.set_language(&language).expect("a grammar of this crate");
    parser.parse(text, None).map(|tree| !tree.root_node().has_error())
}

#[test]
fn a_change_leaves_files_that_parse() {
    let mut broken = Vec::new();
    for case in cases() {
        for (path, text) in remedy::apply(&case.files, &case.migration) {
            let before = case.files.iter().find(|(known, _)| *known == path).and_then(|(_, text)| parses(&path, text));
            if before != Some(false) && parses(&path, &text) == Some(false) {
                broken.push(format!("## {} / {}\n--- {path}\n{text}", case.rule, case.title));
            }
        }
    }
    assert!(broken.is_empty(), "{} changes break their file:\n{}", broken.len(), broken.join("\n"));
}

#[test]
fn every_recipe_that_a_rule_names_exists_and_every_recipe_is_named() {
    let mut named: Vec<String> = Vec::new();
    for rule in rules::rules() {
        named.extend(rule.head.recipes.iter().cloned());
        named.extend(rule.head.matches.iter().flat_map(|pattern| pattern.recipes.iter().cloned()));
    }
    let recipes = remedy::recipe::recipes();
    let missing: Vec<_> = named.iter().filter(|id| !recipes.iter().any(|recipe| recipe.id == **id)).collect();
    assert!(missing.is_empty(), "rules name recipes that there are not: {missing:?}");
    let followed = |id: &str| recipes.iter().any(|recipe| recipe.front.then.iter().chain(&recipe.front.or).any(|next| next == id));
    let unused: Vec<_> =
        recipes.iter().map(|recipe| recipe.id.as_str()).filter(|id| !named.iter().any(|name| name == id) && !followed(id)).collect();
    assert!(unused.is_empty(), "no rule names these recipes: {unused:?}");
}
