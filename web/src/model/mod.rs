//! What the page knows, apart from how it looks.

pub mod project;
pub mod start;
pub mod state;
pub mod storage;
pub mod wording;
