// Cuts a normalised text into what the topic classifier counts. Must not know topics or classifiers.

import type { LanguageCode } from '../model/language.ts';

const segmenters = new Map<LanguageCode, Intl.Segmenter>();

function segmenterFor(language: LanguageCode): Intl.Segmenter {
  let segmenter = segmenters.get(language);
  if (segmenter === undefined) {
    segmenter = new Intl.Segmenter(language, { granularity: 'word' });
    segmenters.set(language, segmenter);
  }
  return segmenter;
}

const GRAM = 4;

/**
 * Words by `Intl.Segmenter` (`=shop`), and character 4-grams inside a word with its edges marked (`~_sho`), each once.
 * The grams carry inflection and typos, so that no stemmer is needed in any language.
 */
export function tokensOf(normalised: string, language: LanguageCode): readonly string[] {
  const tokens = new Set<string>();
  for (const { segment, isWordLike } of segmenterFor(language).segment(normalised))
    if (isWordLike === true) {
      tokens.add(`=${segment}`);
      const marked = `_${segment}_`;
      for (let at = 0; at + GRAM <= marked.length; at++) tokens.add(`~${marked.slice(at, at + GRAM)}`);
    }
  return [...tokens];
}
