// The editor's whole interface to the page: one class. The page never touches CodeMirror itself.

import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { bracketMatching, indentOnInput, indentUnit } from "@codemirror/language";
import { lintGutter, nextDiagnostic, previousDiagnostic, setDiagnostics } from "@codemirror/lint";
import { highlightSelectionMatches, searchKeymap } from "@codemirror/search";
import { Compartment, EditorSelection, EditorState } from "@codemirror/state";
import {
  EditorView, drawSelection, highlightActiveLine, highlightActiveLineGutter, keymap, lineNumbers, placeholder,
} from "@codemirror/view";
import { diagnosticsOf, offset } from "./findings.js";
import { languageOf, loadLanguage } from "./languages.js";
import { theme } from "./theme.js";

// The page is told what was typed after this pause, in milliseconds.
const PAUSE = 150;
// How many files keep their undo history.
const MAX_KEPT = 50;
const PLACEHOLDER = "Paste code, a configuration file, or environment variables here";

export class Editor {
  #view;
  #language = new Compartment();
  #label = new Compartment();
  #states = new Map();
  #id = null;
  #path = "";
  #onChange;
  // What the page was told last, and the timer that will tell it more.
  #told = "";
  #timer = null;

  /**
   * @param host the element to fill
   * @param onChange called with a file's id and whole text after the user changed it
   */
  constructor(host, onChange) {
    this.#onChange = onChange;
    // CodeMirror adds its styles to a shadow root as constructed sheets, which a strict content security policy
    // allows; in a document it would need inline style elements.
    const root = host.attachShadow({ mode: "open" });
    const parent = document.createElement("div");
    parent.style.height = "100%";
    root.append(parent);
    this.#view = new EditorView({ parent, root, state: this.#newState("") });
  }

  /** Shows a file. Each keeps its own undo history and scroll position, whatever it is called meanwhile. */
  show(id, path, text) {
    if (id === this.#id) {
      // The page echoes what it was told; by then the user may have typed on.
      if (text !== this.#told) this.#replace(text);
    } else {
      this.flush();
      this.#keep();
      this.#switchTo(id, text);
    }
    this.#told = text;
    this.#call(path);
  }

  /** Tells the page what was typed, if it has not been told yet. */
  flush() {
    if (this.#timer === null) return;
    clearTimeout(this.#timer);
    this.#timer = null;
    this.#told = this.#view.state.doc.toString();
    this.#onChange(this.#id, this.#told);
  }

  /** Marks the findings of the shown file. */
  setFindings(findings) {
    this.#view.dispatch(setDiagnostics(this.#view.state, diagnosticsOf(findings, this.#view.state.doc)));
  }

  /** Moves the cursor to a line and column (from 1), into the middle of the view, and the focus with it. */
  reveal(line, column) {
    const place = offset(this.#view.state.doc, line, column);
    this.#view.dispatch({
      selection: EditorSelection.cursor(place),
      effects: EditorView.scrollIntoView(place, { y: "center" }),
    });
    this.#view.focus();
  }

  destroy() {
    this.flush();
    this.#view.destroy();
  }

  #keep() {
    if (this.#id === null) return;
    this.#states.delete(this.#id);
    this.#states.set(this.#id, { state: this.#view.state, scroll: this.#view.scrollSnapshot() });
    // The oldest first: a Map keeps the order of insertion.
    for (const id of [...this.#states.keys()].slice(0, -MAX_KEPT)) this.#states.delete(id);
  }

  #switchTo(id, text) {
    const kept = this.#states.get(id);
    const unchanged = kept?.state.doc.toString() === text;
    this.#id = id;
    this.#path = "";
    this.#view.setState(unchanged ? kept.state : this.#newState(text));
    this.#view.dispatch({ effects: unchanged ? kept.scroll : EditorView.scrollIntoView(0) });
  }

  #call(path) {
    if (path === this.#path) return;
    this.#path = path;
    this.#view.dispatch({ effects: this.#label.reconfigure(labelled(path)) });
    this.#loadLanguage(path);
  }

  #replace(text) {
    const doc = this.#view.state.doc;
    if (doc.toString() === text) return;
    this.#view.dispatch({ changes: { from: 0, to: doc.length, insert: text }, userEvent: "outside" });
  }

  #newState(text) {
    return EditorState.create({
      doc: text,
      extensions: [
        lineNumbers(),
        lintGutter(),
        history(),
        drawSelection(),
        indentOnInput(),
        bracketMatching(),
        highlightActiveLine(),
        highlightActiveLineGutter(),
        highlightSelectionMatches(),
        EditorState.allowMultipleSelections.of(true),
        indentUnit.of("  "),
        placeholder(PLACEHOLDER),
        keymap.of([
          { key: "F8", run: nextDiagnostic },
          { key: "Shift-F8", run: previousDiagnostic },
          ...defaultKeymap, ...historyKeymap, ...searchKeymap,
          // Escape, then Tab, leaves the editor.
          indentWithTab,
        ]),
        this.#label.of(labelled(this.#path)),
        this.#language.of([]),
        theme,
        EditorView.domEventHandlers({
          beforeinput: typeOverSelection,
          // Files are for the page, which opens them; CodeMirror would insert their text here.
          drop: (event) => Boolean(event.dataTransfer?.types.includes("Files")),
        }),
        EditorView.updateListener.of((update) => this.#changed(update)),
      ],
    });
  }

  #changed(update) {
    if (update.focusChanged && !update.view.hasFocus) this.flush();
    const outside = update.transactions.some((transaction) => transaction.isUserEvent("outside"));
    if (!update.docChanged || outside) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.flush(), PAUSE);
  }

  async #loadLanguage(path) {
    const id = this.#id;
    const language = languageOf(path);
    const extension = language ? await loadLanguage(language) : [];
    // Another file may be shown by now.
    if (this.#id !== id || this.#path !== path) return;
    this.#view.dispatch({ effects: this.#language.reconfigure(extension) });
  }
}

/**
 * Types over a selection. Left to the browser, Chromium keeps the colours of what was selected by inline styles, which the
 * page's content security policy refuses, loudly.
 */
function typeOverSelection(event, view) {
  const replaces = event.inputType === "insertText" && event.data && !view.composing && !view.state.selection.main.empty;
  if (replaces) view.dispatch(view.state.replaceSelection(event.data), { userEvent: "input.type", scrollIntoView: true });
  return Boolean(replaces);
}

function labelled(path) {
  return EditorView.contentAttributes.of({
    tabindex: "0",
    "aria-label": `Code of ${path || "the file"}. Press Escape, then Tab, to leave the editor.`,
  });
}
