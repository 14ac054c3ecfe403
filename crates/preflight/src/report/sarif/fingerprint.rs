//! What makes a finding the same finding after other lines have moved it.

use std::collections::BTreeMap;
use std::hash::Hasher;

use fnv::FnvHasher;

use crate::report::Finding;

/// A fingerprint a finding: of rule, file and the evidence's words, and of how many like it came before. Lines do not count.
pub fn fingerprints(findings: &[Finding]) -> Vec<String> {
    let mut seen: BTreeMap<u64, u32> = BTreeMap::new();
    let number = |finding| {
        let hash = hash(finding);
        let occurrence = seen.entry(hash).and_modify(|count| *count += 1).or_insert(1);
        format!("{hash:016x}:{occurrence}")
    };
    findings.iter().map(number).collect()
}

fn hash(finding: &Finding) -> u64 {
    let evidence = finding.evidence.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut hasher = FnvHasher::default();
    for part in [&finding.rule, &finding.path, &evidence] {
        hasher.write(part.as_bytes());
        hasher.write(&[0]);
    }
    hasher.finish()
}
