//! The report as markdown.
