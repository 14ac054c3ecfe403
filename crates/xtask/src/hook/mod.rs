//! The steps that Trunk leaves to us, in the order in which it calls them.

mod document;
mod editor;
mod finish;
mod optimize;
pub mod worker;

use anyhow::{Result, bail};

use crate::page;

pub fn run(stage: &str) -> Result<()> {
    match stage {
        "editor" => {
            page::forget();
            editor::bundle()
        }
        "worker" => worker::build(),
        "finish" => finish::finish(),
        other => bail!("there is no hook `{other}`"),
    }
}
