//! The benchmarks: Rust's, and those that run in a browser.

use anyhow::{Context, Result};

use crate::{page, paths, setup, shell};

/// Scripts that measure the finished page. Each fails over its own limit.
const SCRIPTS: &str = "tests/bench";

pub fn run() -> Result<()> {
    if paths::folders("crates")?.iter().any(|folder| folder.join("benches").is_dir()) {
        shell::run(shell::command("cargo").args(["bench", "--quiet", "--workspace", "--exclude=web", "--bench=*"]))?;
    }
    page::build()?;
    let chromium = setup::chromium::ensure()?;
    for script in paths::files(SCRIPTS, ".mjs")? {
        shell::say(paths::show(&script));
        let mut node = shell::command("node");
        shell::run(node.arg(&script).env(setup::chromium::VARIABLE, &chromium)).context("the page is too slow, or can't be measured")?;
    }
    Ok(())
}
