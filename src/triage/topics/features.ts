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
/** What a text is made of: 32-bit hashes of letters and kind, and the weight of each before its rarity is known; they may repeat. */
export type Features = { readonly hashes: Int32Array; readonly weights: Float32Array };

/** False for the shorter parts of words: they are many, and many texts have them. Their hashes are odd. */
export const isLong = (feature: number): boolean => (feature & 1) === 0;

/** The words that are counted, at most 90. */
export function countedWords(words: readonly string[]): readonly string[] {
  return words.length <= HEAD + TAIL ? words : [...words.slice(0, HEAD), ...words.slice(-TAIL)];
}

/**
 * Words, pairs, character 3- to 5-grams inside a word with its edges marked, and concepts. `helo shop` shares most with
 * `hello shops`, and with `магазин` what a shop is.
 */
export function featuresOf(normalised: string, concepts: Concepts): Features {
  const words = countedWords(normalised.split(' ').filter(Boolean));
  const list = new List();
  for (const word of words) takeWord(word, concepts, list.take);
  takeBetween(words, (word) => concepts.of(word), list.take);
  return list.features();
}

/** The features that a word has by itself, wherever it stands. */
export function featuresOfWord(word: string, concepts: Concepts): Features {
  const list = new List();
  takeWord(word, concepts, list.take);
  return list.features();
}

/** Takes one feature and its weight. */
type Take = (feature: number, weight: number) => void;

class List {
  readonly #hashes: number[] = [];
  readonly #weights: number[] = [];

  readonly take: Take = (feature, weight) => {
    this.#hashes.push(feature);
    this.#weights.push(weight);
  };

  features(): Features {
    return { hashes: Int32Array.from(this.#hashes), weights: Float32Array.from(this.#weights) };
  }
}

const wholeOf = (word: string): number => hash(word, 0, word.length, 0x811c9dc5);

function takeWord(word: string, concepts: Concepts, take: Take): void {
  take(wholeOf(word) & ~1, WORD);
  takeParts(word, take);
  const named = concepts.of(word);
  for (const { feature, sureness } of named)
    take(feature & ~1, (CONCEPT * sureness) / Math.sqrt(named.length));
}

/** The features that words have by standing beside each other; all are long. */
export function takeBetween(
  words: readonly string[],
  named: (word: string, at: number) => readonly Concept[],
  take: Take,
): void {
  const before: (readonly Concept[])[] = [];
  let previous = 0;
  words.forEach((word, at) => {
    const whole = wholeOf(word);
    if (at > 0) take(Math.imul(Math.imul(previous, 0x1b873593) ^ whole, 0x2c1b3c6d) & ~1, PAIR);
    previous = whole;
    const own = named(word, at);
    if (own.length === 0) return;
    for (const { feature, sureness } of own)
      for (let back = 1; back <= Math.min(NEAR, before.length); back++)
        for (const other of before[before.length - back]!)
          if (other.feature !== feature)
            take(
              Math.imul(feature ^ other.feature, 0x165667b1) & ~1,
              CONCEPT_PAIR * sureness * other.sureness,
            );
    before.push(own);
  });
}

const EDGE = 0x5f;

function takeParts(word: string, take: Take): void {
  const length = Math.min(word.length, LONGEST_WORD);
  for (let from = -1; from + SHORTEST_PART <= length + 1; from++) {
    let state = 0x9e3779b9 | 0;
    for (let unit = from; unit < from + LONGEST_PART && unit <= length; unit++) {
      state = Math.imul(state ^ (unit < 0 || unit === length ? EDGE : word.charCodeAt(unit)), 0x01000193);
      if (unit - from + 1 >= SHORTEST_PART) {
        const feature = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d);
        take(unit - from + 1 < LONGEST_PART ? feature | 1 : feature & ~1, PART);
      }
    }
  }
}
