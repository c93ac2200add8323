// Cuts a normalised text into what the topic classifier counts. Must not know topics or classifiers.

// The language of a segmenter matters to no script that a normalised text is in; without one, all languages share tokens.
const segmenter = new Intl.Segmenter('en', { granularity: 'word' });

const GRAM = 4;
/** Words of a long story that are counted: its head and its tail. */
const HEAD = 80;
const TAIL = 40;

/**
 * Each once: words by `Intl.Segmenter` (`=shop`), pairs of them (`+a shop`), and character 4-grams inside a word with its
 * edges marked (`~_sho`). The grams carry inflection and typos, so that no stemmer is needed in any language.
 */
export function tokensOf(normalised: string): readonly string[] {
  let words: string[] = [];
  for (const { segment, isWordLike } of segmenter.segment(normalised))
    if (isWordLike === true) words.push(segment);
  if (words.length > HEAD + TAIL) words = [...words.slice(0, HEAD), ...words.slice(-TAIL)];
  const tokens = new Set(words.map((word) => `=${word}`));
  for (let at = 1; at < words.length; at++) tokens.add(`+${words[at - 1]} ${words[at]}`);
  for (const word of new Set(words)) {
    const marked = `_${word}_`;
    for (let at = 0; at + GRAM <= marked.length; at++) tokens.add(`~${marked.slice(at, at + GRAM)}`);
  }
  return [...tokens];
}
