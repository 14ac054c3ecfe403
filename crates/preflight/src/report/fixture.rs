//! Reports that the tests of every rendering share: a shop with everything wrong, and an app that is fine.

use super::*;

/// The shop's source.
pub const SERVER: &str = "const express = require('express');\nconst session = require('express-session');\n\
const multer = require('multer');\n\nconst app = express();\n\
app.use(session({ secret: 'käse 🧀', store: new MemoryStore() }));\n\
\tconst upload = multer({ dest: '商品/' });\n\
const orders = new Database(\n  'shop.sqlite',\n  { wal: true },\n);\n\
mongoose.connect('mongodb://localhost:27017/shop|<b>`x`</b>');\napp.listen(3000);\n";

/// A line of the shop's source.
pub fn line(path: &str, number: u32) -> Option<String> {
    let index = crate::text::LineIndex::new(SERVER);
    (path == "src/server 1.js" && number <= index.count()).then(|| index.line(SERVER, number).to_owned())
}

fn finding(rule: &str, category: Category, severity: Severity, range: [u32; 4], texts: [&str; 3]) -> Finding {
    let [line, column, end_line, end_column] = range;
    let [message, why, fix] = texts;
    Finding {
        rule: rule.into(),
        category,
        severity,
        confidence: Confidence::High,
        path: "src/server 1.js".into(),
        line,
        column,
        end_line,
        end_column,
        message: message.into(),
        evidence: self::line("src/server 1.js", line).unwrap_or_default().trim().into(),
        why: why.into(),
        fix: fix.into(),
        variables: Vec::new(),
    }
}

fn findings() -> Vec<Finding> {
    let low = finding(
        "memory-container",
        Category::MemoryState,
        Severity::Warning,
        [5, 7, 5, 10],
        ["`app` may hold state.", "Every copy has its own.", "Keep it in Redis."],
    );
    let whole_file = finding("start-command", Category::StartCommand, Severity::Info, [0, 0, 0, 0], ["No start script.", "", "Add one."]);
    vec![
        finding(
            "express-session-memory",
            Category::MemorySession,
            Severity::Blocker,
            [6, 42, 6, 59],
            [
                "Sessions are kept in the memory of one copy (`MemoryStore`).",
                "Several copies run behind one address, and every redeploy empties their memory: users are logged out at random.",
                "Keep sessions in Redis (connect-redis), or use signed cookies.",
            ],
        ),
        finding(
            "multer-disk-storage",
            Category::LocalFileWrite,
            Severity::Blocker,
            [7, 25, 7, 36],
            [
                "Uploads are written to the folder 商品/.",
                "The disk is thrown away at every redeploy.",
                "Keep uploads in memory and send them to S3.",
            ],
        ),
        finding(
            "better-sqlite3-file",
            Category::LocalDatabase,
            Severity::Blocker,
            [8, 16, 11, 2],
            ["Orders are stored in shop.sqlite.", "The disk is thrown away at every redeploy.", "Use PostgreSQL by DATABASE_URL."],
        ),
        Finding {
            variables: vec!["MONGODB_URI".into()],
            ..finding(
                "mongodb-literal",
                Category::HardcodedEndpoint,
                Severity::Configure,
                [12, 18, 12, 60],
                [
                    "The address of MongoDB is written into the code.",
                    "localhost is the container itself.",
                    "Read MONGODB_URI | set it.\nThen redeploy.",
                ],
            )
        },
        Finding { confidence: Confidence::Low, ..low },
        Finding { path: "package.json".into(), ..whole_file },
    ]
}

fn variable(name: &str, value: &str, secret: bool, reason: &str) -> Variable {
    Variable {
        name: name.into(),
        value: value.into(),
        secret,
        required: true,
        reason: reason.into(),
        read_at: Vec::new(),
        placeholder: secret,
        providers: Vec::new(),
    }
}

fn migrations() -> Vec<Migration> {
    let step = |text: &str| Step { text: text.into(), language: None, code: None, change: None };
    let change = Change {
        path: "src/server 1.js".into(),
        line: 6,
        end_line: 6,
        before: "app.use(session({ secret: 'käse 🧀', store: new MemoryStore() }));".into(),
        after: "app.use(session({ secret: process.env.SESSION_SECRET, store: new RedisStore({ client }) }));".into(),
    };
    let new_file = Change {
        path: "pre-deploy.sh".into(),
        line: 1,
        end_line: 0,
        before: String::new(),
        after: "#!/bin/bash\nnpx knex migrate:latest\n".into(),
    };
    vec![
        Migration {
            finding: "express-session-memory@src/server 1.js:6".into(),
            title: "Move sessions to Redis".into(),
            steps: vec![
                Step {
                    language: Some("shell".into()),
                    code: Some("npm install connect-redis@9 redis@5".into()),
                    ..step("Add the store for express-session 1.18.")
                },
                Step { language: Some("javascript".into()), change: Some(change), ..step("Give the session the store.") },
            ],
        },
        Migration {
            finding: "better-sqlite3-file@src/server 1.js:8".into(),
            title: "Move the data to PostgreSQL".into(),
            steps: vec![Step { language: Some("shell".into()), change: Some(new_file), ..step("Migrate before each deploy.") }],
        },
    ]
}

fn item(id: &str, status: Status, because: &str) -> ChecklistItem {
    ChecklistItem { id: id.into(), status, because: because.into() }
}

/// Everything is wrong with it.
pub fn shop() -> Report {
    Report {
        schema: SCHEMA,
        verdict: Verdict::NeedsChanges,
        summary: "Sessions, uploads and orders would be lost at every redeploy: three things must move out of the container first.".into(),
        stack: StackReport {
            runtime: "node".into(),
            kind: "server-rendered".into(),
            frameworks: vec!["Express".into()],
            package_manager: Some("npm".into()),
            port: Some(3000),
            install: Some("npm ci".into()),
            build: None,
            start: Some("node \"src/server 1.js\"".into()),
            entry_points: vec!["src/server 1.js".into()],
            project_path: String::new(),
            inferred: Vec::new(),
        },
        findings: findings(),
        checklist: vec![
            item("no-local-writes", Status::Fail, "src/server 1.js:7 writes uploads"),
            item("database-url", Status::Configure, "src/server 1.js:12 | MONGODB_URI"),
            item("external-uploads", Status::Fail, "src/server 1.js:7"),
            item("external-sessions", Status::Pass, "none are used"),
            item("restart-safe", Status::Unknown, "nothing says so"),
        ],
        env: vec![
            variable("GIT_REPO_URL", "", false, "Where the code is"),
            variable("APP_PORT", "3000", false, "src/server 1.js:13 listens on it"),
            variable("MONGODB_URI", "mongodb://user:pass@your-db-host.com:27017/shop", true, "The products"),
        ],
        migrations: migrations(),
        diagnostics: vec![
            Diagnostic { path: "data/big.json".into(), message: "Left out: larger than 1024 KiB.".into() },
            Diagnostic { path: String::new(), message: "Only the first 20000 files are read.".into() },
        ],
    }
}

/// Nothing is wrong with it.
pub fn fine() -> Report {
    let checklist = vec![item("no-local-writes", Status::Pass, "nothing in it writes")];
    let env = vec![variable("APP_PORT", "3000", false, "")];
    let summary = "It keeps nothing of its own.".into();
    Report {
        verdict: Verdict::Deployable,
        summary,
        findings: Vec::new(),
        checklist,
        env,
        migrations: Vec::new(),
        diagnostics: Vec::new(),
        ..shop()
    }
}
