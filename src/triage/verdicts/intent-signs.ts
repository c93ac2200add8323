// What can be seen of a message from outside that tells whether it is a command, and which: one row of numbers from all
// that listened. Must not know how the row is weighed.

import { INTENTS, type Intent } from '../../model/phrase.ts';
import type { AsWritten } from '../as-written.ts';
import type { DangerReading } from '../danger-ear.ts';
import type { HeardIntent } from '../intent.ts';
import { shareOf } from '../shares.ts';
import type { Signs } from '../topics/confidence.ts';
import type { Leanings } from '../topics/leanings.ts';

export type IntentHeard = {
  readonly reading: DangerReading;
  /** What phrases say, surely by their confidence; what patterns say, by the share of the words that they cover. */
  readonly phrases: readonly HeardIntent[];
  readonly patterns: readonly HeardIntent[];
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
/** What a phrase or pattern that says an intent is worth when the likeliest is chosen. */
const SAID = 0.5;

/** The signs in plain words, in their order. */
export const INTENT_SIGNS: readonly string[] = [
  'the words',
  'topic model',
  'words and topic model together',
  'clearer than the next',
  'topic model: a topic',
  'topic model: nothing the line answers',
  'topic model: a danger',
  'nearest phrase of it',
  'nearer than other phrases',
  'phrase said',
  'pattern said',
  'length',
  'unknown words',
];

const confidenceIn = (intent: Intent, said: readonly HeardIntent[]): number =>
  said.reduce((most, each) => (each.intent === intent ? Math.max(most, each.confidence) : most), 0);

/** The likeliest intent, and one number for each of `INTENT_SIGNS`; null when nothing points to any. */
export function likeliestIntent(
  heard: IntentHeard,
): { readonly intent: Intent; readonly signs: Signs } | null {
  const { reading, phrases, patterns, leanings } = heard;
  const byWords = (intent: Intent) => (reading.intent === null ? 0 : shareOf(reading.intent.chances, intent));
  const byTopics = (intent: Intent) => shareOf(leanings.intents, intent);
  let intent: Intent = INTENTS[0];
  let most = 0;
  let second = 0;
  for (const each of INTENTS) {
    const weight =
      byWords(each) +
      byTopics(each) +
      SAID * confidenceIn(each, phrases) +
      SAID * confidenceIn(each, patterns);
    if (weight > most) {
      intent = each;
      second = most;
      most = weight;
    } else second = Math.max(second, weight);
  }
  if (most === 0) return null;
  const { near } = leanings;
  const nearest = shareOf(near.intents, intent);
  const dangers = leanings.dangers.values.reduce((total, value) => total + value, 0);
  return {
    intent,
    signs: [
      odds(byWords(intent)),
      odds(byTopics(intent)),
      odds((byWords(intent) + byTopics(intent)) / 2),
      most - second,
      log(leanings.topic),
      log(leanings.outside),
      log(dangers),
      nearest,
      nearest - Math.max(near.other, near.danger, near.alike),
      confidenceIn(intent, phrases),
      confidenceIn(intent, patterns),
      Math.log(1 + reading.words.length),
      leanings.unseen,
    ],
  };
}
