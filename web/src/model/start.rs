//! The example that a first visit opens with.

use super::project::{File, Project};

/// Its title in the gallery.
pub const TITLE: &str = "App that keeps everything on its own disk";

const FILES: [(&str, &str); 2] = [
    ("package.json", include_str!("../../../crates/preflight-wasm/examples/local-storage/package.json")),
    ("server.js", include_str!("../../../crates/preflight-wasm/examples/local-storage/server.js")),
];

/// Its files.
pub fn project() -> Project {
    Project::of(FILES.iter().map(|(path, text)| File::named(path, text)).collect())
}
