// Findings of a report as CodeMirror diagnostics.

const SEVERITY = { blocker: "error", warning: "warning", configure: "info", info: "hint" };

/** The diagnostics of `findings` in `doc`. Findings that lie outside of it (it was edited since) move to its nearest place. */
export function diagnosticsOf(findings, doc) {
  return findings.map((finding) => {
    const from = offset(doc, finding.line, finding.column);
    // The rest of a finding of many lines is left alone: the first line is where to look.
    const end = Math.min(offset(doc, finding.endLine, finding.endColumn), doc.lineAt(from).to);
    const to = Math.max(end, Math.min(from + 1, doc.lineAt(from).to));
    return {
      from,
      to,
      severity: SEVERITY[finding.severity] ?? "hint",
      message: finding.message,
      renderMessage: () => explanation(finding),
    };
  });
}

/** The offset of a 1-based line and UTF-16 column. */
export function offset(doc, line, column) {
  const found = doc.line(Math.min(Math.max(line, 1), doc.lines));
  return Math.min(found.from + Math.max(column - 1, 0), found.to);
}

function explanation(finding) {
  const box = element("div", "cm-finding");
  const message = element("strong");
  message.append(...withCode(finding.message));
  box.append(message);
  for (const [label, text] of [["Why", finding.why], ["Fix", finding.fix]]) {
    if (!text) continue;
    const line = element("p");
    line.append(element("span", "label", `${label}: `), ...withCode(text));
    box.append(line);
  }
  return box;
}

/** Text and code elements of a sentence that quotes code by backticks. */
function withCode(text) {
  return text.split("`").map((part, number) => (number % 2 ? element("code", "", part) : part));
}

function element(name, className = "", text = "") {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.textContent = text;
  return made;
}
