//! The core's rules and the gallery's examples, in the protocol's words.

use preflight::report::templates::templates;
use preflight::rules as core;
use preflight_protocol::{Catalogue, Example, ExampleFile, ExampleKind, Rule, Template};

use crate::examples::examples;

/// Everything that there is to read and to open.
pub fn catalogue() -> Catalogue {
    let templates = templates().iter().map(|template| Template {
        title: template.title.clone(),
        deployed: template.deployed.clone(),
        external: template.external.clone(),
        env: template.env.clone(),
    });
    Catalogue { rules: core::rules().iter().map(rule).collect(), examples: examples(), templates: templates.collect() }
}

fn rule(rule: &core::Rule) -> Rule {
    let head = &rule.head;
    Rule {
        id: head.id.clone(),
        title: head.title.clone(),
        category: head.category,
        severity: head.severity,
        runtimes: head.runtimes.iter().filter(|runtime| *runtime != "any").cloned().collect(),
        documentation: rule.body.clone(),
        examples: rule.examples.iter().enumerate().map(|(number, shown)| example(number, shown)).collect(),
    }
}

fn example(number: usize, shown: &core::Example) -> Example {
    let kind = match shown.kind {
        core::ExampleKind::Bad => ExampleKind::Bad,
        core::ExampleKind::Good => ExampleKind::Good,
        core::ExampleKind::Trap => ExampleKind::Trap,
    };
    let files = shown.files.iter().map(|file| ExampleFile { path: file.path.clone(), text: file.text.clone() });
    Example { id: format!("{}", number + 1), title: shown.title.clone(), text: String::new(), kind, files: files.collect() }
}
