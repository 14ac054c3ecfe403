//! Every rule file is read, and its examples are run: what is bad is found on the marked lines, what is good or a trap is not.

use preflight::project::Project;
use preflight::report::Severity;
use preflight::rules::{self, Example, ExampleKind, FactPattern, PREDICATES, Rule, SHAPES};

fn project_of(example: &Example) -> Project {
    match example.files.as_slice() {
        [file] => Project::snippet(&file.text, Some(&file.path)),
        files => Project::from_files(files.iter().map(|file| (file.path.clone(), file.text.clone()))),
    }
}

#[test]
fn every_rule_file_is_read_and_lies_where_its_head_says() {
    for (path, rule) in rules::parse_all() {
        let rule = rule.unwrap_or_else(|error| panic!("{path}: {error}"));
        let category = serde_json::to_value(rule.head.category).unwrap();
        assert_eq!(path.replace('\\', "/"), format!("{}/{}.md", category.as_str().unwrap(), rule.head.id));
    }
}

#[test]
fn every_rule_has_bad_good_and_trap_examples() {
    for rule in rules::rules() {
        for kind in [ExampleKind::Bad, ExampleKind::Good, ExampleKind::Trap] {
            assert!(rule.examples.iter().any(|example| example.kind == kind), "{} has no {kind:?} example", rule.head.id);
        }
        let marked = rule.examples.iter().filter(|example| example.kind == ExampleKind::Bad);
        for example in marked {
            assert!(
                example.files.iter().any(|file| !file.expected.is_empty()),
                "{}: bad example `{}` marks no line",
                rule.head.id,
                example.title
            );
        }
    }
}

#[test]
fn the_examples_are_judged_as_they_say() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for rule in rules::rules() {
        for example in &rule.examples {
            count += 1;
            wrong.extend(judge(rule, example));
        }
    }
    assert!(wrong.is_empty(), "{} of {count} examples:\n{}", wrong.len(), wrong.join("\n"));
}

/// What is wrong with an example, one line a place.
fn judge(rule: &Rule, example: &Example) -> Option<String> {
    let report = preflight::check(&project_of(example));
    let mut found: Vec<(String, u32)> =
        report.findings.iter().filter(|finding| finding.rule == rule.head.id).map(|finding| (finding.path.clone(), finding.line)).collect();
    let mut expected: Vec<(String, u32)> =
        example.files.iter().flat_map(|file| file.expected.iter().map(|line| (file.path.clone(), *line))).collect();
    if example.kind != ExampleKind::Bad {
        // A finding that only points at a variable to set is what a good twin may still show; one that blocks never is.
        expected.clear();
        let blocking = report.findings.iter().filter(|finding| finding.category == rule.head.category && finding.blocks());
        found.extend(blocking.map(|finding| (format!("{} ({})", finding.path, finding.rule), finding.line)));
    }
    found.sort();
    found.dedup();
    expected.sort();
    let seen: Vec<String> = report.findings.iter().map(|finding| format!("{}@{}:{}", finding.rule, finding.path, finding.line)).collect();
    (found != expected).then(|| {
        format!("{} / {:?} `{}`: expected {expected:?}, found {found:?} (all: {seen:?})", rule.head.id, example.kind, example.title)
    })
}

#[test]
fn rules_name_shapes_and_predicates_that_exist() {
    for rule in rules::rules() {
        rule.head.matches.iter().for_each(|pattern| check_names(rule, pattern, true));
    }
}

fn check_names(rule: &Rule, pattern: &FactPattern, subject: bool) {
    let id = &rule.head.id;
    assert!(!subject || pattern.has_subject(), "{id}: a match without a subject");
    if let Some(name) = &pattern.predicate {
        assert!(PREDICATES.iter().any(|(known, _)| known == name), "{id}: no predicate `{name}`");
    }
    for value in pattern.argument.values().chain(pattern.option.values()).chain(&pattern.value) {
        let mut value = Some(value);
        while let Some(pattern) = value {
            for shape in &pattern.is {
                assert!(SHAPES.iter().any(|(known, _)| known == shape), "{id}: no shape `{shape}`");
            }
            value = pattern.not.as_deref();
        }
    }
    pattern.when.iter().chain(&pattern.unless).chain(&pattern.any).for_each(|condition| check_names(rule, condition, false));
}

#[test]
fn severities_are_said_in_the_design() {
    let at_most_a_warning = ["local-log-file"];
    for rule in rules::rules() {
        let category = serde_json::to_value(rule.head.category).unwrap();
        if at_most_a_warning.contains(&category.as_str().unwrap()) {
            assert!(rule.head.severity >= Severity::Configure, "{} blocks", rule.head.id);
        }
    }
}
