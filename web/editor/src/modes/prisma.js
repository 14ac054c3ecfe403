// Prisma schemas, for StreamLanguage.

const KEYWORDS = /^(datasource|generator|model|enum|type|view)\b/;
const TYPES = /^(String|Boolean|Int|BigInt|Float|Decimal|DateTime|Json|Bytes|Unsupported)\b/;

export const prisma = {
  name: "prisma",
  token(source) {
    if (source.eatSpace()) return null;
    if (source.match("//")) {
      source.skipToEnd();
      return "comment";
    }
    if (source.match(/^"(?:[^"\\]|\\.)*"?/)) return "string";
    if (source.match(/^@{1,2}[\w.]+/)) return "meta";
    if (source.match(/^\d+(\.\d+)?\b/)) return "number";
    if (source.match(/^(true|false|null)\b/)) return "atom";
    if (source.sol() && source.match(KEYWORDS)) return "keyword";
    if (source.match(TYPES)) return "typeName";
    if (source.match(/^[A-Za-z_]\w*(?=\s*=)/)) return "propertyName";
    if (source.match(/^[A-Za-z_]\w*/)) return "variableName";
    source.next();
    return null;
  },
  languageData: { commentTokens: { line: "//" } },
};
