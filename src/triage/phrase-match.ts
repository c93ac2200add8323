// Finds phrases in an utterance word by word, with gaps, inflection and slips, in bounded time. Must not know what they mean.

import type { Known, WordIndex } from './word-index.ts';

/** Weight of a word that carries little: enough to prefer the whole phrase, not enough to stand in for it. */
const LIGHT = 0.25;
/** Words that may stand between the words of a phrase. */
const SLACK = 4;
const OUT_OF_ORDER = 0.92;
/** Windows looked at per phrase; what repeats a word more often than this says nothing new. */
const MOST_STARTS = 24;
const LONGEST_PHRASE = 24;
/** For sums of shares that are equal but for rounding. */
const CLOSE = 1e-9;

export type Wording<Label> = { readonly label: Label; readonly words: readonly string[] };

/** Wordings of one language: its `light` words weigh little; a word of `not` turns a phrase round and must be found. */
export type Wordings<Label> = {
  readonly wordings: readonly Wording<Label>[];
  readonly light: ReadonlySet<string>;
  readonly not: ReadonlySet<string>;
};

type Pattern<Label> = Wording<Label> & {
  /** The words as numbers of the index, and what each weighs. */
  readonly numbers: Int32Array;
  readonly weights: Float32Array;
  /** Places of its negations. */
  readonly nots: readonly number[];
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
  readonly patterns: readonly Pattern<Label>[];
  /** The phrases that a word, by its number, brings to mind: `owners` from `starts` of it to the next. */
  readonly starts: Int32Array;
  readonly owners: Int32Array;
  /** For the search: by word and by phrase the last search that met it, and the phrases met in order. */
  readonly met: Int32Array;
  readonly tried: Int32Array;
  readonly found: Int32Array;
};

/**
 * Compiles phrases, of several languages at once if need be, for searches that ask for `least` of a phrase (a share, 0 to 1)
 * or more. All their words must be known to `index`.
 */
export function compilePhrases<Label>(
  index: WordIndex,
  languages: readonly Wordings<Label>[],
  least: number,
): Phrasebook<Label> {
  const patterns = languages.flatMap(({ wordings, light, not }) =>
    wordings.flatMap((wording): readonly Pattern<Label>[] => {
      const words = wording.words.slice(0, LONGEST_PHRASE);
      if (words.length === 0) return [];
      const weigh = (word: string) => (light.has(word) && !not.has(word) ? LIGHT : 1);
      let weights = words.map(weigh);
      // "help me": a phrase of light words only is meant as it stands.
      if (weights.every((weight) => weight === LIGHT)) weights = words.map(() => 1);
      const heavy = weights.filter((weight) => weight === 1).length;
      const total = weights.reduce((sum, next) => sum + next, 0);
      const numbers = Int32Array.from(words, (word) => index.numberOf(word)!);
      const nots = words.flatMap((word, at) => (not.has(word) ? [at] : []));
      return [{ ...wording, words, numbers, weights: Float32Array.from(weights), nots, heavy, total }];
    }),
  );
  const uses = new Int32Array(index.words.length);
  for (const { numbers } of patterns) for (const number of new Set(numbers)) uses[number]! += 1;
  const byWord: number[][] = index.words.map(() => []);
  patterns.forEach((pattern, id) => {
    for (const number of rarestOf(pattern, uses, least)) byWord[number]!.push(id);
  });
  const starts = new Int32Array(byWord.length + 1);
  byWord.forEach((owners, number) => {
    starts[number + 1] = starts[number]! + owners.length;
  });
  return {
    patterns,
    starts,
    owners: Int32Array.from(byWord.flat()),
    met: new Int32Array(byWord.length),
    tried: new Int32Array(patterns.length),
    found: new Int32Array(patterns.length),
  };
}

/**
 * The words that few phrases use, as many as weigh more than a search lets be missing: one of them is in every utterance that
 * says enough of the phrase, so that no other word need bring it to mind.
 */
function rarestOf(
  { numbers, weights, total }: Pattern<unknown>,
  uses: Int32Array,
  least: number,
): ReadonlySet<number> {
  const order = [...numbers.keys()].sort((one, other) => uses[numbers[one]!]! - uses[numbers[other]!]!);
  const rarest = new Set<number>();
  let weight = 0;
  for (const at of order) {
    if (weight > (1 - least) * total + CLOSE) break;
    rarest.add(numbers[at]!);
    weight += weights[at]!;
  }
  return rarest;
}

let search = 0;

/** The best match of each phrase of which at least `atLeast` (a share, not less than the book's) is in the utterance. */
export function findPhrases<Label>(
  { patterns, starts, owners, met, tried, found }: Phrasebook<Label>,
  heard: readonly Known[],
  atLeast: number,
): readonly Match<Label>[] {
  // Numbers of 31 bits suffice for two thousand million searches; then marks of old ones may be met again, once.
  search = (search + 1) & 0x7fffffff;
  let amount = 0;
  for (const { numbers } of heard)
    for (let index = 0; index < numbers.length; index++) {
      const number = numbers[index]!;
      if (met[number] === search) continue;
      met[number] = search;
      const end = starts[number + 1]!;
      for (let cell = starts[number]!; cell < end; cell++) {
        const id = owners[cell]!;
        if (tried[id] === search) continue;
        tried[id] = search;
        found[amount++] = id;
      }
    }
  const matches: Match<Label>[] = [];
  for (let index = 0; index < amount; index++) {
    const pattern = patterns[found[index]!]!;
    if (shareMet(pattern, met) < atLeast - CLOSE) continue;
    const match = bestWindow(pattern, heard);
    if (match !== null && match.share >= atLeast) matches.push(match);
  }
  return matches.sort((one, other) => other.share - one.share || other.heavy - one.heavy);
}

/** The share of the phrase whose words were met anywhere. */
function shareMet({ numbers, weights, total }: Pattern<unknown>, met: Int32Array): number {
  let weight = 0;
  for (let at = 0; at < numbers.length; at++) if (met[numbers[at]!] === search) weight += weights[at]!;
  return weight / total;
}

/** How surely the written word is the known one of this number; 0 when it is not. */
function surenessOf({ numbers, sureness }: Known, number: number): number {
  for (let at = 0; at < numbers.length; at++) if (numbers[at] === number) return sureness[at]!;
  return 0;
}

function bestWindow<Label>(pattern: Pattern<Label>, heard: readonly Known[]): Match<Label> | null {
  const starts = new Set<number>();
  pattern.numbers.forEach((number, at) => {
    let met = 0;
    for (let position = 0; position < heard.length && met < MOST_STARTS; position++) {
      if (surenessOf(heard[position]!, number) === 0) continue;
      met++;
      // A light word may open the window too, so that "he hits me" keeps its "he".
      if (pattern.weights[at] === 1 || starts.size < MOST_STARTS) starts.add(position);
    }
  });
  let best: Match<Label> | null = null;
  for (const start of [...starts].slice(0, 2 * MOST_STARTS)) {
    const match = matchFrom(start, pattern, heard);
    if (best === null || match.share > best.share) best = match;
    if (best.share >= 0.999) break;
  }
  return best;
}

function matchFrom<Label>(start: number, pattern: Pattern<Label>, heard: readonly Known[]): Match<Label> {
  const { numbers, weights } = pattern;
  const places = new Array<number>(numbers.length).fill(-1);
  const end = Math.min(heard.length, start + numbers.length + SLACK);
  let sum = 0;
  for (let position = start; position < end; position++) {
    const known = heard[position]!;
    let bestAt = -1;
    let bestSureness = 0;
    for (let at = 0; at < numbers.length; at++) {
      if (places[at] !== -1) continue;
      const sureness = surenessOf(known, numbers[at]!);
      if (sureness > bestSureness) {
        bestAt = at;
        bestSureness = sureness;
      }
    }
    if (bestAt === -1) continue;
    places[bestAt] = position;
    sum += weights[bestAt]! * bestSureness;
  }
  const found = places.filter((place) => place !== -1);
  const heavyAt = places.filter((place, at) => place !== -1 && weights[at] === 1);
  const inOrder = heavyAt.every((place, at) => at === 0 || place > heavyAt[at - 1]!);
  return {
    label: pattern.label,
    share: (sum / pattern.total) * (inOrder ? 1 : OUT_OF_ORDER),
    at: found.sort((one, other) => one - other),
    heavyAt: heavyAt.sort((one, other) => one - other),
    heavy: pattern.heavy,
    negated: pattern.nots.every((at) => places[at] !== -1),
    phrase: pattern.words,
  };
}
