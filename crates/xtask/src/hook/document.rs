//! Changes to the page's HTML, which Trunk has written in a known shape.

use anyhow::{Context, Result};

use crate::digest;

/// Tells the application the worker's name: `<meta name="preflight-worker">`, relative to the page's base.
pub fn name_worker(html: &str, worker: &str) -> Result<String> {
    let head_end = html.find("</head>").context("index.html has no </head>")?;
    let (before, after) = html.split_at(head_end);
    Ok(format!("{before}<meta name=\"preflight-worker\" content=\"{worker}\">{after}"))
}

/// Moves inline scripts into files, which the content security policy can allow without naming each.
/// Gives the changed page, and the files by name.
pub fn take_scripts(html: &str) -> (String, Vec<(String, String)>) {
    let mut rest = html;
    let mut out = String::with_capacity(html.len());
    let mut files = Vec::new();
    while let Some((before, tag, body, after)) = next_script(rest) {
        out.push_str(before);
        if is_inline_code(tag, body) {
            let name = format!("boot-{}.js", digest::hex(body.as_bytes()));
            out.push_str(&format!("<script{tag} src=\"{}{name}\"></script>", folder(body)));
            files.push((name, format!("{}\n", body.trim())));
        } else {
            out.push_str(&format!("<script{tag}>{body}</script>"));
        }
        rest = after;
    }
    out.push_str(rest);
    (out, files)
}

/// The next `<script …>…</script>`: what is before it, its attributes, its body, what is after it.
fn next_script(html: &str) -> Option<(&str, &str, &str, &str)> {
    let (before, rest) = html.split_once("<script")?;
    let (tag, rest) = rest.split_once('>')?;
    let (body, after) = rest.split_once("</script>")?;
    Some((before, tag, body, after))
}

/// Data (`application/ld+json`) does not run, and a script with a source has no body to move.
fn is_inline_code(tag: &str, body: &str) -> bool {
    let runs = !tag.contains("type=") || tag.contains("module") || tag.contains("javascript");
    runs && !tag.contains("src=") && !body.trim().is_empty()
}

/// The public folder, as the script itself names it: `import … from '/sub/web-1234.js'`.
fn folder(script: &str) -> &str {
    let path = script.split(['\'', '"']).find(|part| part.ends_with(".js"));
    path.and_then(|path| path.rfind('/').map(|end| &path[..=end])).unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_inline_script_becomes_a_file() {
        let html = "<head><script type=\"module\">\nimport init from '/sub/web-1.js';\n</script></head>";
        let (html, files) = take_scripts(html);
        let [(name, script)] = files.as_slice() else { panic!("one file expected, not {}", files.len()) };
        assert_eq!(html, format!("<head><script type=\"module\" src=\"/sub/{name}\"></script></head>"));
        assert_eq!(script, "import init from '/sub/web-1.js';\n");
    }

    #[test]
    fn other_scripts_stay() {
        let html = "<script src=\"a.js\"></script><script type=\"application/ld+json\">{}</script>";
        assert_eq!(take_scripts(html), (html.to_owned(), Vec::new()));
    }

    #[test]
    fn the_worker_is_named_in_the_head() -> Result<()> {
        let html = name_worker("<head></head><body>", "worker-1.js")?;
        assert_eq!(html, "<head><meta name=\"preflight-worker\" content=\"worker-1.js\"></head><body>");
        Ok(())
    }
}
