//! How large the page is, as it is shipped, and whether that is within its budgets.

mod measure;
mod start;

use std::fs;
use std::path::Path;

use anyhow::{Result, bail};

use crate::{page, paths, shell};
use measure::Sizes;

/// A shipped file.
struct Shipped {
    /// With `/`, from the page's folder.
    name: String,
    sizes: Sizes,
    /// Whether the page can't be used before it is there.
    at_start: bool,
}

/// A limit for the sum of some files, compressed as hosts compress them.
struct Budget {
    what: &'static str,
    /// In units of 1000 bytes.
    kilobytes: usize,
    /// What it may not outgrow as long as the budget is not met yet; the budget itself where it is.
    bound: usize,
    covers: fn(&Shipped) -> bool,
}

const BUDGETS: [Budget; 3] = [
    Budget { what: "everything up to an interactive page", kilobytes: 450, bound: 450, covers: |file| file.at_start },
    Budget { what: "of which the application's WebAssembly", kilobytes: 250, bound: 250, covers: |file| file.at_start && is_wasm(file) },
    // Three grammars are 290 KB of it and the texts of rules and recipes 110 KB; the rest is code that has to become smaller.
    Budget { what: "the worker's WebAssembly", kilobytes: 500, bound: 820, covers: |file| !file.at_start && is_wasm(file) },
];

fn is_wasm(file: &Shipped) -> bool {
    file.name.ends_with(".wasm")
}

/// Prints the size of every file of the page; fails if a budget is overdrawn.
pub fn run() -> Result<()> {
    page::build()?;
    shell::say("compressing every file as far as it goes (some seconds)");
    let files = shipped(&paths::dist())?;
    print(&files);
    let over: Vec<&str> = BUDGETS.iter().filter(|budget| !report(budget, &files)).map(|budget| budget.what).collect();
    if !over.is_empty() {
        bail!("over budget: {}", over.join("; "));
    }
    Ok(())
}

fn shipped(folder: &Path) -> Result<Vec<Shipped>> {
    let at_start = start::files(folder)?;
    let mut names = Vec::new();
    collect(folder, "", &mut names)?;
    names.sort();
    let measured = names.into_iter().map(|name| {
        let sizes = measure::sizes(&fs::read(folder.join(&name))?)?;
        Ok(Shipped { at_start: at_start.contains(&name), name, sizes })
    });
    measured.collect()
}

fn collect(folder: &Path, prefix: &str, names: &mut Vec<String>) -> Result<()> {
    for entry in folder.join(prefix).read_dir()? {
        let entry = entry?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            collect(folder, &format!("{name}/"), names)?;
        } else {
            names.push(name);
        }
    }
    Ok(())
}

fn print(files: &[Shipped]) {
    let width = files.iter().map(|file| file.name.len()).max().unwrap_or(0);
    println!("{:width$}  {:>9}  {:>9}  {:>9}", "bytes", "raw", "gzip 9", "brotli 11");
    for Shipped { name, sizes, at_start } in files {
        let note = if *at_start { "at start" } else { "" };
        println!("{name:width$}  {:>9}  {:>9}  {:>9}  {note}", sizes.raw, sizes.gzip, sizes.brotli);
    }
    println!();
}

/// Prints where a budget stands, and tells whether it holds.
fn report(budget: &Budget, files: &[Shipped]) -> bool {
    let used: usize = files.iter().filter(|file| (budget.covers)(file)).map(|file| file.sizes.brotli).sum();
    let holds = used <= budget.bound * 1000;
    let verdict = match (used <= budget.kilobytes * 1000, holds) {
        (true, _) => String::new(),
        (false, true) => format!("  over its budget, within the {} KB that it may not outgrow", budget.bound),
        (false, false) => "  OVER BUDGET".to_owned(),
    };
    println!("{:40}  {:6.1} of {} KB{verdict}", budget.what, used as f64 / 1000.0, budget.kilobytes);
    holds
}
