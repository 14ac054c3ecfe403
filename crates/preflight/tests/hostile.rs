//! Whatever is pasted under whatever name: a check ends, in time, with a report.

use std::time::{Duration, Instant};

use preflight::Project;
use proptest::prelude::*;

/// One name for every reader and front end.
const NAMES: &[&str] = &[
    "app.js",
    "app.mjs",
    "app.jsx",
    "app.ts",
    "app.tsx",
    "app.py",
    "package.json",
    "package-lock.json",
    "yarn.lock",
    "pnpm-lock.yaml",
    "bun.lock",
    "tsconfig.json",
    "requirements.txt",
    "pyproject.toml",
    "poetry.lock",
    "uv.lock",
    "Pipfile",
    "Pipfile.lock",
    "setup.cfg",
    "environment.yml",
    "Procfile",
    ".env",
    ".env.example",
    "Dockerfile",
    "docker-compose.yml",
    "flux.json",
    "flux.yaml",
    "vercel.json",
    "app.json",
    "render.yaml",
    "fly.toml",
    "schema.prisma",
    "ormconfig.json",
    "alembic.ini",
    "settings.yaml",
    "config.toml",
    "supervisord.conf",
    "start.sh",
    "docker-run.txt",
    "env.yaml",
    ".nvmrc",
    "runtime.txt",
    "snippet.txt",
    "README.md",
    "index.html",
];

/// What counts as a hang. The aim is a second for a mebibyte in an optimised build; that is measured where nothing else runs, and this
/// must hold on any machine.
const LONGEST: Duration = Duration::from_secs(10);

/// Checks a file and gives the time that it took.
fn check(name: &str, bytes: &[u8]) -> Duration {
    let started = Instant::now();
    let report = preflight::check(&Project::from_files([(name, bytes)]));
    let elapsed = started.elapsed();
    assert!(serde_json::from_str::<serde_json::Value>(&report.to_json()).is_ok(), "{name}");
    elapsed
}

fn ends_in_time(name: &str, bytes: &[u8]) {
    let elapsed = check(name, bytes);
    assert!(elapsed < LONGEST, "{name}: {elapsed:?} for {} bytes", bytes.len());
}

const SEEDS: &[&str] = &[
    "x y:",
    "x y:\n",
    "case 1:",
    "{",
    "(((",
    "[[",
    "'",
    "\"",
    "`${",
    "a.",
    "a(",
    "- ",
    "a: &a [*a,",
    "<<: *a\n",
    "\n",
    "\t",
    "if x:\n ",
    "f(a)(",
    "=>",
    "A=",
    "FROM a\n",
    "\\",
    "/*",
    "#",
    "=",
    "\u{1F600}",
    "'''",
    "{\"a\":",
    "else if (a) {} ",
    "a?b:",
    "a=b=",
    "!",
    "a=[];\n",
    "app.get(a,b)\n",
    "process.env.A||",
    "@a\n",
    "import a from 'b';\n",
    "def f():\n a()\n",
];

/// Minutes without optimisation, so only an optimised build runs it: `cargo test --release -p preflight --test hostile`.
#[test]
#[cfg_attr(debug_assertions, ignore = "runs in the optimised build")]
fn a_mebibyte_of_one_thing() {
    let mut slow = Vec::new();
    for name in NAMES {
        for seed in SEEDS {
            let elapsed = check(name, seed.repeat((1 << 20) / seed.len()).as_bytes());
            if elapsed > LONGEST {
                slow.push(format!("{name} {seed:?}: {elapsed:?}"));
            }
        }
    }
    assert!(slow.is_empty(), "{} take too long:\n{}", slow.len(), slow.join("\n"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_bytes_under_any_name(name in prop::sample::select(NAMES), bytes in prop::collection::vec(any::<u8>(), 0..4096)) {
        ends_in_time(name, &bytes);
    }

    #[test]
    fn any_text_without_a_name(text in "\\PC{0,2000}") {
        preflight::check(&Project::snippet(&text, None));
    }

    #[test]
    fn pieces_of_real_files_in_any_order(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..60), name in prop::sample::select(NAMES)) {
        ends_in_time(name, pieces.concat().as_bytes());
    }
}

const PIECES: &[&str] = &[
    "const a = require('express')",
    "import x from 'y'",
    "\n",
    ";",
    "app.use(",
    "session({ store: ",
    ")",
    "{",
    "}",
    "process.env.X",
    " || ",
    "'sqlite:///a.db'",
    "def f(self, *a, **k):",
    "\n    ",
    "os.environ.get('A', ",
    "@app.route('/')",
    "class A(B):",
    "return",
    "if x:",
    "else:",
    "FROM node:20 AS a\n",
    "CMD [",
    "services:\n",
    "  db:\n",
    "    image: postgres\n",
    "{\"dependencies\": {",
    "\"a\": \"^1\"",
    "&a",
    "*a",
    "${A:-",
    "A=1\n",
    "\"\"\"",
    "`",
    "=> ",
    "async ",
    "await ",
    "\u{feff}",
    "\r\n",
    "\0",
    "é😀",
];
