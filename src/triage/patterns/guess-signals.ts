// Guesses with what was learned how likely it is that words speak of a danger, part by part, or say an intent. Must not
// know how it was learned.

import { INTENTS, type Intent } from '../../model/phrase.ts';
import { isDanger, type TopicCode } from '../../model/topic.ts';
import { type Listed, type Signs, signsOf, TABLE } from './signs.ts';

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
  readonly chances: ReadonlyMap<Intent, number>;
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

/** The likeliest danger in the words, wherever in them it is said; null when there are none. */
export function guessDanger(
  learned: LearnedSignals,
  words: readonly string[],
  listed: Listed,
): DangerGuess | null {
  let best: PartGuess | null = null;
  let whole: number | null = null;
  const hear = (start: number, end: number) => {
    const guess = guessIn(learned, words, listed, start, end);
    if (guess !== null && (best === null || guess.chance > best.chance)) best = guess;
  };
  if (words.length > 0 && words.length <= WHOLE) hear(0, words.length);
  whole = (best as PartGuess | null)?.chance ?? null;
  if (words.length < MIXED) return withWhole(best, whole);
  const step = words.length > LONG ? LONG_STEP : STEP;
  for (let start = 0; start === 0 || start + PART - step < words.length; start += step)
    hear(start, Math.min(words.length, start + PART));
  return withWhole(best, whole);
}

const withWhole = (best: PartGuess | null, whole: number | null): DangerGuess | null =>
  best === null ? null : { ...best, whole: whole ?? best.chance };

/** The same for the words from `start` to `end` alone. */
export function guessIn(
  learned: LearnedSignals,
  words: readonly string[],
  listed: Listed,
  start: number,
  end: number,
): PartGuess | null {
  const chances = chancesIn(learned, words, listed, start, end);
  let topic: TopicCode | null = null;
  let most = 0;
  let chance = 0;
  learned.labels.forEach((label, at) => {
    if (!isDanger(label)) return;
    chance += chances[at + 1]!;
    if (topic !== null && chances[at + 1]! <= most) return;
    topic = label;
    most = chances[at + 1]!;
  });
  return topic === null ? null : { topic, chance };
}

/** The likeliest intent of the message as a whole. */
export function guessIntent(
  learned: LearnedSignals,
  words: readonly string[],
  listed: Listed,
): IntentGuess | null {
  if (words.length === 0 || words.length > WHOLE) return null;
  const chances = chancesIn(learned, words, listed, 0, words.length);
  const known = new Map<Intent, number>();
  let best: Pick<IntentGuess, 'intent' | 'chance'> | null = null;
  for (const intent of INTENTS) {
    const column = learned.labels.indexOf(intent) + 1;
    if (column === 0) continue;
    const chance = chances[column]!;
    known.set(intent, chance);
    if (best === null || chance > best.chance) best = { intent, chance };
  }
  return best === null ? null : { ...best, chances: known };
}

function chancesIn(
  { labels, cells, step }: LearnedSignals,
  words: readonly string[],
  listed: Listed,
  start: number,
  end: number,
): Float32Array {
  const chances = new Float32Array(labels.length + 1);
  chancesOf(cells, step, signsOf(words, listed, start, end), chances);
  return chances;
}

/** Writes the chance of each label; the first is "neither". `step` is the worth of one unit of weight. */
export function chancesOf(
  weights: Float32Array | Int8Array,
  step: number,
  { at, value }: Signs,
  into: Float32Array,
): void {
  const labels = into.length;
  for (let column = 0; column < labels; column++) into[column] = step * weights[TABLE * labels + column]!;
  for (let index = 0; index < at.length; index++) {
    const row = at[index]! * labels;
    const amount = step * value[index]!;
    for (let column = 0; column < labels; column++) into[column]! += amount * weights[row + column]!;
  }
  let most = into[0]!;
  for (let column = 1; column < labels; column++) most = Math.max(most, into[column]!);
  let total = 0;
  for (let column = 0; column < labels; column++) {
    into[column] = Math.exp(into[column]! - most);
    total += into[column]!;
  }
  for (let column = 0; column < labels; column++) into[column]! /= total;
}
