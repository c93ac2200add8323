// Finds phrases in an utterance word by word, with gaps, inflection and slips, in bounded time. Must not know what they mean.

import { indexWords, type WordIndex } from './word-index.ts';

/** Weight of a word that carries little: enough to prefer the whole phrase, not enough to stand in for it. */
const LIGHT = 0.25;
/** Words that may stand between the words of a phrase. */
const SLACK = 4;
const OUT_OF_ORDER = 0.92;
/** Windows looked at per phrase; what repeats a word more often than this says nothing new. */
const MOST_STARTS = 24;
/** The least share of a phrase that any listener asks for. */
const LEAST = 0.6;
const LONGEST_PHRASE = 24;

export type Wording<Label> = { readonly label: Label; readonly words: readonly string[] };

type Pattern<Label> = Wording<Label> & {
  readonly weights: readonly number[];
  readonly total: number;
  readonly heavy: number;
};

export type Match<Label> = {
  readonly label: Label;
  /** Share of the phrase's weight that was found, 0 to 1. */
  readonly share: number;
  /** Positions in the utterance, ascending. */
  readonly at: readonly number[];
  /** Those of them that carry meaning. */
  readonly heavyAt: readonly number[];
  /** The phrase's own words that carry meaning. */
  readonly heavy: number;
  /** Every negation of the phrase was found. */
  readonly negated: boolean;
  readonly phrase: readonly string[];
};

export type Phrasebook<Label> = {
  readonly index: WordIndex;
  readonly patterns: readonly Pattern<Label>[];
  /** The phrases that a word may bring to mind. */
  readonly byWord: ReadonlyMap<string, readonly number[]>;
  readonly not: ReadonlySet<string>;
  readonly light: ReadonlySet<string>;
};

/** Compiles phrases. `light` words weigh little; a word of `not` turns a phrase round and must be found. */
export function compilePhrases<Label>(
  wordings: readonly Wording<Label>[],
  light: ReadonlySet<string>,
  not: ReadonlySet<string>,
): Phrasebook<Label> {
  const patterns: Pattern<Label>[] = [];
  const byWord = new Map<string, number[]>();
  const known = new Set<string>();
  for (const wording of wordings) {
    const words = wording.words.slice(0, LONGEST_PHRASE);
    if (words.length === 0) continue;
    const weigh = (word: string) => (light.has(word) && !not.has(word) ? LIGHT : 1);
    let weights = words.map(weigh);
    // "help me": a phrase of light words only is meant as it stands.
    if (weights.every((weight) => weight === LIGHT)) weights = words.map(() => 1);
    const heavy = weights.filter((weight) => weight === 1).length;
    const total = weights.reduce((sum, next) => sum + next, 0);
    patterns.push({ ...wording, words, weights, heavy, total });
    // A word that carries little brings a phrase to mind only where little else could.
    const telling = 1 - heavy / total >= LEAST ? words : words.filter((_, at) => weights[at] === 1);
    for (const word of new Set(telling)) {
      const ids = byWord.get(word);
      if (ids === undefined) byWord.set(word, [patterns.length - 1]);
      else ids.push(patterns.length - 1);
    }
    for (const word of words) known.add(word);
  }
  return { index: indexWords(known), patterns, byWord, not, light };
}

/** The best match of each phrase of which at least `atLeast` (a share, 0 to 1) is in the utterance. */
export function findPhrases<Label>(
  book: Phrasebook<Label>,
  utterance: readonly string[],
  atLeast: number,
): readonly Match<Label>[] {
  const heard = utterance.map((word) => book.index.find(word));
  const present = new Map<string, number[]>();
  heard.forEach((known, position) => {
    for (const word of known.keys())
      present.set(word, [...(present.get(word)?.slice(0, MOST_STARTS - 1) ?? []), position]);
  });
  const possible = new Set<number>();
  for (const word of present.keys()) for (const id of book.byWord.get(word) ?? []) possible.add(id);
  const matches: Match<Label>[] = [];
  for (const id of possible) {
    const pattern = book.patterns[id]!;
    let weight = 0;
    for (let at = 0; at < pattern.words.length; at++)
      if (present.has(pattern.words[at]!)) weight += pattern.weights[at]!;
    if (weight / pattern.total < atLeast) continue;
    const match = bestWindow(pattern, heard, present, book.not);
    if (match !== null && match.share >= atLeast) matches.push(match);
  }
  return matches.sort((one, other) => other.share - one.share || other.heavy - one.heavy);
}

function bestWindow<Label>(
  pattern: Pattern<Label>,
  heard: readonly ReadonlyMap<string, number>[],
  present: ReadonlyMap<string, readonly number[]>,
  not: ReadonlySet<string>,
): Match<Label> | null {
  const starts = new Set<number>();
  pattern.words.forEach((word, at) => {
    if (pattern.weights[at] === 1) for (const position of present.get(word) ?? []) starts.add(position);
    // A light word may open the window too, so that "he hits me" keeps its "he".
    else for (const position of present.get(word) ?? []) if (starts.size < MOST_STARTS) starts.add(position);
  });
  let best: Match<Label> | null = null;
  for (const start of [...starts].slice(0, 2 * MOST_STARTS)) {
    const match = matchFrom(start, pattern, heard, not);
    if (best === null || match.share > best.share) best = match;
    if (best.share >= 0.999) break;
  }
  return best;
}

function matchFrom<Label>(
  start: number,
  pattern: Pattern<Label>,
  heard: readonly ReadonlyMap<string, number>[],
  not: ReadonlySet<string>,
): Match<Label> {
  const places = new Array<number>(pattern.words.length).fill(-1);
  const end = Math.min(heard.length, start + pattern.words.length + SLACK);
  let sum = 0;
  for (let position = start; position < end; position++) {
    const known = heard[position]!;
    if (known.size === 0) continue;
    let bestAt = -1;
    let bestSureness = 0;
    pattern.words.forEach((word, at) => {
      const sureness = known.get(word) ?? 0;
      if (places[at] === -1 && sureness > bestSureness) {
        bestAt = at;
        bestSureness = sureness;
      }
    });
    if (bestAt === -1) continue;
    places[bestAt] = position;
    sum += pattern.weights[bestAt]! * bestSureness;
  }
  const found = places.filter((place) => place !== -1);
  const heavyAt = places.filter((place, at) => place !== -1 && pattern.weights[at] === 1);
  const inOrder = heavyAt.every((place, at) => at === 0 || place > heavyAt[at - 1]!);
  return {
    label: pattern.label,
    share: (sum / pattern.total) * (inOrder ? 1 : OUT_OF_ORDER),
    at: found.sort((one, other) => one - other),
    heavyAt: heavyAt.sort((one, other) => one - other),
    heavy: pattern.heavy,
    negated: pattern.words.every((word, at) => !not.has(word) || places[at] !== -1),
    phrase: pattern.words,
  };
}
