//! The editor's JavaScript class (`web/editor/src/editor.js`) as Rust sees it.

use js_sys::{Array, Function, Reflect};
use preflight::report::Finding;
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;
use web_sys::Element;

use super::bundle::export;
use crate::model::wording;

#[wasm_bindgen]
extern "C" {
    /// An editor in the page.
    #[derive(Clone, PartialEq)]
    pub type Editor;

    /// Shows a file: its id, path and text.
    #[wasm_bindgen(method)]
    pub fn show(this: &Editor, id: u32, path: &str, text: &str);
    /// Moves the cursor and the focus to a line and column.
    #[wasm_bindgen(method)]
    pub fn reveal(this: &Editor, line: u32, column: u32);
    /// Removes it.
    #[wasm_bindgen(method)]
    pub fn destroy(this: &Editor);
    #[wasm_bindgen(method, js_name = setFindings)]
    fn set_findings(this: &Editor, findings: JsValue);
}

/// A finding as the editor shows it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Mark<'f> {
    line: u32,
    column: u32,
    end_line: u32,
    end_column: u32,
    severity: &'static str,
    message: &'f str,
    why: &'f str,
    fix: &'f str,
}

impl Editor {
    /// Loads the bundle and puts an editor into `host`. `changed` is called with the id of a file and the text of what was typed.
    pub async fn create(host: &Element, changed: &Function) -> Result<Editor, JsValue> {
        let class = export("editor", "Editor").await?;
        Ok(Reflect::construct(&class, &Array::of2(host, changed))?.unchecked_into())
    }

    /// Marks the findings of the shown file.
    pub fn mark<'f>(&self, findings: impl Iterator<Item = &'f Finding>) {
        let marks: Vec<Mark> = findings.map(mark).collect();
        if let Ok(marks) = marks.serialize(&Serializer::json_compatible()) {
            self.set_findings(marks);
        }
    }
}

fn mark(finding: &Finding) -> Mark<'_> {
    Mark {
        line: finding.line,
        column: finding.column,
        end_line: finding.end_line,
        end_column: finding.end_column,
        severity: wording::severity_id(finding.severity),
        message: &finding.message,
        why: &finding.why,
        fix: &finding.fix,
    }
}
