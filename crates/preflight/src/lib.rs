//! Preflight's core: tells whether a web app survives losing its disk and memory at any moment while several copies of it run.
//!
//! [`check`] is the whole program. Everything in here is pure: no I/O, no clock, no randomness, no globals that change; the
//! same project gives the same report, natively and in the browser.

pub mod report;
pub mod text;

#[cfg(feature = "engine")]
pub mod assess;
#[cfg(feature = "engine")]
pub mod facts;
#[cfg(feature = "engine")]
pub mod own_data;
#[cfg(feature = "engine")]
pub mod project;
#[cfg(feature = "engine")]
pub mod remedy;
#[cfg(feature = "engine")]
pub mod rules;
#[cfg(feature = "engine")]
pub mod stack;
#[cfg(feature = "engine")]
mod wildcard;

#[cfg(feature = "engine")]
pub use project::Project;
pub use report::Report;

/// Judges a project. Never fails and never panics: what can't be read becomes a diagnostic of the report, and the rest goes on.
#[cfg(feature = "engine")]
pub fn check(project: &Project) -> Report {
    let facts = facts::Facts::gather(project);
    let stack = stack::Stack::recognise(project, &facts);
    let findings = rules::judge(project, &stack, &facts);
    let assessment = assess::assess(project, &stack, &facts, &findings);
    let remedies = remedy::prescribe(project, &stack, &facts, &findings);
    report::assemble::assemble(project, &stack, &facts, findings, assessment, remedies)
}
