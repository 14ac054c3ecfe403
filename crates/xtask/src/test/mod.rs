//! Every test there is, step by step. A step that fails does not keep the others from running.

mod steps;

use std::process::ExitCode;
use std::time::Instant;

use anyhow::{Result, bail};

use crate::shell;
use steps::{STEPS, Step};

/// Runs all steps, or the one of the name. The last line that it prints is `N passed, N failed`.
pub fn run(only: Option<&str>) -> Result<ExitCode> {
    let chosen: Vec<&Step> = STEPS.iter().filter(|step| only.is_none_or(|name| name == step.name)).collect();
    if chosen.is_empty() {
        bail!("there is no step `{}`; the steps are:\n{}", only.unwrap_or_default(), list());
    }
    let mut passed = 0;
    let mut failures = Vec::new();
    for step in chosen {
        if let Some(tool) = step.only_with.filter(|tool| shell::find(tool).is_none()) {
            println!("━━ {}: left out, since {tool} is not installed", step.name);
            continue;
        }
        match timed(step) {
            Ok(()) => passed += 1,
            Err(error) => failures.push(format!("{}: {error:#}", step.name)),
        }
    }
    println!();
    for failure in &failures {
        println!("failed: {failure}");
    }
    println!("{passed} passed, {} failed", failures.len());
    Ok(if failures.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn timed(step: &Step) -> Result<()> {
    println!("━━ {}: {}", step.name, step.about);
    let started = Instant::now();
    let result = (step.run)();
    let verdict = if result.is_ok() { "passed" } else { "FAILED" };
    println!("   {} {verdict} after {:.1} s", step.name, started.elapsed().as_secs_f32());
    result
}

/// The steps, one a line.
pub fn list() -> String {
    let lines = STEPS.iter().map(|step| format!("  {:13} {}", step.name, step.about));
    lines.collect::<Vec<_>>().join("\n")
}
