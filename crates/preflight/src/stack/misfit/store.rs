//! Databases, file stores and session stores.

use super::table::{Store, misfits};
use super::{Known, Misfit};
use crate::facts::FactKind;
use crate::stack::runtime::is_image;

/// A store: by its container's image, by the services it consists of, or by what it says of itself beside a protocol of its own.
pub(super) fn judge(known: &Known) -> Option<Misfit> {
    by_image(known).or_else(|| by_services(known)).or_else(|| by_words(known))
}

fn misfit(store: &Store, evidence: &str) -> Misfit {
    let kind = match store.kind.as_str() {
        "file-store" => "file-store",
        "session-store" => "session-store",
        _ => "database",
    };
    let because = format!(
        "This is {} itself ({evidence}): its data would be lost at every redeploy and differ between copies. {}",
        store.name, store.instead
    );
    Misfit { kind, because }
}

pub(super) fn of_image(image: &str) -> Option<&'static Store> {
    misfits().store.iter().find(|store| store.images.iter().any(|known| is_image(image, known)))
}

/// A container whose last stage is a database, without an app beside it.
fn by_image(known: &Known) -> Option<Misfit> {
    let evidence = known.evidence;
    if known.runtime.is_some_and(|row| evidence.marker(row).is_some()) || !known.frameworks.is_empty() {
        return None;
    }
    evidence.inside().find_map(|fact| match &fact.kind {
        FactKind::Image(image) if image.last => {
            Some(misfit(of_image(&image.name)?, &format!("image {} at {}", image.name, evidence.at(fact.place))))
        }
        _ => None,
    })
}

/// Services that are all databases, without an app beside them.
fn by_services(known: &Known) -> Option<Misfit> {
    if known.runtime.is_some() {
        return None;
    }
    let evidence = known.evidence;
    let services = evidence.inside().filter_map(|fact| match &fact.kind {
        FactKind::Service(service) => Some((fact, service)),
        _ => None,
    });
    let mut first = None;
    for (fact, service) in services {
        let store = service.image.as_deref().filter(|_| service.build.is_none()).and_then(of_image)?;
        first = first.or(Some(misfit(store, &format!("service {} at {}", service.name, evidence.at(fact.place)))));
    }
    first
}

fn by_words(known: &Known) -> Option<Misfit> {
    if known.evidence.is_snippet() {
        return None;
    }
    let introduction = known.introduction();
    let socket = known.runtime.filter(|_| !known.serves()).and_then(|row| known.evidence.code_holds(row, &row.sockets));
    misfits().store.iter().find_map(|store| {
        let says = |words: &[String]| words.iter().find(|word| introduction.contains(word.as_str())).cloned();
        let app = known.started.iter().any(|started| started.own) && known.serves();
        if let Some(word) = says(&store.proof).filter(|_| !app) {
            return Some(misfit(store, &format!("it calls itself “{word}”")));
        }
        let word = says(&store.words)?;
        let place = socket?;
        Some(misfit(store, &format!("it calls itself “{word}” and serves a protocol of its own at {}", known.evidence.at(place))))
    })
}
