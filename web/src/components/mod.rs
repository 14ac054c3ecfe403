//! The parts of the pages, one file each.

pub mod checklist;
pub mod copy_button;
pub mod diagnostics;
pub mod difference;
pub mod environment;
pub mod example_card;
pub mod example_menu;
pub mod file_tree;
pub mod findings;
pub mod header;
pub mod icon;
pub mod intake;
pub mod loading;
pub mod migrations;
pub mod name_control;
pub mod notices;
pub mod place_link;
pub mod project_fields;
pub mod result;
pub mod stack;
pub mod verdict;
pub mod words;
pub mod workspace;
