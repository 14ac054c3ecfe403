//! How much is read, and what is not worth reading. The numbers are the core's own.

/// The most bytes of a lock file, of which only names and versions are read.
const MAX_LOCK_FILE_BYTES: f64 = (4 << 20) as f64;
/// The most bytes of any other file.
pub const MAX_FILE_BYTES: f64 = (1 << 20) as f64;
/// The most files.
pub const MAX_FILES: usize = 20_000;
/// The most bytes of all files together.
pub const MAX_TOTAL_BYTES: f64 = (64 << 20) as f64;

const LOCK_FILES: [&str; 8] =
    ["package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml", "bun.lock", "poetry.lock", "Pipfile.lock", "uv.lock"];

/// The most bytes that are read of a file of this path.
pub fn max_bytes(path: &str) -> f64 {
    let name = path.rsplit('/').next().unwrap_or(path);
    if LOCK_FILES.contains(&name) { MAX_LOCK_FILE_BYTES } else { MAX_FILE_BYTES }
}

/// Folders that hold no code of the project: fetched, cached or built.
const LEFT_OUT: [&str; 17] = [
    "node_modules",
    "bower_components",
    ".git",
    ".hg",
    ".svn",
    "__pycache__",
    ".venv",
    "venv",
    ".tox",
    ".mypy_cache",
    ".pytest_cache",
    ".ruff_cache",
    ".next",
    ".nuxt",
    ".svelte-kit",
    ".turbo",
    ".parcel-cache",
];

/// Endings of files that hold no text.
const BINARY: [&str; 44] = [
    "png", "jpg", "jpeg", "gif", "webp", "avif", "ico", "bmp", "tiff", "psd", "pdf", "zip", "gz", "tgz", "bz2", "xz", "7z", "rar", "jar",
    "war", "class", "pyc", "so", "dll", "dylib", "exe", "bin", "wasm", "mp3", "mp4", "wav", "ogg", "webm", "mov", "avi", "mkv", "flac",
    "woff", "woff2", "ttf", "otf", "eot", "onnx", "pt",
];

/// True for folders that are not entered.
pub fn is_left_out_folder(name: &str) -> bool {
    LEFT_OUT.contains(&name)
}

/// True for files that hold no text, by their name.
pub fn is_binary_name(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, ending)| BINARY.contains(&ending.to_ascii_lowercase().as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lock_files_may_be_larger() {
        assert!(max_bytes("client/package-lock.json") > max_bytes("client/package.json"));
    }

    #[test]
    fn whole_names_count() {
        assert!(is_left_out_folder("node_modules"));
        assert!(!is_left_out_folder("node_modules_patch"));
        assert!(is_binary_name("a/Logo.PNG"));
        assert!(!is_binary_name("png"));
    }
}
