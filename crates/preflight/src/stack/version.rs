//! The version that the project pins for its runtime.

use crate::facts::{FactKind, Place};

use super::evidence::{Evidence, whole};
use super::runtime::is_image;
use super::tables::RuntimeRow;

/// A pinned version and what pins it.
pub(super) struct Pinned {
    /// As written.
    pub version: String,
    /// A sentence.
    pub because: String,
    /// Where.
    pub place: Place,
}

/// The version that a manifest or a version file pins, else the tag of the container's base image.
pub(super) fn pinned(evidence: &Evidence, runtime: &RuntimeRow) -> Option<Pinned> {
    let facts = evidence.inside().filter_map(|fact| match &fact.kind {
        FactKind::Version { runtime: of, version } if *of == runtime.id => Some((fact.place, version.trim().to_owned())),
        _ => None,
    });
    // A version file is meant for whoever installs the runtime; ranges in manifests come after it.
    let by_fact = facts.min_by_key(|(place, _)| !runtime.versions.iter().any(|name| evidence.project.file(place.file).name() == name));
    let (place, version) = by_fact.or_else(|| version_file(evidence, runtime)).or_else(|| tag(evidence, runtime))?;
    Some(Pinned { because: format!("{version}: {}", evidence.at(place)), version, place })
}

fn version_file(evidence: &Evidence, runtime: &RuntimeRow) -> Option<(Place, String)> {
    let file = runtime.versions.iter().find_map(|name| evidence.find(name))?;
    let line = file.text.lines().map(str::trim).find(|line| !line.is_empty())?;
    let version = line.trim_start_matches(|character: char| !character.is_ascii_digit());
    let plain = !version.is_empty() && version.chars().all(|character| character.is_ascii_alphanumeric() || ".-".contains(character));
    plain.then(|| (whole(file), version.to_owned()))
}

fn tag(evidence: &Evidence, runtime: &RuntimeRow) -> Option<(Place, String)> {
    evidence.inside().find_map(|fact| match &fact.kind {
        FactKind::Image(image) if runtime.images.iter().any(|known| is_image(&image.name, known)) => {
            let (_, tag) = image.name.rsplit_once(':')?;
            let number: String = tag.chars().take_while(|character| character.is_ascii_digit() || *character == '.').collect();
            (!number.is_empty()).then(|| (fact.place, number.trim_end_matches('.').to_owned()))
        }
        _ => None,
    })
}
