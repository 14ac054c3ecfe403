//! The steps of the tests, the quick ones first.

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

use crate::hook::worker;
use crate::setup::{self, TARGET};
use crate::{page, paths, shell, size};

/// A part of the tests.
pub struct Step {
    pub name: &'static str,
    pub about: &'static str,
    /// A program without which the step is left out.
    pub only_with: Option<&'static str>,
    pub run: fn() -> Result<()>,
}

const fn step(name: &'static str, about: &'static str, run: fn() -> Result<()>) -> Step {
    Step { name, about, only_with: None, run }
}

pub const STEPS: [Step; 13] = [
    step("fmt", "the code is formatted", || cargo(&["fmt", "--all", "--check"])),
    step("clippy", "no warnings", || cargo(&["clippy", "--quiet", "--workspace", "--exclude=web", "--all-targets", "--", "-Dwarnings"])),
    step("clippy-page", "no warnings in what the browser runs", clippy_page),
    step("unit", "unit and integration tests", unit),
    step("doc", "examples in the documentation", || cargo(&["test", "--quiet", "--workspace", "--exclude=web", "--doc"])),
    step("hostile", "whatever is pasted, a check ends in time", || {
        cargo(&["test", "--quiet", "--release", "-p=preflight", "--test=hostile"])
    }),
    Step {
        only_with: Some("cargo-deny"),
        ..step("deny", "no dependency with known flaws or from elsewhere", || cargo(&["deny", "check", "advisories", "bans", "sources"]))
    },
    Step { only_with: Some("cargo-audit"), ..step("audit", "no dependency with known flaws", || cargo(&["audit", "--quiet"])) },
    step("page", "the page builds", page::build),
    step("size", "the page is within its budgets", size::run),
    step("self-check", "this repository can be deployed, as a static site", self_check),
    step("parity", "the same report from the command line and from the worker, byte for byte", parity),
    step("browser", "the page in Chromium, end to end", browser),
];

fn cargo(words: &[&str]) -> Result<()> {
    shell::run(shell::command("cargo").args(words))
}

/// For the browser's target; natively where the library for it is not rustup's, since clippy has none to fit.
fn clippy_page() -> Result<()> {
    let toolbox = setup::for_page()?;
    let words = ["clippy", "--quiet", "--package=web", "--package=preflight-wasm"];
    if toolbox.has_clippy() {
        shell::run(toolbox.command("cargo").args(words).arg("--target").arg(TARGET).args(["--", "-Dwarnings"]))
    } else {
        shell::run(shell::command("cargo").args(words).args(["--", "-Dwarnings"]))
    }
}

fn unit() -> Result<()> {
    match shell::find("cargo-nextest") {
        Some(_) => cargo(&["nextest", "run", "--workspace", "--no-fail-fast", "--status-level=fail", "--show-progress=none"]),
        None => cargo(&["test", "--quiet", "--workspace", "--no-fail-fast", "--lib", "--bins", "--tests"]),
    }
}

/// The program, as the tests have built it.
fn program() -> Result<std::path::PathBuf> {
    cargo(&["build", "--quiet", "--package=preflight-cli"])?;
    Ok(paths::target().join("debug").join(format!("preflight{}", std::env::consts::EXE_SUFFIX)))
}

fn self_check() -> Result<()> {
    let mut check = shell::command(program()?);
    let report = shell::output(check.args(["check", ".", "--format", "json"])).context("this repository can't be deployed")?;
    let report: Value = serde_json::from_str(&report).context("the report is no JSON")?;
    for (place, wanted) in [("/verdict", "deployable"), ("/stack/runtime", "static"), ("/stack/kind", "static-site")] {
        let found = report.pointer(place).and_then(Value::as_str).unwrap_or_default();
        ensure!(found == wanted, "{place} is `{found}`, not `{wanted}`");
    }
    Ok(())
}

/// Over the gallery's examples, and this repository itself.
fn parity() -> Result<()> {
    page::build()?;
    let mut node = shell::command("node");
    node.args(["tests/parity/run.mjs", "--worker"]).arg(worker::folder()).arg("--program").arg(program()?);
    node.args(paths::folders("crates/preflight-wasm/examples")?).arg(paths::root());
    shell::run(&mut node)
}

fn browser() -> Result<()> {
    page::build()?;
    let chromium = setup::chromium::ensure()?;
    let tests = paths::files("tests/browser", ".test.mjs")?;
    if tests.is_empty() {
        bail!("there are no tests in tests/browser");
    }
    let mut node = shell::command("node");
    shell::run(node.arg("--test").args(tests).env(setup::chromium::VARIABLE, chromium))
}
