//! Edits of the user's own files: from the blocks of a recipe to changes of whole lines.

mod imports;
mod lines;
mod options;
mod placeholder;
mod scope;
mod style;

pub use imports::{already_bound, imports_end};
pub use lines::{TextEdit, changes, indentation, reindent, without_line_break};
pub use options::{remove_entry, set_options};
pub use placeholder::{fill, shown};
pub use scope::{async_needed, enclosing_braces, entry_value};
pub use style::{Language, Style};
