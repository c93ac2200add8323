// Decides by all signs whether a message is a command, and which. Must not know what is done about it.

import type { HeardIntent } from '../intent.ts';
import { INTENT_SIGNS, type IntentHeard, likeliestIntent } from './intent-signs.ts';
import { type Verdict, weigh } from './verdict.ts';

export type JudgedIntent = {
  /** With the phrase or pattern that says it; an empty one where none does. */
  readonly intent: HeardIntent | null;
  /** 0 to 1: that the likeliest intent is meant. */
  readonly chance: number;
  readonly why: () => string;
};

/** Share of the words that a pattern must cover where nothing was learned. */
const COVERS = 0.8;
/** How sure the operator's own words are. */
const REVIEWED = 0.97;

/** Without a verdict only what a phrase or a pattern says counts. */
export function judgeIntent(verdict: Verdict | null, heard: IntentHeard): JudgedIntent {
  const { intent: written, danger } = heard.asWritten;
  if (written !== null) {
    const intent = { intent: written, confidence: REVIEWED, phrase: heard.reading.words.join(' ') };
    return { intent, chance: REVIEWED, why: () => 'a phrase, word for word' };
  }
  if (danger !== null) return { intent: null, chance: 0, why: () => 'a danger, word for word' };
  const said = [
    ...heard.phrases,
    ...heard.patterns.filter(({ confidence }) => verdict !== null || confidence >= COVERS),
  ].sort((one, other) => other.confidence - one.confidence);
  if (verdict === null) {
    const intent = said[0] ?? null;
    return { intent, chance: intent?.confidence ?? 0, why: () => 'only what is said counts' };
  }
  // What a wave of the hand or a word of another language is hashed to is chance.
  if (said.length === 0 && heard.leanings.unseen === 1)
    return { intent: null, chance: 0, why: () => 'no word is known' };
  const likeliest = likeliestIntent(heard);
  if (likeliest === null) return { intent: null, chance: 0, why: () => 'nothing points to any' };
  const { chance, counts, why } = weigh(verdict, likeliest.signs, INTENT_SIGNS);
  const phrase = said.find(({ intent }) => intent === likeliest.intent)?.phrase ?? '';
  return { intent: counts ? { intent: likeliest.intent, confidence: chance, phrase } : null, chance, why };
}
