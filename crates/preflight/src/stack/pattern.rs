//! Matching of paths and names against the patterns of the tables.

/// True when `path` fits `pattern`: `*` stands for any part of a name, `**` for any folders (at the end: for anything below).
pub(super) fn path_fits(pattern: &str, path: &str) -> bool {
    let pattern: Vec<&str> = pattern.split('/').collect();
    let path: Vec<&str> = path.split('/').collect();
    parts_fit(&pattern, &path)
}

fn parts_fit(pattern: &[&str], path: &[&str]) -> bool {
    match pattern.split_first() {
        None => path.is_empty(),
        Some((&"**", [])) => !path.is_empty(),
        Some((&"**", rest)) => (0..path.len()).any(|skipped| parts_fit(rest, &path[skipped..])),
        Some((part, rest)) => path.split_first().is_some_and(|(name, below)| name_fits(part, name) && parts_fit(rest, below)),
    }
}

fn name_fits(pattern: &str, name: &str) -> bool {
    let Some((start, rest)) = pattern.split_once('*') else { return pattern == name };
    let Some(name) = name.strip_prefix(start) else { return false };
    (0..=name.len()).filter_map(|at| name.get(at..)).any(|below| name_fits(rest, below))
}

/// True when a module is `pattern` or lies in it: `django` fits `django.http`, `next` fits `next/server`.
pub(super) fn module_fits(pattern: &str, module: &str) -> bool {
    module.strip_prefix(pattern).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '/']))
}

/// True when `text` holds `word` with nothing around it that could belong to a longer name.
pub(super) fn holds_word(text: &str, word: &str) -> bool {
    let part_of_name = |character: char| character.is_ascii_alphanumeric() || character == '-' || character == '_';
    text.match_indices(word).any(|(at, _)| {
        let before = text.get(..at).and_then(|text| text.chars().next_back());
        let after = text.get(at + word.len()..).and_then(|text| text.chars().next());
        !before.is_some_and(part_of_name) && !after.is_some_and(part_of_name)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_of_paths() {
        for (pattern, path, fits) in [
            ("app/**", "app/api/route.ts", true),
            ("app/**", "application/x.ts", false),
            ("**/wsgi.py", "wsgi.py", true),
            ("**/wsgi.py", "a/b/wsgi.py", true),
            ("*.csproj", "Todo.csproj", true),
            ("*.csproj", "a/Todo.csproj", false),
            ("next.config.*", "next.config.mjs", true),
        ] {
            assert_eq!(path_fits(pattern, path), fits, "{pattern} {path}");
        }
    }

    #[test]
    fn words_and_modules_are_whole() {
        assert!(module_fits("django", "django.http"));
        assert!(!module_fits("django", "django_filters"));
        assert!(holds_word("gem \"rails\", \"~> 7\"", "rails"));
        assert!(!holds_word("gem \"rails-i18n\"", "rails"));
        assert!(!holds_word("axum-extra = 1", "axum"));
        assert!(holds_word("<groupId>org.springframework.boot</groupId>", "org.springframework.boot"));
    }
}
