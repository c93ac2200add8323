// Guesses with what was learned how likely it is that words speak of a danger, part by part, or say an intent. Must not
// know how it was learned.

import { INTENTS, type Intent } from '../../model/phrase.ts';
import { isDanger, type TopicCode } from '../../model/topic.ts';
import { type Signs, signsOf, TABLE, type WordSigns } from './signs.ts';

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

/** Guesses with what was learned; `signs` are those of an utterance of `words` words. */
export type Guesser = {
  /** The likeliest danger, wherever in the words it is said, and the intent of the message as a whole. */
  hear(
    signs: WordSigns,
    words: number,
  ): { readonly danger: DangerGuess | null; readonly intent: IntentGuess | null };
  /** The likeliest danger in the words from `start` to `end` alone. */
  dangerIn(signs: WordSigns, start: number, end: number): PartGuess | null;
};

export function openGuesser({ labels, cells, step }: LearnedSignals): Guesser {
  const dangers = labels.flatMap((label, at) => (isDanger(label) ? [{ topic: label, column: at + 1 }] : []));
  const intents = INTENTS.flatMap((intent) =>
    labels.includes(intent) ? [{ intent, column: labels.indexOf(intent) + 1 }] : [],
  );
  const chances = new Float32Array(labels.length + 1);
  const listen = (signs: WordSigns, start: number, end: number) =>
    chancesOf(cells, step, signsOf(signs, start, end), chances);
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
    const known = new Map(intents.map(({ intent, column }) => [intent, chances[column]!] as const));
    return { intent: best.intent, chance: chances[best.column]!, chances: known };
  };
  const dangerIn = (signs: WordSigns, start: number, end: number): PartGuess | null => {
    listen(signs, start, end);
    return dangerNow();
  };
  return {
    dangerIn,
    hear(signs, words) {
      if (words === 0) return { danger: null, intent: null };
      let whole: PartGuess | null = null;
      let intent: IntentGuess | null = null;
      if (words <= WHOLE) {
        whole = dangerIn(signs, 0, words);
        intent = intentNow();
      }
      let best = whole;
      const step = words > LONG ? LONG_STEP : STEP;
      if (words >= MIXED)
        for (let start = 0; start === 0 || start + PART - step < words; start += step) {
          const end = Math.min(words, start + PART);
          const part = end - start === words ? whole : dangerIn(signs, start, end);
          if (part !== null && (best === null || part.chance > best.chance)) best = part;
        }
      return { danger: best && { ...best, whole: (whole ?? best).chance }, intent };
    },
  };
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
