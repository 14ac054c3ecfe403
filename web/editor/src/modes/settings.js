// `key = value` files with comments and sections: .env, INI, properties, requirements.

export const settings = {
  name: "settings",
  startState: () => ({ value: false }),
  token(source, state) {
    if (source.sol()) {
      state.value = false;
      if (source.match(/^\s*[#;!].*/)) return "comment";
      if (source.match(/^\s*\[[^\]]*\]?/)) return "heading";
      if (source.match(/^\s*export(?=\s)/)) return "keyword";
    }
    if (source.eatSpace()) return null;
    if (state.value) {
      if (source.match(/^\$\{?\w+\}?/)) return "variableName";
      source.next();
      source.match(/^[^$]+/);
      return "string";
    }
    if (source.match(/^(==|>=|<=|~=|!=|[=:<>])/)) {
      state.value = true;
      return "operator";
    }
    if (source.match(/^[^=:<>~!\s]+/)) return "propertyName";
    source.next();
    return null;
  },
  languageData: { commentTokens: { line: "#" } },
};
