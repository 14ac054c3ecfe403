//! Which runtime the platform would take.

use crate::facts::{FactKind, Image, Place};

use super::evidence::{Evidence, whole};
use super::frameworks;
use super::pattern::module_fits;
use super::tables::{self, RuntimeRow};

/// The runtime with what it rests on.
pub(super) struct Chosen {
    /// Its row.
    pub row: &'static RuntimeRow,
    /// A sentence.
    pub because: String,
    /// The place, if there is one.
    pub place: Option<Place>,
}

/// How much speaks for a runtime whose marker is there, the least first.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Weight {
    Page,
    Marker,
    Pages,
    Server,
    Image,
    Generator,
}

/// The runtime by marker files; where several have one, the one whose app this is: by the container's base image, then by server
/// frameworks, then by front-end ones, then in the platform's order. Without a marker: by the base image, then by the code.
pub(super) fn choose(evidence: &Evidence) -> Option<Chosen> {
    let image = base_image(evidence);
    let mut best: Option<(Weight, Chosen)> = None;
    for row in tables::runtimes() {
        let Some(marker) = evidence.marker(row).filter(|_| !evidence.is_snippet() || is_config_snippet(evidence)) else { continue };
        let weight = weigh(evidence, row, image.as_ref());
        if best.as_ref().is_none_or(|(known, _)| weight > *known) {
            let place = whole(marker);
            best = Some((weight, Chosen { row, because: format!("{}: {} is there", row.id, marker.path), place: Some(place) }));
        }
    }
    let best = best.and_then(|(weight, chosen)| match weight {
        Weight::Page if chosen.row.id == "static" => by_server(evidence).or(Some(chosen)),
        _ => Some(chosen),
    });
    let chosen = best.map(|chosen| static_if_only_documents(evidence, chosen));
    chosen.or_else(|| by_code(evidence)).or_else(|| by_image(evidence, image))
}

/// A pasted manifest speaks as a marker does; pasted code does by its language.
fn is_config_snippet(evidence: &Evidence) -> bool {
    evidence.files().all(|file| !file.format.is_code())
}

fn weigh(evidence: &Evidence, row: &'static RuntimeRow, image: Option<&(&'static RuntimeRow, Place, String)>) -> Weight {
    let frameworks = frameworks::recognise(evidence, row);
    if row.id == "static" {
        let generator =
            frameworks.iter().any(|one| one.row.runtimes.first().is_some_and(|first| first == "static") && one.row.build.is_some());
        return if generator { Weight::Generator } else { Weight::Page };
    }
    if image.is_some_and(|(known, _, _)| known.id == row.id) {
        return Weight::Image;
    }
    match frameworks.iter().map(|one| one.row.server && (one.used || !one.row.addition)).max() {
        Some(true) => Weight::Server,
        Some(false) => Weight::Pages,
        None if row.markers.first().is_some_and(|first| evidence.fitting(first).is_some()) || row.registry != "npm" => Weight::Marker,
        None => Weight::Page,
    }
}

/// The runtime whose server framework the code uses, though no manifest names it: pages beside it are then its templates.
fn by_server(evidence: &Evidence) -> Option<Chosen> {
    tables::runtimes().iter().filter(|row| row.id != "static").find_map(|row| {
        let recognised = frameworks::recognise(evidence, row);
        let server = recognised.iter().find(|one| one.row.server && one.used)?;
        let because = format!("{}: the code uses {}, and a manifest that names it is missing", row.id, server.row.name);
        Some(Chosen { row, because, place: server.place })
    })
}

/// Python and Ruby that only make pages (MkDocs, Sphinx, Jekyll) give a static site.
fn static_if_only_documents(evidence: &Evidence, chosen: Chosen) -> Chosen {
    let leading = frameworks::recognise(evidence, chosen.row);
    let documents = leading.first().filter(|one| one.row.kind == "static-site" && one.row.runtimes.iter().any(|id| id == "static"));
    let is_package = evidence.sets("pyproject.toml", "build-system") || evidence.find("setup.py").is_some();
    match (documents, tables::runtime("static")) {
        (Some(one), Some(row)) if !is_package => {
            Chosen { row, because: format!("static: {} makes the pages", one.row.name), place: one.place.or(chosen.place) }
        }
        _ => chosen,
    }
}

/// The runtime of the base image of the container's last stage, through the stages it is built on.
fn base_image(evidence: &Evidence) -> Option<(&'static RuntimeRow, Place, String)> {
    let stages: Vec<(&Image, Place)> = evidence
        .inside()
        .filter_map(|fact| match &fact.kind {
            FactKind::Image(image) => Some((image, fact.place)),
            _ => None,
        })
        .collect();
    let (mut image, place) = stages.iter().copied().find(|(image, _)| image.last)?;
    for _ in 0..stages.len() {
        let base = stages.iter().find(|(stage, at)| at.file == place.file && stage.stage.as_deref() == Some(image.name.as_str()));
        let Some((base, _)) = base else { break };
        image = base;
    }
    let row = tables::runtimes().iter().find(|row| row.id != "static" && row.images.iter().any(|known| is_image(&image.name, known)))?;
    Some((row, place, image.name.clone()))
}

/// True when an image is `known`, whatever its registry and tag.
pub(super) fn is_image(image: &str, known: &str) -> bool {
    let untagged = image.split('@').next().unwrap_or(image);
    let untagged = untagged.rsplit_once(':').filter(|(_, tag)| !tag.contains('/')).map_or(untagged, |(name, _)| name);
    untagged == known || untagged.strip_suffix(known).is_some_and(|before| before.ends_with('/'))
}

fn by_image(evidence: &Evidence, image: Option<(&'static RuntimeRow, Place, String)>) -> Option<Chosen> {
    let (row, place, name) = image?;
    Some(Chosen { row, because: format!("{}: base image {name} at {}", row.id, evidence.at(place)), place: Some(place) })
}

/// The runtime whose language most of the code is written in; one whose own modules are imported wins.
fn by_code(evidence: &Evidence) -> Option<Chosen> {
    let own = tables::runtimes().iter().find_map(|row| {
        let (module, seen) = evidence.imports().find(|(module, _)| row.imports.iter().any(|known| module_fits(known, module)))?;
        Some(Chosen { row, because: format!("{}: {module} is imported at {}", row.id, evidence.at(seen.place)), place: Some(seen.place) })
    });
    own.or_else(|| {
        let counted = tables::runtimes().iter().map(|row| (evidence.code(row).count(), row)).filter(|(count, _)| *count > 0);
        // The last of equals is kept by `max_by_key`, so pages come after programs only by their own count.
        let (count, row) = counted.filter(|(_, row)| row.id != "static").max_by_key(|(count, _)| *count).or_else(|| {
            let row = tables::runtime("static")?;
            evidence.code(row).next().map(|_| (evidence.code(row).count(), row))
        })?;
        let first = evidence.code(row).next()?;
        let because =
            if count == 1 { format!("{}: {}", row.id, first.path) } else { format!("{}: {count} files such as {}", row.id, first.path) };
        Some(Chosen { row, because, place: Some(whole(first)) })
    })
}
