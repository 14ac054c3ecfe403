//! Placeholders of recipes: `{{capture}}`, `{{capture|default}}`, `{{object_key:capture}}`, `{{beside:KEY}}`.

use crate::rules::Judgement;
use crate::text::Span;

/// Fills the placeholders of a snippet with the user's own code. Nothing where a placeholder without a default has no capture.
pub fn fill(snippet: &str, judgement: &Judgement, source: &str) -> Option<String> {
    replace(snippet, |name, default| value(name, judgement, source).or_else(|| default.map(str::to_owned)))
}

/// Fills what can be filled; for the rest, the placeholder's default or its name as an identifier.
pub fn shown(snippet: &str, judgement: Option<&Judgement>, source: &str) -> String {
    let filled = replace(snippet, |name, default| {
        let known = judgement.and_then(|judgement| value(name, judgement, source));
        Some(known.or_else(|| default.map(str::to_owned)).unwrap_or_else(|| identifier(name)))
    });
    filled.unwrap_or_else(|| snippet.to_owned())
}

fn replace(snippet: &str, mut lookup: impl FnMut(&str, Option<&str>) -> Option<String>) -> Option<String> {
    let mut filled = String::with_capacity(snippet.len());
    let mut rest = snippet;
    while let Some((before, after)) = rest.split_once("{{") {
        let (inside, after) = after.split_once("}}")?;
        let (name, default) = inside.split_once('|').map_or((inside, None), |(name, default)| (name, Some(default)));
        filled.push_str(before);
        filled.push_str(&lookup(name, default)?);
        rest = after;
    }
    filled.push_str(rest);
    Some(filled)
}

fn value(name: &str, judgement: &Judgement, source: &str) -> Option<String> {
    if let Some(capture) = name.strip_prefix("object_key:") {
        return judgement.capture(capture).map(|capture| object_key(&capture.text));
    }
    if let Some(key) = name.strip_prefix("beside:") {
        return beside(judgement, source, key);
    }
    if name == "statement" && judgement.statement != Span::default() {
        return Some(judgement.statement.of(source).to_owned());
    }
    judgement.capture(name).map(|capture| capture.text.clone())
}

/// The left side of the finding's assignment with another key: `app.config["OTHER"]` beside `app.config["KEY"]`.
fn beside(judgement: &Judgement, source: &str, other: &str) -> Option<String> {
    let (left, _) = judgement.statement.of(source).split_once('=')?;
    let key = judgement.capture("key")?.text.rsplit('.').next()?;
    let left = left.split(':').next()?.trim();
    (left.matches(key).count() == 1 && !left.contains(['(', '{', '\n'])).then(|| left.replace(key, other))
}

/// `argument0` or `option.client-id` as a name that code can hold.
fn identifier(name: &str) -> String {
    let name = name.rsplit([':', '.']).next().unwrap_or(name);
    name.chars().map(|character| if character.is_alphanumeric() { character } else { '_' }).collect()
}

/// A path expression as the key of an object in a bucket: without the app's own folder before it.
fn object_key(expression: &str) -> String {
    let expression = expression.trim();
    if let Some(rest) = ["__dirname + ", "process.cwd() + ", "import.meta.dirname + "].iter().find_map(|root| expression.strip_prefix(root))
    {
        return relative(rest);
    }
    for (join, joined) in [("path.join(", "path.posix.join("), ("path.resolve(", "path.posix.join("), ("os.path.join(", "\"/\".join((")] {
        let Some(inside) = expression.strip_prefix(join).and_then(|rest| rest.strip_suffix(')')) else { continue };
        let parts: Vec<_> = inside.split(',').map(str::trim).collect();
        if inside.contains(['(', '['])
            && parts.iter().any(|part| part.contains('(') != part.contains(')') || part.contains('[') != part.contains(']'))
        {
            return expression.to_owned();
        }
        let kept: Vec<_> = parts.iter().copied().filter(|part| !part.is_empty() && !is_root(part)).map(relative).collect();
        return match kept.as_slice() {
            [] => expression.to_owned(),
            [one] => one.clone(),
            several if join.starts_with("os.") => format!("{joined}{}))", several.join(", ")),
            several => format!("{joined}{})", several.join(", ")),
        };
    }
    relative(expression)
}

/// Parts of a path that lead to the app's own folder.
fn is_root(part: &str) -> bool {
    let unquoted = part.trim_matches(['\'', '"']);
    let known = ["__dirname", "process.cwd()", "import.meta.dirname", "BASE_DIR", "os.getcwd()", "app.root_path", "..", "."];
    known.contains(&unquoted)
        || part.ends_with(".root_path")
        || part.ends_with("MEDIA_ROOT")
        || part.starts_with("app.config[")
        || part.starts_with("current_app.config[")
}

/// A string literal without `./` or `/` at its start.
fn relative(part: &str) -> String {
    let Some(quote) = part.chars().next().filter(|first| ['\'', '"', '`'].contains(first)) else { return part.to_owned() };
    let inside = part[1..]
        .trim_start_matches("${__dirname}")
        .trim_start_matches("${process.cwd()}")
        .trim_start_matches('/')
        .trim_start_matches("../")
        .trim_start_matches("./")
        .trim_start_matches('/');
    format!("{quote}{inside}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_lose_the_apps_own_folder() {
        assert_eq!(object_key("path.join(__dirname, '../uploads', name)"), "path.posix.join('uploads', name)");
        assert_eq!(object_key("path.join(__dirname, 'data.json')"), "'data.json'");
        assert_eq!(object_key("`./uploads/${id}.png`"), "`uploads/${id}.png`");
        assert_eq!(object_key("os.path.join(app.config['UPLOAD_FOLDER'], filename)"), "filename");
        assert_eq!(object_key("os.path.join(\"media\", user, name)"), "\"/\".join((\"media\", user, name))");
        assert_eq!(object_key("__dirname + '/uploads/' + name"), "'uploads/' + name");
        assert_eq!(object_key("`${__dirname}/../uploads/${name}`"), "`uploads/${name}`");
        assert_eq!(object_key("target"), "target");
        assert_eq!(object_key("path.join(dir(a, b), c)"), "path.join(dir(a, b), c)");
    }

    #[test]
    fn what_is_missing_is_named() {
        assert_eq!(shown("f({{argument0}}, {{name|client}})", None, ""), "f(argument0, client)");
    }
}
