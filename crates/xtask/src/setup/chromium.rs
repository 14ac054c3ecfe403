//! The browser that the end-to-end tests drive.

use std::env;
use std::path::PathBuf;

use anyhow::{Context, Result};

use super::apt;
use crate::shell;

/// Names a browser elsewhere than on PATH; the tests read it too.
pub const VARIABLE: &str = "PREFLIGHT_CHROMIUM";
const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "chrome"];
const MAC: &str = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";

pub fn ensure() -> Result<PathBuf> {
    if let Some(found) = find() {
        return Ok(found);
    }
    let hint = || format!("no Chromium or Chrome for the browser tests; one elsewhere than on PATH is named by the variable {VARIABLE}");
    apt::install(&["chromium"], "run the browser tests").with_context(hint)?;
    find().with_context(hint)
}

fn find() -> Option<PathBuf> {
    let named = env::var_os(VARIABLE).map(PathBuf::from);
    let mac = PathBuf::from(MAC);
    named.or_else(|| shell::find_any(NAMES)).or_else(|| mac.is_file().then_some(mac))
}
