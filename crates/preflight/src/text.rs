//! Positions in text, decided once: bytes inside the core, 1-based lines and UTF-16 columns in every report.

use serde::{Deserialize, Serialize};

/// A range of bytes in one file, the end excluded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// The span of a byte range. Files are bounded far below 4 GiB, so the offsets fit; larger ones are clamped.
    pub fn new(start: usize, end: usize) -> Self {
        let clamp = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Span { start: clamp(start), end: clamp(end) }
    }

    /// The smallest span that holds both.
    pub fn to(self, other: Span) -> Self {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The text of this span, or nothing where the span does not lie on characters of `text`.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize).unwrap_or("")
    }
}

/// A place in a file as editors, LSP and SARIF count: line and column from 1, the column in UTF-16 units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Position {
    /// The line, from 1.
    pub line: u32,
    /// The column in UTF-16 units, from 1.
    pub column: u32,
}

/// Where the lines of a text begin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineIndex {
    starts: Vec<u32>,
}

impl LineIndex {
    /// Finds the lines of `text`. A line ends with `\n`; a `\r` before it belongs to the line.
    pub fn new(text: &str) -> Self {
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(offset, _)| offset as u32 + 1);
        LineIndex { starts: std::iter::once(0).chain(ends).collect() }
    }

    /// The position of a byte offset of the text that this index was made from.
    /// An offset past the end, or inside a character, counts as the nearest place before it.
    pub fn position(&self, text: &str, offset: u32) -> Position {
        let offset = (offset as usize).min(text.len());
        let line = self.starts.partition_point(|start| *start as usize <= offset).max(1) - 1;
        let start = self.starts[line] as usize;
        let before = text.as_bytes().get(start..offset).unwrap_or_default();
        let column = String::from_utf8_lossy(before).encode_utf16().count() as u32 + 1;
        Position { line: line as u32 + 1, column }
    }

    /// The text of a line (from 1), without its line ending; empty past the end.
    pub fn line<'t>(&self, text: &'t str, line: u32) -> &'t str {
        let Some(start) = (line as usize).checked_sub(1).and_then(|index| self.starts.get(index)) else { return "" };
        let end = self.starts.get(line as usize).map_or(text.len(), |next| *next as usize);
        text.get(*start as usize..end).unwrap_or("").trim_end_matches(['\n', '\r'])
    }

    /// How many lines there are; an empty text has one.
    pub fn count(&self) -> u32 {
        self.starts.len() as u32
    }

    /// The byte offset at which a line (from 1) begins, if there is such a line.
    pub fn start_of(&self, line: u32) -> Option<u32> {
        self.starts.get((line as usize).checked_sub(1)?).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_utf16_units() {
        let text = "a\nπ😀x\r\nlast";
        let index = LineIndex::new(text);
        assert_eq!(index.position(text, 0), Position { line: 1, column: 1 });
        let x = text.find('x').unwrap() as u32;
        assert_eq!(index.position(text, x), Position { line: 2, column: 4 });
        assert_eq!(index.line(text, 2), "π😀x");
        assert_eq!(index.line(text, 3), "last");
        assert_eq!(index.line(text, 9), "");
    }

    #[test]
    fn offsets_past_the_end_are_the_end() {
        let index = LineIndex::new("ab");
        assert_eq!(index.position("ab", 99), Position { line: 1, column: 3 });
    }
}
