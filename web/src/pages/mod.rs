//! A page for each route.

pub mod check;
pub mod examples;
pub mod help;
pub mod rule;
pub mod rules;
