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

/**
 * What a text is made of: 32-bit hashes of letters and kind, each once, and the weight of each before its rarity is known.
 */
export type Features = { readonly hashes: Int32Array; readonly weights: Float32Array };

/** False for the shorter parts of words: they are many, and many texts have them. Their hashes are odd. */
export const isLong = (feature: number): boolean => (feature & 1) === 0;

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
  const words = countedWords(normalised);
  begin();
  const before: (readonly Concept[])[] = [];
  for (const word of words) {
    const named = concepts.of(word);
    if (named.length === 0) continue;
    for (const { feature, sureness } of named) {
      add(feature & ~1, (CONCEPT * sureness) / Math.sqrt(named.length));
      for (const near of before.slice(-NEAR))
        for (const other of near)
          if (other.feature !== feature)
            add(
              Math.imul(feature ^ other.feature, 0x165667b1) & ~1,
              CONCEPT_PAIR * sureness * other.sureness,
            );
    }
    before.push(named);
  }
  let previous = 0;
  words.forEach((word, at) => {
    const whole = hash(word, 0, word.length, 0x811c9dc5);
    add(whole & ~1, WORD);
    if (at > 0) add(Math.imul(Math.imul(previous, 0x1b873593) ^ whole, 0x2c1b3c6d) & ~1, PAIR);
    previous = whole;
    addParts(word);
  });
  return collected();
}

const EDGE = 0x5f;

function addParts(word: string): void {
  const length = Math.min(word.length, LONGEST_WORD);
  for (let from = -1; from + SHORTEST_PART <= length + 1; from++) {
    let state = 0x9e3779b9 | 0;
    for (let unit = from; unit < from + LONGEST_PART && unit <= length; unit++) {
      state = Math.imul(state ^ (unit < 0 || unit === length ? EDGE : word.charCodeAt(unit)), 0x01000193);
      if (unit - from + 1 >= SHORTEST_PART) {
        const feature = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d);
        add(unit - from + 1 < LONGEST_PART ? feature | 1 : feature & ~1, PART);
      }
    }
  }
}

// The features of the text at hand. A place for each is found by trying one after the other; `turns` says for which text a
// place was last taken, so that nothing need be cleared.
const PLACES = 4096;
const places = new Int32Array(PLACES);
const turns = new Int32Array(PLACES);
const hashes = new Int32Array(MOST);
const weights = new Float32Array(MOST);
const repeats = new Int32Array(MOST);
let turn = 0;
let amount = 0;

function begin(): void {
  turn = (turn + 1) & 0x7fffffff;
  amount = 0;
}

function add(feature: number, weight: number): void {
  let place = ((feature >>> 1) ^ (feature >>> 16)) & (PLACES - 1);
  while (turns[place] === turn) {
    const known = places[place]!;
    if (hashes[known] === feature) {
      repeats[known]! += 1;
      return;
    }
    place = (place + 1) & (PLACES - 1);
  }
  if (amount === MOST) return;
  turns[place] = turn;
  places[place] = amount;
  hashes[amount] = feature;
  weights[amount] = weight;
  repeats[amount++] = 1;
}

function collected(): Features {
  for (let at = 0; at < amount; at++) if (repeats[at]! > 1) weights[at]! *= 1 + Math.log(repeats[at]!);
  return { hashes: hashes.slice(0, amount), weights: weights.slice(0, amount) };
}
