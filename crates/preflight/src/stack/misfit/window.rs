//! Programs with windows of their own.

use super::table::misfits;
use super::{Known, Misfit};
use crate::stack::frameworks::manifest_text;
use crate::stack::pattern::{holds_word, module_fits};

/// A program with windows: its toolkit is imported, or it is declared and nothing serves.
pub(super) fn judge(known: &Known) -> Option<Misfit> {
    let evidence = known.evidence;
    let serves = known.serves();
    let manifests = known
        .runtime
        .filter(|row| !matches!(row.registry.as_str(), "npm" | "pypi"))
        .map(|row| manifest_text(evidence, row))
        .unwrap_or_default();
    misfits().window.iter().find_map(|window| {
        let import = evidence.imports().find(|(module, seen)| !seen.nested && window.imports.iter().any(|known| module_fits(known, module)));
        let declared = evidence.dependencies().find(|(fact, dependency)| {
            window.dependencies.contains(&dependency.name) && !evidence.is_nested(evidence.project.file(fact.place.file))
        });
        let named = window.dependencies.iter().any(|name| holds_word(&manifests, name));
        // A package that only drives such programs imports them too; it does not declare them. Tk needs no declaration.
        let is_own = declared.is_some() || evidence.is_snippet() || known.runtime.is_some_and(|row| row.registry == "pypi");
        let at = match (import, declared) {
            (Some((module, seen)), _) if is_own && (!serves || declared.is_some()) => format!("{module} is imported at {}", evidence.at(seen.place)),
            (_, Some((fact, dependency))) if !serves => format!("{} is declared at {}", dependency.name, evidence.at(fact.place)),
            _ if named && !serves => "its manifest names it".to_owned(),
            _ => return None,
        };
        let because = format!(
            "This is a program with windows of its own, made with {} ({at}): it runs on somebody's device, not in a container. Deploy its server or a web version instead.",
            window.name
        );
        Some(Misfit { kind: "desktop", because })
    })
}
