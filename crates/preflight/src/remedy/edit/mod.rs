//! Edits of the user's own files: from the blocks of a recipe to changes of whole lines.

mod imports;
mod lines;
mod options;
mod placeholder;
mod style;

pub use imports::{already_bound, imports_end};
pub use lines::{TextEdit, changes, indentation, reindent};
pub use options::{remove_option, set_options};
pub use placeholder::{fill, shown};
pub use style::{Language, Style};
