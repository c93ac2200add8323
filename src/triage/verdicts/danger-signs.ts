// What can be seen of a message from outside that tells whether somebody is in danger: one row of numbers from all that
// listened. Must not know how the row is weighed.

import type { AsWritten } from '../as-written.ts';
import type { DangerReading, SaidDanger } from '../danger-ear.ts';
import type { Signs } from '../topics/confidence.ts';
import type { Leanings } from '../topics/leanings.ts';

export type DangerHeard = {
  readonly reading: DangerReading;
  /** What phrases and patterns say. */
  readonly said: readonly SaidDanger[];
  /** Positions of the words of each look-alike that is said. */
  readonly alikes: readonly (readonly number[])[];
  readonly leanings: Leanings;
  /** What the operator wrote of these very words. */
  readonly asWritten: AsWritten;
};

const LEAST = 0.002;
const odds = (chance: number): number => {
  const kept = Math.min(1 - LEAST, Math.max(LEAST, chance));
  return Math.log(kept / (1 - kept));
};
const log = (chance: number): number => Math.log(Math.max(LEAST, chance));
const most = (values: readonly number[]): number => Math.max(0, ...values);
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** The signs in plain words, in their order. */
export const DANGER_SIGNS: readonly string[] = [
  'the words as a whole',
  'a part of the words',
  'topic model: any danger',
  'topic model: one danger',
  'topic model: another topic',
  'topic model: nothing the line answers',
  'topic model: a command',
  'words: a command',
  'nearest danger',
  'nearest look-alike',
  'nearest other phrase',
  'danger nearer than look-alike',
  'danger nearer than others',
  'phrase said surely',
  'phrase said',
  'pattern said surely',
  'pattern said firmly',
  'patterns said',
  'danger where it is said',
  'look-alike said',
  'length',
  'unknown words',
];

/** One number for each of `DANGER_SIGNS`. */
export function dangerSignsOf({ reading, said, alikes, leanings }: DangerHeard): Signs {
  const { words, guess, intent } = reading;
  const { near, dangers } = leanings;
  const phrases = said.filter(({ by }) => by === 'phrase');
  const patterns = said.filter(({ by }) => by === 'pattern');
  const covered = new Set(alikes.flat()).size;
  return [
    odds(guess?.whole ?? 0),
    odds(guess?.chance ?? 0),
    odds(sum(dangers.values)),
    odds(most(dangers.values)),
    log(leanings.topic),
    log(leanings.outside),
    log(most(leanings.intents.values)),
    log(intent?.chance ?? 0),
    near.danger,
    near.alike,
    near.other,
    near.danger - near.alike,
    near.danger - near.other,
    phrases.some(({ sure }) => sure) ? 1 : 0,
    most(phrases.map(({ share }) => share)),
    patterns.some(({ sure }) => sure) ? 1 : 0,
    patterns.some(({ firm }) => firm) ? 1 : 0,
    Math.min(4, patterns.length),
    most(said.map(({ here }) => here)),
    words.length === 0 ? 0 : covered / words.length,
    Math.log(1 + words.length),
    leanings.unseen,
  ];
}
