// Cuts a normalised text into what the topic model counts: words, pairs of words, parts of words. Must not know topics.

import type { Concept, Concepts } from './concepts.ts';
import { hash } from './hash.ts';

/** Weight by kind of feature. The parts of words carry inflection and typos, so that no language needs a stemmer. */
const WORD = 1;
const PAIR = 0.5;
const PART = 0.6;
/** What a word names, and two such names near each other, whatever the language: chosen on folds of our own phrases. */
const CONCEPT = 3;
const CONCEPT_PAIR = 2;
/** Words that name something and are near enough to be a pair. */
const NEAR = 3;

const SHORTEST_PART = 3;
const LONGEST_PART = 5;
/** Letters of one word that are read. */
const LONGEST_WORD = 32;
/** Words of a long story that are counted: its head and its tail. */
const HEAD = 60;
const TAIL = 30;
/** Features of one text, so that the time for any text is bounded. */
const MOST = 1200;

/** Feature → weight before its rarity is known; a feature is the 32-bit hash of its letters and its kind. */
export type Features = ReadonlyMap<number, number>;

/** The words that are counted, at most 90. */
export function countedWords(normalised: string): readonly string[] {
  const words = normalised.split(' ').filter((word) => word !== '');
  return words.length <= HEAD + TAIL ? words : [...words.slice(0, HEAD), ...words.slice(-TAIL)];
}

/**
 * Words, pairs, character 3- to 5-grams inside a word with its edges marked, and concepts. `helo shop` shares most with
 * `hello shops`, and with `магазин` what a shop is.
 */
export function featuresOf(normalised: string, concepts: Concepts): Features {
  const weights = new Map<number, number>();
  const repeats = new Map<number, number>();
  const add = (feature: number, weight: number) => {
    if (weights.has(feature)) repeats.set(feature, (repeats.get(feature) ?? 1) + 1);
    else if (weights.size < MOST) weights.set(feature, weight);
  };
  const words = countedWords(normalised);
  const before: (readonly Concept[])[] = [];
  for (const word of words) {
    const named = concepts.of(word);
    if (named.length === 0) continue;
    for (const { feature, sureness } of named) {
      add(feature, (CONCEPT * sureness) / Math.sqrt(named.length));
      for (const other of before.slice(-NEAR).flat())
        if (other.feature !== feature)
          add(Math.imul(feature ^ other.feature, 0x165667b1), CONCEPT_PAIR * sureness * other.sureness);
    }
    before.push(named);
  }
  words.forEach((word, at) => {
    add(hash(word, 0, word.length, 0x811c9dc5), WORD);
    if (at > 0) {
      const pair = `${words[at - 1]} ${word}`;
      add(hash(pair, 0, pair.length, 0x1b873593), PAIR);
    }
    const marked = `_${word.slice(0, LONGEST_WORD)}_`;
    for (let length = SHORTEST_PART; length <= LONGEST_PART; length++)
      for (let start = 0; start + length <= marked.length; start++)
        add(hash(marked, start, start + length, 0x9e3779b9 + length), PART);
  });
  for (const [feature, count] of repeats) weights.set(feature, weights.get(feature)! * (1 + Math.log(count)));
  return weights;
}
