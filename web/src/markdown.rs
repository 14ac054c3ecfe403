//! Markdown as elements of the page. Raw HTML in it is shown as text, never as HTML.

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use yew::prelude::*;
use yew::virtual_dom::{VList, VNode, VTag};

/// What is open: a tag, and what is in it so far.
struct Open {
    tag: VTag,
    children: Vec<VNode>,
}

/// The elements of a Markdown text. Headings start one level down, since the page has its own title.
pub fn render(text: &str) -> Html {
    let mut open = vec![Open { tag: VTag::new("div"), children: Vec::new() }];
    for event in Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Start(tag) => open.push(Open { tag: element(&tag), children: Vec::new() }),
            Event::End(end) => close(&mut open, end),
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => add(&mut open, text.to_string().into()),
            Event::Code(text) => add(&mut open, html! { <code>{ text.to_string() }</code> }),
            Event::SoftBreak => add(&mut open, " ".into()),
            Event::HardBreak => add(&mut open, html! { <br /> }),
            Event::Rule => add(&mut open, html! { <hr /> }),
            _ => {}
        }
    }
    let children = open.into_iter().flat_map(|open| open.children);
    VNode::from(VList::with_children(children.collect(), None))
}

fn add(open: &mut [Open], node: VNode) {
    if let Some(last) = open.last_mut() {
        last.children.push(node);
    }
}

fn close(open: &mut Vec<Open>, end: TagEnd) {
    if open.len() < 2 {
        return;
    }
    if let Some(Open { mut tag, children }) = open.pop() {
        tag.add_children(children);
        let node = VNode::from(tag);
        let node = if end == TagEnd::CodeBlock {
            html! { <pre tabindex="0">{ node }</pre> }
        } else {
            node
        };
        add(open, node);
    }
}

fn element(tag: &Tag) -> VTag {
    let mut element = VTag::new(name(tag));
    match tag {
        Tag::Link { dest_url, .. } if is_web(dest_url) => {
            element.add_attribute("href", dest_url.to_string());
            element.add_attribute("rel", "noopener noreferrer");
        }
        Tag::CodeBlock(CodeBlockKind::Fenced(info)) => {
            element.add_attribute("class", format!("language-{}", info.split_whitespace().next().unwrap_or("text")));
        }
        _ => {}
    }
    element
}

/// Links to anything but the web (`javascript:`) are shown as text.
fn is_web(address: &str) -> bool {
    address.starts_with("https://") || address.starts_with("http://") || address.starts_with("#/")
}

fn name(tag: &Tag) -> &'static str {
    match tag {
        Tag::Paragraph => "p",
        Tag::Heading { level: HeadingLevel::H1 | HeadingLevel::H2, .. } => "h2",
        Tag::Heading { level: HeadingLevel::H3, .. } => "h3",
        Tag::Heading { .. } => "h4",
        Tag::BlockQuote(_) => "blockquote",
        Tag::CodeBlock(_) => "code",
        Tag::List(Some(_)) => "ol",
        Tag::List(None) => "ul",
        Tag::Item => "li",
        Tag::Table(_) => "table",
        Tag::TableHead => "thead",
        Tag::TableRow => "tr",
        Tag::TableCell => "td",
        Tag::Emphasis => "em",
        Tag::Strong => "strong",
        Tag::Strikethrough => "del",
        Tag::Link { dest_url, .. } if is_web(dest_url) => "a",
        _ => "span",
    }
}
