//! What the server answers to an address.

use std::fs;
use std::path::{Component, Path, PathBuf};

use anyhow::{Context, Result};

/// Content types by the ends of names. Browsers compile WebAssembly while it loads only if it comes under its type.
const TYPES: [(&str, &str); 8] = [
    ("html", "text/html; charset=utf-8"),
    ("js", "text/javascript; charset=utf-8"),
    ("css", "text/css; charset=utf-8"),
    ("wasm", "application/wasm"),
    ("svg", "image/svg+xml"),
    ("png", "image/png"),
    ("json", "application/json"),
    ("webmanifest", "application/manifest+json"),
];

/// The finished page in its folder.
pub struct Site {
    folder: PathBuf,
    policy: String,
}

/// An answer over HTTP.
pub struct Reply {
    pub status: u16,
    pub headers: Vec<(&'static str, String)>,
    pub content: Vec<u8>,
}

impl Reply {
    /// A short text for people.
    pub fn error(status: u16, text: &str) -> Self {
        Self { status, headers: vec![("Content-Type", "text/plain; charset=utf-8".into())], content: text.into() }
    }
}

impl Site {
    pub fn open(folder: &Path) -> Result<Self> {
        let html = fs::read_to_string(folder.join("index.html")).with_context(|| format!("no page in {}", folder.display()))?;
        let policy = policy(&html).context("index.html names no Content-Security-Policy")?;
        // The one rule that a page can't make for itself.
        Ok(Self { folder: folder.to_path_buf(), policy: format!("{policy}; frame-ancestors 'none'") })
    }

    pub fn reply(&self, address: &str) -> Reply {
        let path = address.split(['?', '#']).next().unwrap_or_default().trim_start_matches('/');
        let name = if path.is_empty() { "index.html" } else { path };
        match self.read(name) {
            Some(content) => self.file(name, content),
            None if is_route(name) => redirect(name),
            None => Reply::error(404, "There is no such file."),
        }
    }

    fn read(&self, name: &str) -> Option<Vec<u8>> {
        let name = Path::new(name);
        let is_inside = name.components().all(|part| matches!(part, Component::Normal(_)));
        fs::read(self.folder.join(name)).ok().filter(|_| is_inside)
    }

    fn file(&self, name: &str, content: Vec<u8>) -> Reply {
        let ending = name.rsplit('.').next().unwrap_or_default();
        let found = TYPES.iter().find(|(known, _)| *known == ending);
        let headers = vec![
            ("Content-Type", found.map_or("application/octet-stream", |(_, name)| name).to_owned()),
            ("Content-Security-Policy", self.policy.clone()),
            ("X-Content-Type-Options", "nosniff".to_owned()),
            // After the next build the page must not meet files of this one.
            ("Cache-Control", "no-cache".to_owned()),
        ];
        Reply { status: 200, headers, content }
    }
}

/// Views have no dot in their names, files have.
fn is_route(name: &str) -> bool {
    !name.contains('.')
}

/// The page keeps its views behind `#`, so that it can be served under any path by any host.
fn redirect(view: &str) -> Reply {
    Reply { status: 302, headers: vec![("Location", format!("/#/{view}"))], content: Vec::new() }
}

/// The policy that the page itself asks for in its `<meta http-equiv>`.
fn policy(html: &str) -> Option<&str> {
    let (_, rest) = html.split_once("http-equiv=\"Content-Security-Policy\"")?;
    let (_, rest) = rest.split_once("content=\"")?;
    rest.split('"').next()
}

#[cfg(test)]
mod tests {
    use super::*;

    const HTML: &str = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\">";

    /// A page in a folder of its own, which is removed at the end.
    struct Folder(PathBuf);

    impl Folder {
        fn new(name: &str) -> Result<Self> {
            let folder = std::env::temp_dir().join(format!("preflight-site-{}-{name}", std::process::id()));
            fs::create_dir_all(folder.join("dist/editor"))?;
            fs::write(folder.join("secret.txt"), "not for everyone")?;
            fs::write(folder.join("dist/index.html"), HTML)?;
            fs::write(folder.join("dist/editor/a.wasm"), "\0asm")?;
            Ok(Self(folder))
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    fn header<'a>(reply: &'a Reply, wanted: &str) -> Option<&'a str> {
        reply.headers.iter().find(|(name, _)| *name == wanted).map(|(_, value)| value.as_str())
    }

    #[test]
    fn files_come_with_their_type_and_the_pages_policy() -> Result<()> {
        let folder = Folder::new("files")?;
        let site = Site::open(&folder.0.join("dist"))?;
        let page = site.reply("/?a=b");
        assert_eq!((page.status, page.content.as_slice()), (200, HTML.as_bytes()));
        assert_eq!(header(&page, "Content-Security-Policy"), Some("default-src 'none'; frame-ancestors 'none'"));
        assert_eq!(header(&page, "Cache-Control"), Some("no-cache"));
        assert_eq!(header(&site.reply("/editor/a.wasm"), "Content-Type"), Some("application/wasm"));
        Ok(())
    }

    #[test]
    fn a_view_is_found_behind_the_fragment() -> Result<()> {
        let folder = Folder::new("views")?;
        let reply = Site::open(&folder.0.join("dist"))?.reply("/rules/local-database");
        assert_eq!((reply.status, header(&reply, "Location")), (302, Some("/#/rules/local-database")));
        Ok(())
    }

    #[test]
    fn nothing_outside_of_the_folder_is_served() -> Result<()> {
        let folder = Folder::new("outside")?;
        let site = Site::open(&folder.0.join("dist"))?;
        for address in ["/../secret.txt", "/editor/../../secret.txt", "//../secret.txt", "/nothing.js"] {
            assert_eq!(site.reply(address).status, 404, "{address}");
        }
        Ok(())
    }
}
