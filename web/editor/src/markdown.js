// The rules' documentation as HTML, loaded by the first page that shows some.

import { Marked } from "marked";

const LINKS = /^(https?:\/\/|#\/)/;

const escaped = (text) =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

const markdown = new Marked({
  renderer: {
    // What is written as HTML is shown as it is written.
    html: ({ text }) => escaped(text),
    image: ({ text }) => escaped(text),
    code: ({ text }) => `<pre tabindex="0"><code>${escaped(text)}</code></pre>`,
    link({ href, tokens }) {
      const text = this.parser.parseInline(tokens);
      return LINKS.test(href) ? `<a href="${escaped(href)}" rel="noopener noreferrer">${text}</a>` : text;
    },
  },
});

/** The HTML of a Markdown text. */
export const render = (text) => markdown.parse(text);
