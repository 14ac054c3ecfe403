//! The output is SARIF by the standard's own schema, and says what the report says.

use serde_json::Value;

use super::*;
use crate::report::fixture;

fn texts() -> Vec<RuleText> {
    vec![RuleText {
        id: "multer-disk-storage".into(),
        title: "multer keeps uploads on disk".into(),
        severity: Severity::Blocker,
        markdown: "Uploads vanish.\n\n## Fix\n\nUse `memoryStorage`.".into(),
    }]
}

/// The official schema. The patterns for languages, which no report gives, are left out: they hold a stray bracket that strict readers refuse.
fn validator() -> jsonschema::Validator {
    let mut schema: Value = serde_json::from_str(include_str!("../../../tests/sarif/sarif-schema-2.1.0.json")).unwrap();
    for owner in ["run", "toolComponent"] {
        let language = schema.pointer_mut(&format!("/definitions/{owner}/properties/language")).unwrap();
        language.as_object_mut().unwrap().remove("pattern");
    }
    jsonschema::options().should_validate_formats(true).build(&schema).unwrap()
}

fn assert_valid(text: &str) -> Value {
    let log = serde_json::from_str(text).unwrap();
    let errors: Vec<String> = validator().iter_errors(&log).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    log
}

#[test]
fn the_output_is_valid_by_the_official_schema() {
    assert_valid(&render(&fixture::fine(), &[]));
    let text = render(&fixture::shop(), &texts());
    assert_valid(&text);
    insta::assert_snapshot!("shop", text);
}

#[test]
fn a_wrong_log_is_not_valid() {
    let text = render(&fixture::shop(), &[]).replace("\"startLine\": 6", "\"startLine\": 0");
    assert!(!validator().is_valid(&serde_json::from_str(&text).unwrap()));
}

#[test]
fn empty_texts_and_odd_paths_stay_valid() {
    let mut report = fixture::shop();
    for finding in &mut report.findings {
        finding.message.clear();
        finding.why.clear();
        finding.fix.clear();
        finding.path = "a b/%/ü#?.js".into();
    }
    report.diagnostics[0].message.clear();
    let log = assert_valid(&render(&report, &[]));
    let uri = &log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
    assert_eq!(uri, "a%20b/%25/%C3%BC%23%3F.js");
}

#[test]
fn fingerprints_do_not_move_with_lines() {
    let before = fixture::shop().findings;
    let mut after = before.clone();
    for finding in &mut after {
        finding.line += 7;
        finding.end_line += 7;
        finding.evidence = format!("  {}", finding.evidence);
    }
    assert_eq!(fingerprint::fingerprints(&before), fingerprint::fingerprints(&after));
    let twice = fingerprint::fingerprints(&[before[0].clone(), before[0].clone(), before[1].clone()]);
    assert!(twice[0] != twice[1] && twice[1] != twice[2]);
}
