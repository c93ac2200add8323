// Guesses with what was learned how likely it is that words speak of a danger, part by part, or say an intent. Must not
// know how it was learned.

import { INTENTS, type Intent } from '../../model/phrase.ts';
import { isDanger, type TopicCode } from '../../model/topic.ts';
import { remember } from '../remember.ts';
import type { Shares } from '../shares.ts';
import { softmax } from '../topics/logistic.ts';
import { type Listed, signsAround, signsOfWord, TABLE, WIDEST } from './signs.ts';

/** What was learned: a row for each cell of signs and one for the rest, a column for "neither" and for each label. */
export type LearnedSignals = {
  /** Topics of dangers and names of intents. */
  readonly labels: readonly string[];
  readonly cells: Int8Array;
  readonly step: number;
};

export type DangerGuess = {
  readonly topic: TopicCode;
  /** 0 to 1: that there is any danger at all, in the likeliest part. */
  readonly chance: number;
  /** The same for the message as a whole; that of the likeliest part if it is long. */
  readonly whole: number;
};
export type PartGuess = Pick<DangerGuess, 'topic' | 'chance'>;
export type IntentGuess = {
  readonly intent: Intent;
  readonly chance: number;
  /** The chance of every intent. */
  readonly chances: Shares<Intent>;
};

/** A message is heard as a whole if it is short, and in parts as long as a sentence. */
const WHOLE = 14;
const PART = 9;
const STEP = 3;
/** In a long story the parts overlap less, for the sake of time. */
const LONG = 60;
const LONG_STEP = 7;
/** Messages from this many words on may hold two wishes. */
const MIXED = 7;
/** Guesses with what was learned, about one utterance. */
export type Guesser = {
  /** The likeliest danger, wherever in the words it is said, and the intent of the message as a whole. */
  hear(): { readonly danger: DangerGuess | null; readonly intent: IntentGuess | null };
  /** The likeliest danger in the words from `start` to `end` alone. */
  dangerIn(start: number, end: number): PartGuess | null;
};

/** A function from an utterance's words to what is guessed about them. */
export function openGuesser(learned: LearnedSignals): (words: readonly string[], listed: Listed) => Guesser {
  const { labels } = learned;
  const dangers = labels.flatMap((label, at) => (isDanger(label) ? [{ topic: label, column: at + 1 }] : []));
  const intents = INTENTS.flatMap((intent) =>
    labels.includes(intent) ? [{ intent, column: labels.indexOf(intent) + 1 }] : [],
  );
  const names = intents.map(({ intent }) => intent);
  const chances = new Float32Array(labels.length + 1);
  const dangerNow = (): PartGuess | null => {
    let best = dangers[0];
    if (best === undefined) return null;
    let chance = 0;
    for (const danger of dangers) {
      chance += chances[danger.column]!;
      if (chances[danger.column]! > chances[best.column]!) best = danger;
    }
    return { topic: best.topic, chance };
  };
  const intentNow = (): IntentGuess | null => {
    let best = intents[0];
    if (best === undefined) return null;
    for (const intent of intents) if (chances[intent.column]! > chances[best.column]!) best = intent;
    const values = intents.map(({ column }) => chances[column]!);
    return { intent: best.intent, chance: chances[best.column]!, chances: { names, values } };
  };
  const scorer = openScorer(learned);
  return (words, listed) => {
    const scores = scorer(words, listed);
    const dangerIn = (start: number, end: number): PartGuess | null => {
      scores.within(start, end, chances);
      softmax(chances);
      return dangerNow();
    };
    return {
      dangerIn,
      hear() {
        const amount = words.length;
        if (amount === 0) return { danger: null, intent: null };
        let whole: PartGuess | null = null;
        let intent: IntentGuess | null = null;
        if (amount <= WHOLE) {
          whole = dangerIn(0, amount);
          intent = intentNow();
        }
        let best = whole;
        const step = amount > LONG ? LONG_STEP : STEP;
        if (amount >= MIXED)
          for (let start = 0; start === 0 || start + PART - step < amount; start += step) {
            const end = Math.min(amount, start + PART);
            const part = end - start === amount ? whole : dangerIn(start, end);
            if (part !== null && (best === null || part.chance > best.chance)) best = part;
          }
        return { danger: best && { ...best, whole: (whole ?? best).chance }, intent };
      },
    };
  };
}

/** Writes the score of each label for the words from `start` to `end`, as if nothing stood around them. */
type Scores = { within(start: number, end: number, into: Float32Array): void };

/**
 * Scores add up, sign by sign, so those of any part are the difference of two sums from the beginning: one row of sums for
 * each word and span, of the label scores and, last, of the squared weights.
 */
function openScorer({
  labels,
  cells,
  step,
}: LearnedSignals): (words: readonly string[], listed: Listed) => Scores {
  const columns = labels.length + 1;
  const width = columns + 1;
  const base = TABLE * columns;
  const add = (sums: Float32Array, row: number, cell: number, weight: number) => {
    const from = cell * columns;
    const amount = step * weight;
    for (let column = 0; column < columns; column++) sums[row + column]! += amount * cells[from + column]!;
    sums[row + columns]! += weight * weight;
  };
  const ownScores = remember((word) => {
    const own = new Float32Array(width);
    signsOfWord(word, (cell, weight) => add(own, 0, cell, weight));
    return own;
  });
  return (words, listed) => {
    // Row of the signs of span `span` that begin before word `at`: ((span − 1) × (words + 1) + at) × width.
    const rows = words.length + 1;
    const sums = new Float32Array(WIDEST * rows * width);
    words.forEach((word, at) => {
      const own = ownScores(word);
      const row = (at + 1) * width;
      for (let column = 0; column < width; column++) sums[row + column] = own[column]!;
      signsAround(words, listed, at, (cell, weight, span) =>
        add(sums, ((span - 1) * rows + at + 1) * width, cell, weight),
      );
    });
    for (let span = 0; span < WIDEST; span++) {
      const from = (span * rows + 1) * width;
      const end = (span + 1) * rows * width;
      for (let cell = from; cell < end; cell++) sums[cell] = sums[cell]! + sums[cell - width]!;
    }
    return {
      within(start, end, into) {
        let square = 0;
        into.fill(0);
        for (let span = 1; span <= Math.min(WIDEST, end - start); span++) {
          const first = ((span - 1) * rows + start) * width;
          const last = ((span - 1) * rows + end - span + 1) * width;
          for (let column = 0; column < columns; column++)
            into[column]! += sums[last + column]! - sums[first + column]!;
          square += sums[last + columns]! - sums[first + columns]!;
        }
        const length = Math.sqrt(square) || 1;
        for (let column = 0; column < columns; column++)
          into[column] = into[column]! / length + step * cells[base + column]!;
      },
    };
  };
}
