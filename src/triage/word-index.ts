// Finds which known words a written word may be: as it stands, inflected, or with one slip. Must not know phrases.

import { remember } from './remember.ts';

/** How surely a written word is the known one. */
const EXACT = 1;
const CLITIC = 0.95;
const INFLECTED = 0.9;
const SLIP = 0.85;

const SHORTEST_STEM = 4;
const SHORTEST_FOR_SLIP = 5;
const ARABIC = /^\p{Script=Arabic}+$/u;

/** Words of another script than all known ones need no look. */
const SCRIPTS = [/\p{Script=Latin}/u, /\p{Script=Arabic}/u, /\p{Script=Cyrillic}/u];

/** Known words that a written word may be, each with how surely it is, 0 to 1. */
export type Known = { readonly numbers: Int32Array; readonly sureness: Float64Array };

const NOTHING: Known = { numbers: new Int32Array(), sureness: new Float64Array() };

export type WordIndex = {
  /** The known words; a word's number is its place. */
  readonly words: readonly string[];
  /** Undefined for an unknown word. */
  numberOf(word: string): number | undefined;
  /** Time depends on the length of `word` only. */
  find(word: string): Known;
};

/** What each word of an utterance may be. */
export function hearWords(index: WordIndex, words: readonly string[]): readonly Known[] {
  return words.map((word) => index.find(word));
}

/** The front of a word that inflection leaves alone: `passport` → `passp`. */
function stemOf(word: string): string {
  return word.slice(0, Math.max(SHORTEST_STEM, Math.round(word.length * 0.65)));
}

/** Arabic writes `and`, `in`, `for` and `the` onto the word: `والسفر` → `سفر`. */
export function withoutClitics(word: string): string {
  if (word.length < 5 || !ARABIC.test(word)) return word;
  const bare = word.replace(/^[وف]?[بکل]?(?:ال|لل)/u, '');
  return bare.length >= 3 ? bare : word;
}

/** The word with each one letter left out; two words one slip apart share one of these. */
function* shortened(word: string): Generator<string> {
  yield word;
  for (let at = 1; at < word.length; at++) yield word.slice(0, at) + word.slice(at + 1);
}

function file(drawer: Map<string, string[]>, key: string, word: string): void {
  const filed = drawer.get(key);
  if (filed === undefined) drawer.set(key, [word]);
  else if (filed.at(-1) !== word) filed.push(word);
}

/** Indexes normalised words. Words under four letters are found only as they stand, or with one letter added. */
export function indexWords(words: Iterable<string>): WordIndex {
  const exact = new Map<string, number>();
  for (const word of words) if (!exact.has(word)) exact.set(word, exact.size);
  const bare = new Map<string, string[]>();
  const stems = new Map<string, string[]>();
  const slips = new Map<string, string[]>();
  for (const word of exact.keys()) {
    file(bare, withoutClitics(word), word);
    if (word.length >= 3) file(stems, stemOf(word), word);
    if (word.length >= SHORTEST_FOR_SLIP && word.length <= 30)
      for (const short of shortened(word)) file(slips, short, word);
  }
  const scripts = new Set([...exact.keys()].map(scriptOf));

  function look(word: string): Known {
    const found = new Map<number, number>();
    const note = (known: string, sureness: number) => {
      const number = exact.get(known)!;
      if ((found.get(number) ?? 0) < sureness) found.set(number, sureness);
    };
    if (exact.has(word)) note(word, EXACT);
    const stripped = withoutClitics(word);
    for (const known of bare.get(stripped) ?? []) note(known, CLITIC);
    for (let length = 3; length <= Math.min(stripped.length, 21); length++)
      for (const known of stems.get(stripped.slice(0, length)) ?? [])
        if (Math.abs(known.length - stripped.length) <= mostEnding(known)) note(known, INFLECTED);
    if (word.length >= SHORTEST_FOR_SLIP && word.length <= 30)
      for (const short of shortened(word))
        for (const known of slips.get(short) ?? [])
          if (known[0] === word[0] && Math.abs(known.length - word.length) <= 1) note(known, SLIP);
    if (found.size === 0) return NOTHING;
    return { numbers: Int32Array.from(found.keys()), sureness: Float64Array.from(found.values()) };
  }

  return {
    words: [...exact.keys()],
    numberOf: (word) => exact.get(word),
    find: remember((word) => (scripts.has(scriptOf(word)) ? look(word) : NOTHING)),
  };
}

/** A number for the script of the first letter; -1 for digits and all other scripts. */
function scriptOf(word: string): number {
  const first = word.charCodeAt(0);
  if (first >= 97 && first <= 122) return 0;
  return SCRIPTS.findIndex((script) => script.test(word));
}

/** Longest ending that inflection may add or take, by the length of the known word. */
function mostEnding(known: string): number {
  if (known.length <= 3) return 1;
  return known.length <= 7 ? 3 : 4;
}
