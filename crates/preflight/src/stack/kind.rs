//! What kind of app it is.

use super::evidence::{Evidence, Seen};
use super::frameworks::Recognised;
use super::tables::RuntimeRow;

/// Kinds that say more than `rest` or `server-rendered`, the first that something joins.
const JOINED: &[&str] = &["graphql", "websocket", "sse"];

/// Calls that render pages on the server, by the end of their names.
const RENDERERS: &[&str] = &[
    ".render",
    "flask.render_template",
    "flask.render_template_string",
    "quart.render_template",
    ".TemplateResponse",
    "django.shortcuts.render",
    ".Jinja2Templates",
    ".renderFile",
    "jinja2.Environment",
    "django.views.generic.TemplateView",
];

/// Modules that render pages on the server.
const TEMPLATES: &[&str] = &[
    "ejs",
    "pug",
    "jade",
    "hbs",
    "express-handlebars",
    "express-ejs-layouts",
    "nunjucks",
    "@fastify/view",
    "point-of-view",
    "koa-views",
    "@hapi/vision",
    "jinja2",
];

/// Texts of code that render pages, for languages whose code is not read as facts.
const RENDERING_TEXTS: &[&str] = &[
    ".HTML(",
    "html/template",
    "LoadHTMLGlob",
    "Thymeleaf",
    "thymeleaf",
    "AddRazorPages",
    "AddControllersWithViews",
    "erb :",
    "askama",
    "tera::",
    "view(",
];

/// The kind's id.
pub(super) fn of(evidence: &Evidence, runtime: Option<&'static RuntimeRow>, frameworks: &[Recognised]) -> String {
    let Some(lead) = frameworks.first() else {
        return match runtime {
            Some(row) if row.id == "static" => "static-site".into(),
            Some(row) if row.registry != "npm" && evidence.code_holds(row, &row.web).is_some() => "rest".into(),
            _ => "unknown".into(),
        };
    };
    let joined = JOINED.iter().find(|kind| frameworks.iter().any(|one| one.used && one.row.kind == **kind));
    let api = frameworks.iter().any(|one| one.used && one.row.addition && one.row.kind == "rest");
    match lead.row.kind.as_str() {
        "rest" | "server-rendered" if lead.row.server && joined.is_some() => joined.map_or_else(String::new, |kind| (*kind).to_owned()),
        "server-rendered" if api => "rest".into(),
        "rest" if streams(evidence) => "sse".into(),
        "rest" if renders(evidence, runtime) => "server-rendered".into(),
        "static-site" if lead.row.id == "astro" && serves_pages(evidence) => "server-rendered".into(),
        kind => kind.to_owned(),
    }
}

fn renders(evidence: &Evidence, runtime: Option<&'static RuntimeRow>) -> bool {
    let ends: Vec<String> =
        RENDERERS.iter().map(|name| if name.starts_with('.') { format!("*{name}") } else { (*name).to_owned() }).collect();
    let texts: Vec<String> = RENDERING_TEXTS.iter().map(|text| (*text).to_owned()).collect();
    evidence.call_of(&ends).is_some_and(|seen| !seen.nested && !is_client(evidence, seen))
        || evidence.imports().any(|(module, seen)| TEMPLATES.contains(&module) && !seen.nested)
        || runtime
            .filter(|row| !matches!(row.registry.as_str(), "npm" | "pypi"))
            .is_some_and(|row| evidence.code_holds(row, &texts).is_some())
}

/// `render` in files of a browser front end draws there.
fn is_client(evidence: &Evidence, seen: Seen) -> bool {
    let file = evidence.project.file(seen.place.file);
    file.path.ends_with("x")
        || ["react-dom", "/client/", "/public/"].iter().any(|part| file.text.contains(part) || file.path.contains(part))
}

/// Server-sent events are recognised by their media type: most apps write them by hand.
fn streams(evidence: &Evidence) -> bool {
    evidence
        .files()
        .any(|file| evidence.runs(file) && file.format.is_code() && file.text.contains("text/event-stream") && !evidence.is_nested(file))
}

fn serves_pages(evidence: &Evidence) -> bool {
    let config = ["astro.config.mjs", "astro.config.ts", "astro.config.js"].iter().find_map(|name| evidence.find(name));
    config.is_some_and(|file| ["\"server\"", "'server'", "\"hybrid\"", "'hybrid'"].iter().any(|word| file.text.contains(word)))
}
