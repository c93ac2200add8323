// Puts words into the pages at build time. Must not know which page it is.

const ESCAPES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** `[[key]]` becomes the escaped value, `[[[key]]]` the raw piece; a missing key stops the build. */
export function fill(template, values, pieces = {}) {
  const value = (from, key) => {
    if (typeof from[key] !== 'string') throw new Error(`the page needs "${key}", which no text gives`);
    return from[key];
  };
  return template
    .replace(/(?<!\[)\[\[([\w-]+)\]\](?!\])/g, (_, key) =>
      value(values, key).replace(/[&<>"]/g, (sign) => ESCAPES[sign]),
    )
    .replace(/\[\[\[([\w-]+)\]\]\]/g, (_, key) => value(pieces, key));
}

/** JSON that can stand inside a script block. */
export function safeJson(value) {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}
