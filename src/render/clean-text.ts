// Takes out of content what could spoil a text: control characters, bidi overrides, halves of characters.
// Must not know where the content comes from.

/** Controls except line feed and tab, embeddings and overrides, isolates, byte order marks, invisible operators. */
const UNWANTED =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

/** As `UNWANTED`, but leaves isolates: an author of texts may place them on purpose. */
const UNWANTED_IN_TEXTS =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffb]/g;

/** A fact from the knowledge base or a value, safe to stand in any text. Joiners of emoji and Persian words stay. */
export function cleanValue(value: string): string {
  return evenLines(value).replace(UNWANTED, '').trim();
}

/** A text as an operator wrote it. */
export function cleanText(text: string): string {
  return evenLines(text).replace(UNWANTED_IN_TEXTS, '').trim();
}

/** One line, for labels and names. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function evenLines(text: string): string {
  return text
    .replace(/\r\n?|\u2028|\u2029|\u0085/g, '\n')
    .replace(/\t/g, ' ')
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(/\n{3,}/g, '\n\n');
}
