//! Files that are read line by line.

use crate::text::Span;

/// A line without its ending.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'t> {
    /// Its text.
    pub text: &'t str,
    /// Where it begins, in bytes from the beginning of the file.
    pub start: usize,
}

impl<'t> Line<'t> {
    /// The place of the line without the blanks around it.
    pub fn span(&self) -> Span {
        self.span_of(self.text.trim())
    }

    /// The place of a part of this line.
    pub fn span_of(&self, part: &'t str) -> Span {
        let offset = (part.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize).min(self.text.len());
        Span::new(self.start + offset, self.start + offset + part.len())
    }
}

/// The lines of a text.
pub(super) fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    let mut start = 0;
    text.split_inclusive('\n').map(move |line| {
        let begin = start;
        start += line.len();
        Line { text: line.trim_end_matches(['\n', '\r']), start: begin }
    })
}
