//! Debian and Ubuntu packages, where this program may install them.

use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::shell;

/// Installs packages, or says how to.
pub fn install(packages: &[&str], why: &str) -> Result<()> {
    let list = packages.join(" ");
    if shell::find("apt-get").is_none() {
        bail!("missing: {list}, needed to {why}\n  what to do: install them with this system's package manager");
    }
    let by_hand = format!("what to do: sudo apt-get install --no-install-recommends {list}");
    let Some(prefix) = privilege() else {
        bail!("missing: {list}, needed to {why}\n  {by_hand}");
    };
    shell::say(format!("installing the packages {list}: needed to {why} (about 1 min)"));
    if get(&prefix, packages).is_err() {
        // A machine that has never run `update` knows no packages at all.
        shell::run(apt_get(&prefix).args(["update", "-q"])).with_context(|| by_hand.clone())?;
        get(&prefix, packages).context(by_hand)?;
    }
    Ok(())
}

/// Whether the package lists know a package by this name.
pub fn knows(package: &str) -> bool {
    let found = shell::output(shell::command("apt-cache").args(["policy", package]));
    found.is_ok_and(|text| text.contains("Candidate:") && !text.contains("Candidate: (none)"))
}

fn get(prefix: &[&str], packages: &[&str]) -> Result<()> {
    shell::run(apt_get(prefix).args(["install", "-y", "-q", "--no-install-recommends"]).args(packages))
}

fn apt_get(prefix: &[&str]) -> Command {
    let mut words = prefix.iter().copied().chain(["apt-get"]);
    let mut command = shell::command(words.next().unwrap_or("apt-get"));
    command.args(words).env("DEBIAN_FRONTEND", "noninteractive");
    command
}

/// What to put before `apt-get`. On a person's own machine nothing is installed for the whole system unless
/// the person is root already; a CI runner may use sudo.
fn privilege() -> Option<Vec<&'static str>> {
    let id = shell::output(shell::command("id").arg("-u")).ok()?;
    if id.trim() == "0" {
        return Some(Vec::new());
    }
    let on_ci = std::env::var_os("CI").is_some();
    let sudo = on_ci && shell::output(shell::command("sudo").args(["-n", "true"])).is_ok();
    sudo.then(|| vec!["sudo", "-n"])
}
