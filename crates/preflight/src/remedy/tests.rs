//! What remedies say of small projects, whole.

use crate::report::{Report, Variable};
use crate::{Project, check};

fn report(files: &[(&str, &str)]) -> Report {
    check(&Project::from_files(files.iter().copied()))
}

/// The files after the first migration.
fn after(files: &[(&str, &str)]) -> String {
    let report = report(files);
    let files: Vec<_> = files.iter().map(|(path, text)| (path.to_string(), text.to_string())).collect();
    let migration = report.migrations.first().expect("a migration");
    super::apply(&files, migration).into_iter().next().map(|(_, text)| text).unwrap_or_default()
}

fn variable(report: &Report, name: &str) -> Variable {
    report.env.iter().find(|variable| variable.name == name).cloned().unwrap_or_else(|| panic!("no {name} in {:?}", names(report)))
}

fn names(report: &Report) -> Vec<&str> {
    report.env.iter().map(|variable| variable.name.as_str()).collect()
}

#[test]
fn sessions_keep_the_users_style() {
    let before = "const session = require(\"express-session\")\n\nfunction sessions(app) {\n    const options = { secret: process.env.SECRET }\n    app.use(session(options))\n}\n";
    insta::assert_snapshot!(after(&[("sessions.js", before)]), @r#"
    const session = require("express-session")
    const { RedisStore } = require("connect-redis")
    const { createClient } = require("redis")

    const redisClient = createClient({ url: process.env.REDIS_URL })
    redisClient.connect().catch(console.error)

    function sessions(app) {
        const options = { secret: process.env.SECRET }
        app.use(session({ ...options, store: new RedisStore({ client: redisClient }) }))
    }
    "#);
}

#[test]
fn changed_code_reads_the_apps_own_variable() {
    let store = "const Datastore = require('nedb');\n\nconst notes = new Datastore({ filename: 'notes.db' });\nmodule.exports = notes;\n";
    let app = "const mongoose = require('mongoose');\nrequire('./store');\nmongoose.connect(process.env.MONGO_URI);\nrequire('express')().listen(3000);\n";
    let manifest = r#"{ "scripts": { "start": "node app.js" }, "dependencies": { "express": "5", "mongoose": "8", "nedb": "1" } }"#;
    let report = report(&[("app.js", app), ("package.json", manifest), ("store.js", store)]);
    let mongo = variable(&report, "MONGO_URI");
    assert!(mongo.required && mongo.secret && mongo.providers.iter().any(|provider| provider.name == "MongoDB Atlas"));
    assert_eq!(mongo.read_at, ["app.js:3"]);
    assert!(!names(&report).contains(&"MONGODB_URI"), "{:?}", names(&report));
    let steps = report.migrations.iter().flat_map(|migration| &migration.steps);
    let changes: Vec<_> = steps.filter_map(|step| step.change.as_ref()).map(|change| change.after.as_str()).collect();
    assert!(changes.iter().any(|after| after.contains("process.env.MONGO_URI")), "{changes:?}");
}

#[test]
fn platform_variables_come_first_and_no_name_comes_twice() {
    let app = "const express = require('express');\nconst app = express();\napp.get('/', (req, res) => res.send(process.env.GREETING || 'hello'));\napp.listen(process.env.PORT || 4000);\n";
    let manifest = r#"{ "engines": { "node": "20.x" }, "scripts": { "start": "node app.js" }, "dependencies": { "express": "5" } }"#;
    let report = report(&[("app.js", app), ("package.json", manifest)]);
    assert_eq!(names(&report), ["GIT_REPO_URL", "APP_PORT", "NODE_VERSION", "PORT", "GREETING", "NODE_ENV"]);
    assert_eq!(variable(&report, "APP_PORT").value, "4000");
    assert_eq!(variable(&report, "PORT").value, "4000");
    assert_eq!(variable(&report, "NODE_VERSION").value, "20");
    let greeting = variable(&report, "GREETING");
    assert_eq!((greeting.value.as_str(), greeting.required, greeting.placeholder), ("hello", false, false));
    assert!(variable(&report, "GIT_REPO_URL").placeholder);
}

#[test]
fn secrets_are_never_copied() {
    let app = "import os\nfrom flask import Flask\n\napp = Flask(__name__)\napp.secret_key = os.environ['SECRET_KEY']\nTOKEN = os.environ.get('API_TOKEN', 'abcd1234efgh5678')\n";
    let dotenv = "SECRET_KEY=s3cr3t-that-was-committed\nAPI_TOKEN=abcd1234efgh5678\n";
    let report = report(&[(".env", dotenv), ("app.py", app), ("requirements.txt", "flask\ngunicorn\n")]);
    for name in ["SECRET_KEY", "API_TOKEN"] {
        let variable = variable(&report, name);
        assert!(variable.secret && variable.required && variable.placeholder, "{variable:?}");
        assert!(variable.reason.contains("Enterprise"));
    }
    assert!(!report.env.iter().any(|variable| variable.value.contains("s3cr3t") || variable.value.contains("abcd1234")));
}

#[test]
fn every_value_fits_on_a_line_of_the_wizards_box() {
    for rule in crate::rules::catalogue() {
        for example in &rule.examples {
            let files = example.files.iter().map(|file| (file.path.clone(), file.text.clone()));
            let report = check(&Project::from_files(files));
            for variable in &report.env {
                assert!(
                    !variable.value.is_empty() && !variable.value.contains('\n'),
                    "{} of {} / {}",
                    variable.name,
                    rule.id,
                    example.title
                );
            }
            let mut names = names(&report);
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), report.env.len(), "{} / {}", rule.id, example.title);
        }
    }
}
