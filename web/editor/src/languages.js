// Which language a file is written in, by its name, and how that language is loaded.

import { StreamLanguage } from "@codemirror/language";

const stream = async (mode) => StreamLanguage.define(await mode);

const javascript = (options) => async () => (await import("@codemirror/lang-javascript")).javascript(options);
const sql = async () => (await import("@codemirror/lang-sql")).sql();
const shell = () => stream(import("@codemirror/legacy-modes/mode/shell").then((mode) => mode.shell));
const properties = () => stream(import("./modes/settings.js").then((mode) => mode.settings));
const ruby = () => stream(import("@codemirror/legacy-modes/mode/ruby").then((mode) => mode.ruby));

const LANGUAGES = {
  javascript: javascript({ jsx: true }),
  typescript: javascript({ typescript: true }),
  tsx: javascript({ typescript: true, jsx: true }),
  python: async () => (await import("@codemirror/lang-python")).python(),
  json: async () => (await import("@codemirror/lang-json")).json(),
  yaml: async () => (await import("@codemirror/lang-yaml")).yaml(),
  markdown: async () => (await import("@codemirror/lang-markdown")).markdown(),
  sql,
  shell,
  settings: properties,
  ruby,
  toml: () => stream(import("@codemirror/legacy-modes/mode/toml").then((mode) => mode.toml)),
  dockerfile: () => stream(import("@codemirror/legacy-modes/mode/dockerfile").then((mode) => mode.dockerFile)),
  prisma: () => stream(import("./modes/prisma.js").then((mode) => mode.prisma)),
  procfile: () => stream(import("./modes/procfile.js").then((mode) => mode.procfile)),
};

const BY_EXTENSION = {
  js: "javascript", mjs: "javascript", cjs: "javascript", jsx: "javascript",
  ts: "typescript", mts: "typescript", cts: "typescript", tsx: "tsx",
  py: "python", pyi: "python", pyw: "python",
  json: "json", jsonc: "json", json5: "json", webmanifest: "json", lock: "toml",
  yaml: "yaml", yml: "yaml", toml: "toml", sql: "sql", md: "markdown", mdx: "markdown",
  ini: "settings", cfg: "settings", conf: "settings", properties: "settings", env: "settings",
  sh: "shell", bash: "shell", zsh: "shell", prisma: "prisma", dockerfile: "dockerfile", rb: "ruby",
};

// Names that say more than their ending; the first that fits wins.
const BY_NAME = [
  [/^(dockerfile|containerfile)(\.|$)/i, "dockerfile"],
  [/^\.env/, "settings"],
  [/^\.(npmrc|editorconfig|flaskenv)$/, "settings"],
  [/^procfile/i, "procfile"],
  [/^pipfile$/i, "toml"],
  [/^pipfile\.lock$/i, "json"],
  [/^(yarn|bun)\.lock$/, "yaml"],
  [/^(gemfile|rakefile|config\.ru)$/i, "ruby"],
  [/^requirements.*\.txt$/, "settings"],
  [/^docker-run\.txt$/, "shell"],
];

/** The language of a file, or null for plain text. */
export function languageOf(path) {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const special = BY_NAME.find(([pattern]) => pattern.test(name));
  if (special) return special[1];
  return BY_EXTENSION[name.slice(name.lastIndexOf(".") + 1).toLowerCase()] ?? null;
}

const loaded = new Map();

/** The CodeMirror extension of a language, loaded once. */
export function loadLanguage(language) {
  if (!loaded.has(language)) loaded.set(language, LANGUAGES[language]());
  return loaded.get(language);
}
