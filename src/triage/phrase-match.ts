// Finds phrases in an utterance word by word, with gaps, inflection and slips, in bounded time. Must not know what they mean.

import type { Known, WordIndex } from './word-index.ts';

/** Weights of a word, and of one that carries little: enough to prefer the whole phrase, not enough to stand in for it. */
export const HEAVY = 4;
const LIGHT = 1;
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
  /** The share of a phrase that must be found, 0 to 1. */
  readonly least: number;
};

type Pattern<Label> = Wording<Label> & {
  /** Places of its negations. */
  readonly nots: readonly number[];
  readonly heavy: number;
  /** What all its words weigh, and the share of that which must be found. */
  readonly total: number;
  readonly least: number;
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

/** All that a search reads for every phrase it looks at stands in few rows of numbers, because memory is what it waits for. */
export type Phrasebook<Label> = {
  readonly patterns: readonly Pattern<Label>[];
  /**
   * The phrases that a word, by its number, brings to mind, in `reminders` from `starts` of it to the next: each with the amount
   * of words, and the words, of which one must be said beside it.
   */
  readonly starts: Int32Array;
  readonly reminders: Int32Array;
  /**
   * From `firsts` of each phrase to the next: the weight that must be found, in weights of a light word, and the phrase's words
   * by their numbers; those that carry little as `-1 - number`.
   */
  readonly firsts: Int32Array;
  readonly numbers: Int32Array;
  /** For the search: by word and by phrase the last search that met it, and the words and phrases met in order. */
  readonly met: Int32Array;
  readonly tried: Int32Array;
  readonly said: Int32Array;
  readonly found: Int32Array;
};

/** What each word of a phrase weighs. */
export function weightsOf(
  words: readonly string[],
  { light, not }: Pick<Wordings<unknown>, 'light' | 'not'>,
): readonly number[] {
  const weights = words.map((word) => (light.has(word) && !not.has(word) ? LIGHT : HEAVY));
  // "help me": a phrase of light words only is meant as it stands.
  return weights.every((weight) => weight === LIGHT) ? words.map(() => HEAVY) : weights;
}

/** Compiles phrases, of several languages and for several listeners. All their words must be known to `index`. */
export function compilePhrases<Label>(index: WordIndex, all: readonly Wordings<Label>[]): Phrasebook<Label> {
  const patterns: Pattern<Label>[] = [];
  const rows: (readonly number[])[] = [];
  for (const group of all)
    for (const wording of group.wordings) {
      const words = wording.words.slice(0, LONGEST_PHRASE);
      if (words.length === 0) continue;
      const weights = weightsOf(words, group);
      const nots = words.flatMap((word, at) => (group.not.has(word) ? [at] : []));
      const heavy = weights.filter((weight) => weight === HEAVY).length;
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      patterns.push({ ...wording, words, nots, heavy, total, least: group.least });
      rows.push(
        words.map((word, at) => {
          const number = index.numberOf(word)!;
          return weights[at] === HEAVY ? number : -1 - number;
        }),
      );
    }
  const uses = new Int32Array(index.words.length);
  for (const row of rows) for (const number of new Set(row.map(numberIn))) uses[number]! += 1;
  const byWord: number[][] = index.words.map(() => []);
  rows.forEach((row, id) => {
    for (const { number, beside } of remindersOf(row, uses, neededOf(patterns[id]!)))
      byWord[number]!.push(id, beside.length, ...beside);
  });
  const cells = rows.map((row, id) => [neededOf(patterns[id]!), ...row]);
  return {
    patterns,
    starts: startsOf(byWord),
    reminders: Int32Array.from(byWord.flat()),
    firsts: startsOf(cells),
    numbers: Int32Array.from(cells.flat()),
    met: new Int32Array(byWord.length),
    tried: new Int32Array(patterns.length),
    said: new Int32Array(byWord.length),
    found: new Int32Array(patterns.length),
  };
}

function startsOf(rows: readonly (readonly number[])[]): Int32Array {
  const starts = new Int32Array(rows.length + 1);
  rows.forEach((row, at) => {
    starts[at + 1] = starts[at]! + row.length;
  });
  return starts;
}

const numberIn = (cell: number): number => (cell < 0 ? -1 - cell : cell);
const weightIn = (cell: number): number => (cell < 0 ? LIGHT : HEAVY);
/** The weight that must be found. */
const neededOf = ({ least, total }: Pattern<unknown>): number => Math.ceil(least * total - CLOSE);

type Reminder = { readonly number: number; readonly beside: readonly number[] };

/**
 * The words that few phrases use, as many as weigh more than a search lets be missing: one of them is in every utterance that
 * says enough of the phrase, so that no other word need bring it to mind. Beside it stands at least one of `beside`, chosen in
 * the same way from the others, unless it says enough by itself.
 */
function remindersOf(row: readonly number[], uses: Int32Array, needed: number): readonly Reminder[] {
  const weights = new Map<number, number>();
  for (const cell of row) weights.set(numberIn(cell), (weights.get(numberIn(cell)) ?? 0) + weightIn(cell));
  const byRarity = [...weights.keys()].sort((one, other) => uses[one]! - uses[other]!);
  const rarest = byRarity.slice(0, fewest(byRarity, weights, needed));
  return rarest.map((number) => {
    const others = byRarity.filter((other) => other !== number);
    return { number, beside: others.slice(0, fewest(others, weights, needed - weights.get(number)!)) };
  });
}

/** How many of the words, the first ones, must be missing so that the others weigh less than is needed; 0 where nothing is. */
function fewest(words: readonly number[], weights: ReadonlyMap<number, number>, needed: number): number {
  let left = words.reduce((sum, word) => sum + weights.get(word)!, 0);
  let amount = 0;
  while (needed > 0 && left >= needed) left -= weights.get(words[amount++]!)!;
  return amount;
}

let search = 0;

/** The best match of each phrase of which enough is in the utterance, the fullest first. */
export function findPhrases<Label>(
  book: Phrasebook<Label>,
  heard: readonly Known[],
): readonly Match<Label>[] {
  const { patterns, starts, reminders, firsts, numbers, met, tried, said, found } = book;
  // Numbers of 31 bits suffice for two thousand million searches; then marks of old ones may be met again, once.
  search = (search + 1) & 0x7fffffff;
  let words = 0;
  for (const known of heard)
    for (let index = 0; index < known.numbers.length; index++) {
      const number = known.numbers[index]!;
      if (met[number] === search) continue;
      met[number] = search;
      said[words++] = number;
    }
  let amount = 0;
  for (let word = 0; word < words; word++) {
    const end = starts[said[word]! + 1]!;
    for (let cell = starts[said[word]!]!; cell < end; ) {
      const id = reminders[cell]!;
      const last = cell + 1 + reminders[cell + 1]!;
      let beside = last === cell + 1;
      for (cell += 2; cell <= last; cell++) beside ||= met[reminders[cell]!] === search;
      if (!beside || tried[id] === search) continue;
      tried[id] = search;
      found[amount++] = id;
    }
  }
  const matches: Match<Label>[] = [];
  for (let index = 0; index < amount; index++) {
    const id = found[index]!;
    const first = firsts[id]!;
    const end = firsts[id + 1]!;
    let needed = numbers[first]!;
    for (let cell = first + 1; cell < end; cell++)
      if (met[numberIn(numbers[cell]!)] === search) needed -= weightIn(numbers[cell]!);
    if (needed > 0) continue;
    const pattern = patterns[id]!;
    const match = bestWindow(pattern, numbers.subarray(first + 1, end), heard);
    if (match !== null) matches.push(match);
  }
  if (matches.length < 2) return matches;
  return matches.sort((one, other) => other.share - one.share || other.heavy - one.heavy);
}

/** How surely the written word is the known one of this number; 0 when it is not. */
function surenessOf({ numbers, sureness }: Known, number: number): number {
  for (let at = 0; at < numbers.length; at++) if (numbers[at] === number) return sureness[at]!;
  return 0;
}

/** Where each word of the phrase at hand is found, -1 for nowhere: the same room for every window. */
const places = new Int32Array(LONGEST_PHRASE);
/** How surely each word of the utterance is each of the phrase at hand, `LONGEST_PHRASE` to a word of the utterance. */
let sure = new Float64Array(0);

/** `row` are the phrase's words as the book writes them. Null where no window holds enough. */
function bestWindow<Label>(
  pattern: Pattern<Label>,
  row: Int32Array,
  heard: readonly Known[],
): Match<Label> | null {
  const starts: number[] = [];
  if (sure.length < heard.length * LONGEST_PHRASE) sure = new Float64Array(heard.length * LONGEST_PHRASE);
  for (let at = 0; at < row.length; at++) {
    const cell = row[at]!;
    let met = 0;
    for (let position = 0; position < heard.length; position++) {
      const sureness = surenessOf(heard[position]!, numberIn(cell));
      sure[position * LONGEST_PHRASE + at] = sureness;
      if (sureness === 0 || met === MOST_STARTS) continue;
      met++;
      // A light word may open the window too, so that "he hits me" keeps its "he".
      if ((cell >= 0 || starts.length < MOST_STARTS) && !starts.includes(position)) starts.push(position);
    }
  }
  let best = -1;
  let most = 0;
  let tried = 0;
  for (const start of starts) {
    if (tried++ === 2 * MOST_STARTS) break;
    const share = placeFrom(start, row, heard.length) / pattern.total;
    if (share > most) {
      best = start;
      most = share;
    }
    if (share >= 0.999) break;
  }
  if (most < pattern.least) return null;
  const share = placeFrom(best, row, heard.length) / pattern.total;
  const found: number[] = [];
  const heavyAt: number[] = [];
  row.forEach((cell, at) => {
    if (places[at] === -1) return;
    found.push(places[at]!);
    if (cell >= 0) heavyAt.push(places[at]!);
  });
  return {
    label: pattern.label,
    share,
    at: ascending(found),
    heavyAt: ascending(heavyAt),
    heavy: pattern.heavy,
    negated: pattern.nots.every((at) => places[at] !== -1),
    phrase: pattern.words,
  };
}

/** In order, in place; most are already. */
function ascending(positions: number[]): readonly number[] {
  for (let at = 1; at < positions.length; at++)
    if (positions[at]! < positions[at - 1]!) return positions.sort((one, other) => one - other);
  return positions;
}

/** Fills `places` with what stands in the window from `start`, and gives its weight, less when it comes in another order. */
function placeFrom(start: number, row: Int32Array, amount: number): number {
  places.fill(-1, 0, row.length);
  const end = Math.min(amount, start + row.length + SLACK);
  let sum = 0;
  for (let position = start; position < end; position++) {
    let bestAt = -1;
    let bestSureness = 0;
    for (let at = 0; at < row.length; at++) {
      if (places[at] !== -1) continue;
      const sureness = sure[position * LONGEST_PHRASE + at]!;
      if (sureness > bestSureness) {
        bestAt = at;
        bestSureness = sureness;
      }
    }
    if (bestAt === -1) continue;
    places[bestAt] = position;
    sum += weightIn(row[bestAt]!) * bestSureness;
  }
  let last = -1;
  for (let at = 0; at < row.length; at++) {
    if (row[at]! < 0 || places[at] === -1) continue;
    if (places[at]! < last) return sum * OUT_OF_ORDER;
    last = places[at]!;
  }
  return sum;
}
