//! Verdicts, sentences and items of small projects with findings made by hand.

use super::{Assessment, assess};
use crate::facts::{Facts, Place};
use crate::project::Project;
use crate::report::{Category, Confidence, Finding, Severity, Status, Verdict};
use crate::rules::Judgement;
use crate::stack::Stack;
use crate::text::Span;

fn found(category: Category, severity: Severity, confidence: Confidence, rule: &str, variables: &[&str]) -> Judgement {
    let finding = Finding {
        rule: rule.into(),
        category,
        severity,
        confidence,
        path: "app.js".into(),
        line: 7,
        column: 1,
        end_line: 7,
        end_column: 2,
        message: "It does.".into(),
        evidence: String::new(),
        why: String::new(),
        fix: String::new(),
        variables: variables.iter().map(|name| (*name).to_owned()).collect(),
    };
    let place = Place { file: crate::project::FileId(0), span: Span::default() };
    Judgement { finding, recipes: Vec::new(), place, statement: Span::default(), captures: Vec::new() }
}

fn assessed(project: &Project, findings: &[Judgement]) -> Assessment {
    let facts = Facts::gather(project);
    assess(project, &Stack::recognise(project, &facts), &facts, findings)
}

fn status(assessment: &Assessment, id: &str) -> (Status, String) {
    let item = assessment.checklist.iter().find(|item| item.id == id).expect(id);
    (item.status, item.because.clone())
}

fn app(code: &str) -> Project {
    let manifest = r#"{"scripts": {"start": "node app.js"}, "dependencies": {"express": "4"}}"#;
    Project::from_files([("package.json", manifest), ("app.js", code)])
}

const EXPRESS: &str = "const app = require('express')();\napp.listen(process.env.PORT || 3000);\n";

#[test]
fn a_clean_app_passes_with_evidence() {
    let assessment = assessed(&app(EXPRESS), &[]);
    assert_eq!(assessment.verdict, Verdict::Deployable);
    assert_eq!(assessment.summary, "This Express app can be deployed.");
    let ids: Vec<_> = assessment.checklist.iter().map(|item| item.id.as_str()).collect();
    assert_eq!(ids, ["no-local-writes", "database-url", "external-uploads", "external-sessions", "restart-safe", "no-localhost"]);
    assert!(assessment.checklist.iter().all(|item| item.status == Status::Pass && item.because.contains("1 file read")));
}

#[test]
fn passes_name_what_is_kept_outside() {
    let code = "const { S3Client } = require('@aws-sdk/client-s3');\nconst pg = require('pg');\nconst pool = new pg.Pool({ connectionString: process.env.DATABASE_URL });\n";
    let assessment = assessed(&app(&format!("{EXPRESS}{code}")), &[]);
    assert_eq!(status(&assessment, "database-url"), (Status::Pass, "DATABASE_URL is read at app.js:5".into()));
    assert_eq!(status(&assessment, "external-uploads"), (Status::Pass, "@aws-sdk/client-s3 is used at app.js:3".into()));
    let unseen = assessed(&app(&format!("{EXPRESS}const pg = require('pg');\n")), &[]);
    assert_eq!(status(&unseen, "database-url").0, Status::Unknown);
}

#[test]
fn findings_decide_items_and_verdict() {
    let findings = [
        found(Category::LocalFileWrite, Severity::Blocker, Confidence::High, "multer-disk", &[]),
        found(Category::LocalFileWrite, Severity::Blocker, Confidence::High, "multer-disk", &[]),
        found(Category::MemorySession, Severity::Blocker, Confidence::Medium, "express-session", &[]),
        found(Category::MemoryState, Severity::Warning, Confidence::High, "rate-limit", &[]),
        found(Category::HardcodedEndpoint, Severity::Configure, Confidence::High, "mongo-literal", &["MONGODB_URI"]),
    ];
    let assessment = assessed(&app(EXPRESS), &findings);
    assert_eq!(assessment.verdict, Verdict::NeedsChanges);
    assert_eq!(
        assessment.summary,
        "This Express app must be changed before it can be deployed: it writes files to the container's disk (2 places) and it keeps sessions where other copies of it cannot see them."
    );
    let statuses: Vec<_> = assessment.checklist.iter().map(|item| item.status).collect();
    assert_eq!(statuses, [Status::Fail, Status::Configure, Status::Fail, Status::Fail, Status::Pass, Status::Configure]);
    assert_eq!(status(&assessment, "external-sessions").1, "app.js:7: It does");
}

#[test]
fn doubtful_findings_decide_nothing() {
    let doubtful = [found(Category::MemoryState, Severity::Blocker, Confidence::Low, "container", &[])];
    let assessment = assessed(&app(EXPRESS), &doubtful);
    assert_eq!(assessment.verdict, Verdict::Deployable);
    assert_eq!(status(&assessment, "restart-safe").0, Status::Unknown);
}

#[test]
fn variables_to_set_are_named() {
    let findings = [found(Category::LocalDatabase, Severity::Configure, Confidence::High, "sqlite-default", &["DATABASE_URL"])];
    assert_eq!(assessed(&app(EXPRESS), &findings).summary, "This Express app can be deployed, once the variable DATABASE_URL is set.");
}

#[test]
fn snippets_say_how_far_they_reach() {
    for (text, name, verdict, summary) in [
        (EXPRESS, "app.js", Verdict::Deployable, "This Express code can be deployed, as far as this snippet shows."),
        (
            "const a = 1;\n",
            "a.js",
            Verdict::Unknown,
            "This snippet shows no app and nothing against one: add the file that starts your server, or the whole folder.",
        ),
        ("LOG=1\n", ".env", Verdict::Unknown, "These settings alone do not show an app: add its code, or the whole folder."),
        (
            "DATABASE_URL=postgresql://u@neon.tech/shop\n",
            ".env",
            Verdict::Deployable,
            "Nothing in this snippet stands against a deployment, as far as it shows.",
        ),
        (
            "DATABASE_URL=postgresql://u@localhost/shop\n",
            ".env",
            Verdict::Unknown,
            "These settings alone do not show an app: add its code, or the whole folder.",
        ),
    ] {
        let assessment = assessed(&Project::snippet(text, Some(name)), &[]);
        assert_eq!((assessment.verdict, assessment.summary.as_str()), (verdict, summary), "{text}");
    }
}

#[test]
fn nothing_and_misfits_are_said() {
    let nothing = assessed(&Project::from_files([("README.md", "x"), ("LICENSE", "y")]), &[]);
    assert_eq!(nothing.verdict, Verdict::Unknown);
    assert!(nothing.summary.contains("package.json"));
    let book = assessed(
        &Project::from_files([("package.json", r#"{"name": "guide", "scripts": {"lint": "markdownlint ."}}"#), ("README.md", "x")]),
        &[],
    );
    assert_eq!(book.verdict, Verdict::Unknown);
    let desktop = assessed(
        &Project::from_files([("package.json", r#"{"devDependencies": {"electron": "30"}}"#), ("a.js", "require('electron')")]),
        &[],
    );
    assert_eq!(desktop.verdict, Verdict::NotDeployable);
    assert!(desktop.summary.contains("Electron") && desktop.summary.matches(". ").count() == 0, "{}", desktop.summary);
    assert!(desktop.checklist.iter().all(|item| item.status == Status::Unknown));
}
