//! `cargo xtask`: the developer's commands.

mod bench;
mod digest;
mod hook;
mod inputs;
mod page;
mod paths;
mod serve;
mod setup;
mod shell;
mod size;
mod test;

use std::process::ExitCode;

use anyhow::{Context, Result, bail};

const HELP: &str = "\
The developer's commands of Preflight. Each installs what it needs and can't find, and says so.

  cargo xtask serve [--port N]     build the page if anything has changed, and serve it on http://127.0.0.1:8080
  cargo xtask test [--only STEP]   run every test, or one step of them
  cargo xtask bench                run the benchmarks
  cargo xtask size                 the size of every shipped file; fails over budget
  cargo xtask build                build the page into dist/
  cargo xtask setup                install everything that the other commands need
  cargo xtask help                 this text

Steps of the tests:
";

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<ExitCode> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["serve"] => serve::run(serve::PORT)?,
        ["serve", "--port", port] => serve::run(port.parse().with_context(|| format!("{port} is no port"))?)?,
        ["test"] => return test::run(None),
        ["test", "--only", step] => return test::run(Some(step)),
        ["bench"] => bench::run()?,
        ["size"] => size::run()?,
        ["build"] => page::build()?,
        ["setup"] => setup::everything()?,
        ["help" | "--help" | "-h"] | [] => println!("{HELP}{}", test::list()),
        // Trunk calls these: see Trunk.toml.
        ["hook", stage] => hook::run(stage)?,
        other => bail!("there is no command `{}`\n  what to do: cargo xtask help", other.join(" ")),
    }
    Ok(ExitCode::SUCCESS)
}
