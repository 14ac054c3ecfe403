// Procfiles: `process: command` a line.

export const procfile = {
  name: "procfile",
  token(source) {
    if (source.sol()) {
      if (source.match(/^\s*#.*/)) return "comment";
      if (source.match(/^[\w-]+(?=\s*:)/)) return "propertyName";
    }
    if (source.eatSpace()) return null;
    if (source.match(/^"[^"]*"?|^'[^']*'?/)) return "string";
    if (source.match(/^\$\{?\w+\}?/)) return "variableName";
    if (source.match(/^--?[\w-]+/)) return "attributeName";
    source.next();
    return null;
  },
  languageData: { commentTokens: { line: "#" } },
};
