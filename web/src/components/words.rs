//! Sentences of the core as elements: `code` is set as code, and every `path:line` of the project's files is a link.

use yew::prelude::*;

use super::place_link::PlaceLink;
use crate::app::use_page;

/// Properties of [`Words`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The sentence.
    pub text: AttrValue,
}

/// A sentence with its code and its links.
#[component]
pub fn Words(props: &Props) -> Html {
    let page = use_page();
    let is_file = |path: &str| page.state.project.find(path).is_some();
    let parts = props.text.split('`').enumerate().map(|(number, part)| {
        let quoted = number % 2 == 1;
        match place(part, is_file) {
            Some((before, path, line, after)) if quoted && before.is_empty() && after.is_empty() => html! { <PlaceLink {path} {line} /> },
            _ if quoted => html! { <code>{ part.to_owned() }</code> },
            _ => with_links(part, is_file),
        }
    });
    html! { <>{ for parts }</> }
}

/// The same for a text without links inside of a button or summary, which can hold none.
pub fn with_code(text: &str) -> Html {
    let parts = text.split('`').enumerate();
    html! {
        <>{ for parts.map(|(number, part)| if number % 2 == 1 { html! { <code>{ part.to_owned() }</code> } } else { part.to_owned().into() }) }</>
    }
}

fn with_links(text: &str, is_file: impl Fn(&str) -> bool) -> Html {
    let words = text.split(' ').enumerate().map(|(number, word)| {
        let space = if number > 0 { " " } else { "" };
        match place(word, &is_file) {
            Some((before, path, line, after)) => html! { <>{ space }{ before }<PlaceLink {path} {line} />{ after }</> },
            None => format!("{space}{word}").into(),
        }
    });
    html! { <>{ for words }</> }
}

/// `(server.js:12),` as what is before, the path, the line and what is after.
fn place(word: &str, is_file: impl Fn(&str) -> bool) -> Option<(String, String, u32, String)> {
    let start = word.find(|character: char| !"([`'\"".contains(character))?;
    let end = word.rfind(|character: char| character.is_ascii_digit())? + 1;
    let (path, line) = word.get(start..end)?.rsplit_once(':')?;
    let line = line.parse().ok()?;
    is_file(path).then(|| (word[..start].to_owned(), path.to_owned(), line, word[end..].to_owned()))
}

#[cfg(test)]
mod tests {
    use super::place;

    #[test]
    fn places_are_found_in_words() {
        let is_file = |path: &str| path == "lib/a.js";
        assert_eq!(place("(lib/a.js:12),", is_file), Some(("(".into(), "lib/a.js".into(), 12, "),".into())));
        assert_eq!(place("lib/a.js:7:", is_file), Some((String::new(), "lib/a.js".into(), 7, ":".into())));
        assert_eq!(place("http://localhost:3000", is_file), None);
        assert_eq!(place("lib/a.js", is_file), None);
    }
}
