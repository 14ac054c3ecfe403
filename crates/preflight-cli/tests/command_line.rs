//! The program as it is called: what is read, what is printed, and how it exits.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// Bytes that are no UTF-8: a file that holds them shows in the report's diagnostics if and only if it was read.
const PROBE: &[u8] = b"caf\xe9\n";

fn preflight(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_preflight"));
    command.args(arguments).env_remove("NO_COLOR").stdin(Stdio::null());
    command
}

fn run(arguments: &[&str]) -> Output {
    preflight(arguments).output().unwrap()
}

fn run_with_input(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = preflight(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    child.wait_with_output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, bytes) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

fn check_json(path: &Path, more: &[&str]) -> Value {
    let output = run(&[&["check", path.to_str().unwrap(), "--format", "json"], more].concat());
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {}", text(&output.stderr)))
}

/// The probes that were read.
fn probes(path: &Path) -> Vec<String> {
    let report = check_json(path, &[]);
    let diagnostics = report["diagnostics"].as_array().unwrap().iter();
    let mut paths: Vec<String> = diagnostics
        .filter(|diagnostic| diagnostic["message"].as_str().unwrap().contains("UTF-8"))
        .map(|diagnostic| diagnostic["path"].as_str().unwrap().to_owned())
        .collect();
    paths.sort();
    paths
}

#[test]
fn what_git_would_take_is_read() {
    let folder = folder(&[
        (".gitignore", b"ignored/\n*.log\n"),
        ("app.js", PROBE),
        (".env", PROBE),
        (".dockerfiles/web.Dockerfile", PROBE),
        ("deep/er/a.py", PROBE),
        ("deep/.gitignore", b"secret.txt\n"),
        ("deep/secret.txt", PROBE),
        ("ignored/a.js", PROBE),
        ("debug.log", PROBE),
        ("node_modules/left-pad/index.js", PROBE),
        (".git/config", PROBE),
    ]);
    assert_eq!(probes(folder.path()), [".dockerfiles/web.Dockerfile", ".env", "app.js", "deep/er/a.py"]);
}

#[test]
fn nothing_above_the_folder_counts() {
    let folder = folder(&[(".gitignore", b"*.js\n"), ("outside.py", PROBE), ("app/main.js", PROBE), ("app/package.json", b"{}")]);
    assert_eq!(probes(&folder.path().join("app")), ["main.js"]);
}

#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    let outside = folder(&[("secret.js", PROBE)]);
    let folder = folder(&[("a.js", PROBE), ("b.js", b"")]);
    std::os::unix::fs::symlink(outside.path(), folder.path().join("linked")).unwrap();
    std::os::unix::fs::symlink(outside.path().join("secret.js"), folder.path().join("linked.js")).unwrap();
    std::os::unix::fs::symlink(folder.path(), folder.path().join("loop")).unwrap();
    assert_eq!(probes(folder.path()), ["a.js"]);
}

#[test]
fn too_large_files_are_left_out_and_said() {
    let folder = folder(&[("big.js", &vec![b'a'; 3 << 20]), ("small.js", b"")]);
    let report = check_json(folder.path(), &[]);
    let messages = report["diagnostics"].to_string();
    assert!(messages.contains("big.js") && messages.contains("larger than"), "{messages}");
}

#[test]
fn reports_come_in_every_format() {
    let folder = folder(&[("package.json", b"{\"scripts\": {\"start\": \"node app.js\"}}"), ("app.js", b"console.log(1)\n")]);
    let path = folder.path().to_str().unwrap();
    for (format, beginning) in [("json", "{\n  \"schema\": 1,"), ("sarif", "{\n  \"$schema\""), ("markdown", "## "), ("text", "")] {
        let output = run(&["check", path, "--format", format]);
        assert!(text(&output.stdout).starts_with(beginning) && output.stdout.ends_with(b"\n"), "{format}: {}", text(&output.stdout));
        assert!(output.stderr.is_empty());
    }
}

#[test]
fn the_same_folder_gives_the_same_bytes() {
    let folder = folder(&[("b/x.js", b"fs.writeFileSync('a', b)\n"), ("a.py", b"x = []\n"), ("package.json", b"{}")]);
    let path = folder.path().to_str().unwrap();
    let arguments = ["check", path, "--format", "json"];
    assert_eq!(run(&arguments).stdout, run(&arguments).stdout);
}

#[test]
fn standard_input_and_files_are_snippets() {
    let output = run_with_input(&["check", "-", "--format", "json"], b"const express = require('express');\nconst app = express();\n");
    assert!(text(&output.stdout).contains("the text reads like app.js"));
    let output = run_with_input(&["check", "-", "--filename", "settings.py", "--format", "json"], b"caf\xe9 = 1\n");
    assert!(text(&output.stdout).contains("\"path\": \"settings.py\""), "{}", text(&output.stdout));
    let folder = folder(&[("one.js", PROBE), ("other.js", PROBE)]);
    let report = check_json(&folder.path().join("one.js"), &[]);
    assert_eq!(report["diagnostics"][0]["path"], "one.js");
}

#[test]
fn what_can_not_be_checked_exits_with_two() {
    let folder = folder(&[("app.js", b""), ("picture.png", b"\x89PNG\0\0"), ("package.json", b"{}")]);
    let path = folder.path().to_str().unwrap();
    let picture = folder.path().join("picture.png");
    for arguments in [
        vec!["check", "/no/such/folder"],
        vec!["check"],
        vec!["check", path, "--format", "xml"],
        vec!["check", path, "--project-path", "no/such/app"],
        vec!["check", picture.to_str().unwrap()],
        vec!["check", "-"],
        vec!["env"],
        vec!["env", "--template", "casino"],
        vec!["env", "--template", "chat", "--provider", "DATABASE_URL=Nobody"],
        vec!["explain", "no-such-rule"],
    ] {
        let output = run(&arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(arguments == ["check", "-"] || (!output.stderr.is_empty() && output.stdout.is_empty()), "{arguments:?}");
    }
}

#[test]
fn blockers_exit_with_one_and_what_can_be_deployed_with_zero() {
    let package = b"{\"scripts\": {\"start\": \"node app.js\"}, \"dependencies\": {\"express\": \"5\", \"express-session\": \"1\"}}";
    let app = b"const express = require('express');\nconst session = require('express-session');\nconst app = express();\n\
app.use(session({ secret: process.env.SECRET }));\napp.listen(process.env.PORT);\n";
    let bad = folder(&[("package.json", package), ("app.js", app)]);
    let output = run(&["check", bad.path().to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(1), "{}", text(&output.stdout));
    assert!(text(&output.stdout).contains("app.js:4:"), "{}", text(&output.stdout));
    let good = folder(&[("index.html", b"<!doctype html><title>Hello</title>\n"), ("style.css", b"body { margin: 0 }\n")]);
    let output = run(&["check", good.path().to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stdout));
}

#[cfg(unix)]
#[test]
fn a_reader_that_goes_away_is_no_panic() {
    for arguments in [&["rules", "--format", "json"][..], &["completions", "bash"], &["check", env!("CARGO_MANIFEST_DIR")], &["--help"]] {
        let mut child = preflight(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert!(!text(&output.stderr).contains("panicked"), "{arguments:?}: {}", text(&output.stderr));
        assert!(matches!(output.status.code(), Some(0..=2)), "{arguments:?}: {:?}", output.status);
    }
}

#[test]
fn colours_follow_the_flag_and_the_terminal() {
    let folder = folder(&[("package.json", b"{}"), ("app.js", b"")]);
    let path = folder.path().to_str().unwrap();
    let is_colored = |arguments: &[&str]| run(arguments).stdout.contains(&0x1b);
    assert!(is_colored(&["check", path, "--color", "always"]));
    assert!(!is_colored(&["check", path, "--color", "never"]));
    assert!(!is_colored(&["check", path]), "standard output is no terminal here");
    assert!(!is_colored(&["check", path, "--format", "json", "--color", "always"]));
}

#[test]
fn environment_blocks_come_from_projects_and_templates() {
    for (format, expected) in [
        ("lines", "APP_PORT=3000"),
        ("yaml", "APP_PORT: 3000"),
        ("flux-json", "\"appPort\": 3000"),
        ("docker-run", "-e APP_PORT=3000"),
        ("compose", "APP_PORT: \"3000\""),
    ] {
        let output = run(&["env", "--template", "e-commerce", "--format", format]);
        assert!(text(&output.stdout).contains(expected), "{format}: {}", text(&output.stdout));
        assert_eq!(output.status.code(), Some(0));
    }
    let output = run(&["env", "--template", "chat", "--repository", "https://github.com/me/talk"]);
    assert!(text(&output.stdout).contains("GIT_REPO_URL=https://github.com/me/talk\n"));
    let folder = folder(&[("package.json", b"{}"), ("app.js", b"")]);
    assert_eq!(run(&["env", folder.path().to_str().unwrap()]).status.code(), Some(0));
}

#[test]
fn every_rule_is_listed_and_explained() {
    let rules: Value = serde_json::from_slice(&run(&["rules", "--format", "json"]).stdout).unwrap();
    let list = text(&run(&["rules"]).stdout);
    let rules = rules.as_array().unwrap();
    assert!(!rules.is_empty());
    for rule in rules {
        assert!(list.contains(rule["id"].as_str().unwrap()));
    }
    let first = rules[0]["id"].as_str().unwrap();
    let explained = text(&run(&["explain", first]).stdout);
    assert!(explained.contains(rules[0]["title"].as_str().unwrap()) && explained.contains("## Fix"), "{explained}");
}

#[test]
fn shells_get_completions() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        assert!(text(&run(&["completions", shell]).stdout).contains("preflight"), "{shell}");
    }
}
