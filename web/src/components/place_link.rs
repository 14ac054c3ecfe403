//! A link to a place in a file.

use std::rc::Rc;

use yew::prelude::*;

use crate::app::use_page;
use crate::model::state::Action;

/// Properties of [`PlaceLink`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The file.
    pub path: AttrValue,
    /// Line, from 1.
    pub line: u32,
    /// Column, from 1.
    #[prop_or(1)]
    pub column: u32,
}

/// `path:line`, which opens the editor there; plain text if there is no such file.
#[component]
pub fn PlaceLink(props: &Props) -> Html {
    let page = use_page();
    let words = format!("{}:{}", props.path, props.line);
    if page.state.project.find(&props.path).is_none() {
        return html! { <span class="place">{ words }</span> };
    }
    let (path, line, column) = (Rc::<str>::from(&*props.path), props.line, props.column);
    let onclick = page.on(move |_: MouseEvent| Action::Reveal(path.clone(), line, column));
    html! { <button class="place link" {onclick} title="Show in the editor">{ words }</button> }
}

/// A text in which every `path:line` of the project's files is a link.
pub fn with_links(text: &str, is_file: impl Fn(&str) -> bool) -> Html {
    let mut parts = Vec::new();
    for (number, word) in text.split(' ').enumerate() {
        if number > 0 {
            parts.push(html! { { " " } });
        }
        match place(word, &is_file) {
            Some((before, path, line, after)) => parts.push(html! {
                <>{ before }<PlaceLink path={path} {line} />{ after }</>
            }),
            None => parts.push(html! { { word } }),
        }
    }
    html! { <>{ for parts }</> }
}

/// `(server.js:12),` as what is before, the path, the line and what is after.
fn place(word: &str, is_file: impl Fn(&str) -> bool) -> Option<(String, String, u32, String)> {
    let start = word.find(|character: char| !"([`'\"".contains(character))?;
    let (path, rest) = word[start..].rsplit_once(':')?;
    let end = rest.find(|character: char| !character.is_ascii_digit()).unwrap_or(rest.len());
    let line = rest[..end].parse().ok()?;
    is_file(path).then(|| (word[..start].to_owned(), path.to_owned(), line, rest[end..].to_owned()))
}

#[cfg(test)]
mod tests {
    use super::place;

    #[test]
    fn places_are_found_in_words() {
        let is_file = |path: &str| path == "lib/a.js";
        assert_eq!(place("(lib/a.js:12),", is_file), Some(("(".into(), "lib/a.js".into(), 12, "),".into())));
        assert_eq!(place("http://localhost:3000", is_file), None);
        assert_eq!(place("lib/a.js", is_file), None);
    }
}
