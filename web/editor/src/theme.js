// How the editor looks. Every colour is one of the page's custom properties, which follow its light and dark themes.

import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const look = EditorView.theme({
  "&": { height: "100%", backgroundColor: "var(--surface)", color: "var(--text)", fontSize: "var(--code-size)" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.6", overflow: "auto" },
  ".cm-content": { caretColor: "var(--text)", padding: "8px 0" },
  ".cm-line": { padding: "0 16px 0 8px" },
  ".cm-cursor": { borderLeftColor: "var(--text)", borderLeftWidth: "2px" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    background: "var(--selection)",
  },
  ".cm-content ::selection": { backgroundColor: "var(--selection)" },
  ".cm-gutters": { backgroundColor: "var(--surface)", color: "var(--muted)", border: "none" },
  ".cm-lineNumbers .cm-gutterElement": { padding: "0 8px 0 4px", minWidth: "2.2em" },
  ".cm-activeLine": { backgroundColor: "var(--active-line)" },
  ".cm-activeLineGutter": { backgroundColor: "var(--active-line)", color: "var(--text)" },
  ".cm-placeholder": { color: "var(--muted)" },
  ".cm-matchingBracket, &.cm-focused .cm-matchingBracket": {
    backgroundColor: "transparent", outline: "1px solid var(--muted)",
  },
  ".cm-searchMatch": { backgroundColor: "var(--match)" },
  ".cm-searchMatch-selected": { outline: "2px solid var(--accent)" },
  ".cm-panels": { backgroundColor: "var(--raised)", color: "var(--text)", fontFamily: "var(--sans)" },
  ".cm-panels.cm-panels-bottom": { borderTop: "1px solid var(--line)" },
  ".cm-textfield": { backgroundColor: "var(--surface)", color: "var(--text)", border: "1px solid var(--control-line)" },
  ".cm-button": {
    backgroundImage: "none", backgroundColor: "var(--raised)", color: "var(--text)", border: "1px solid var(--control-line)",
    borderRadius: "6px",
  },
  ".cm-panel.cm-search label": { fontSize: "13px" },
  ".cm-panel.cm-search [name=close]": { color: "var(--text)" },
  ".cm-tooltip": {
    backgroundColor: "var(--raised)", color: "var(--text)", border: "1px solid var(--line)", borderRadius: "8px",
    boxShadow: "var(--shadow)", maxWidth: "min(440px, 90vw)", fontFamily: "var(--sans)", overflow: "hidden",
  },
  // Underlines and gutter marks: shape and colour both tell how grave it is.
  ".cm-lintRange": { backgroundImage: "none", paddingBottom: "0", textDecorationLine: "underline", textUnderlineOffset: "3px" },
  ".cm-lintRange-error": { backgroundImage: "none", textDecorationStyle: "wavy", textDecorationColor: "var(--blocker)" },
  ".cm-lintRange-warning": { backgroundImage: "none", textDecorationStyle: "wavy", textDecorationColor: "var(--warning)" },
  ".cm-lintRange-info": { backgroundImage: "none", textDecorationStyle: "dashed", textDecorationColor: "var(--configure)" },
  ".cm-lintRange-hint": { backgroundImage: "none", textDecorationStyle: "dotted", textDecorationColor: "var(--info)" },
  ".cm-lintRange-active": { backgroundColor: "var(--match)" },
  ".cm-gutter-lint": { width: "1.3em" },
  ".cm-gutter-lint .cm-gutterElement": { padding: "0", display: "flex", alignItems: "center", justifyContent: "center" },
  ".cm-lint-marker": { width: "10px", height: "10px", borderRadius: "50%", boxSizing: "border-box", cursor: "help" },
  ".cm-lint-marker-error": { content: "normal", background: "var(--blocker)" },
  ".cm-lint-marker-warning": { content: "normal", background: "var(--warning)", borderRadius: "2px", transform: "rotate(45deg)" },
  ".cm-lint-marker-info": { content: "normal", border: "3px solid var(--configure)" },
  ".cm-lint-marker-hint": { content: "normal", border: "2px solid var(--info)" },
  ".cm-diagnostic": { borderLeft: "4px solid var(--info)", padding: "10px 14px", whiteSpace: "normal" },
  ".cm-diagnostic-error": { borderLeftColor: "var(--blocker)" },
  ".cm-diagnostic-warning": { borderLeftColor: "var(--warning)" },
  ".cm-diagnostic-info": { borderLeftColor: "var(--configure)" },
  ".cm-diagnostic-hint": { borderLeftColor: "var(--info)" },
  ".cm-finding": { display: "grid", gap: "6px", fontSize: "13px", lineHeight: "1.45" },
  ".cm-finding strong": { fontSize: "14px" },
  ".cm-finding p": { margin: "0" },
  ".cm-finding code": { fontFamily: "var(--mono)", fontSize: "0.92em" },
  ".cm-finding .label": { color: "var(--muted)", fontWeight: "600" },
});

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.modifier], color: "var(--syntax-keyword)" },
  { tag: [tags.string, tags.special(tags.string), tags.regexp], color: "var(--syntax-string)" },
  { tag: [tags.comment, tags.meta], color: "var(--syntax-comment)" },
  { tag: [tags.number, tags.bool, tags.null, tags.atom], color: "var(--syntax-number)" },
  { tag: [tags.function(tags.variableName), tags.function(tags.propertyName)], color: "var(--syntax-function)" },
  { tag: [tags.typeName, tags.className, tags.namespace, tags.tagName], color: "var(--syntax-type)" },
  { tag: [tags.propertyName, tags.attributeName, tags.definition(tags.propertyName)], color: "var(--syntax-property)" },
  { tag: tags.heading, color: "var(--syntax-type)", fontWeight: "600" },
  { tag: [tags.link, tags.url], textDecoration: "underline" },
  { tag: tags.emphasis, fontStyle: "italic" },
  { tag: tags.strong, fontWeight: "600" },
]);

export const theme = [look, syntaxHighlighting(colours)];
