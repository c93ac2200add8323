// Asks the listeners of all languages of the line and keeps the clearest answer. Must not know what is decided.

import type { Slots } from '../model/dialog.ts';
import type { LanguageGuess } from '../model/meaning.ts';
import type { TopicCode } from '../model/topic.ts';
import type { HeardDanger } from './decide.ts';
import type { Ears } from './ears.ts';
import { hearSlots } from './heard.ts';
import { hearPlace } from './heard-place.ts';
import { type HeardIntent, hearIntent, speaksOf } from './intent.ts';
import type { TopicHeard } from './topics/hear-topics.ts';
import { type Danger, hearDanger, looksHarmless, tellsOf } from './urgent.ts';

/** From here on the language is certain enough that half a phrase of another one is chance; a whole one never is. */
const CERTAIN = 0.8;
/** Well likelier than not. A menu shown in vain is soon left again. */
const INTENT_BY_MODEL = 0.5;

/** The clearest danger that a phrase of any language says. */
export function dangerSaid(ears: Ears, words: readonly string[], guess: LanguageGuess | null): Danger | null {
  const rank = (danger: Danger): number => Number(danger.sure) + danger.share;
  let best: Danger | null = null;
  for (const [code, ear] of ears.byLanguage) {
    const danger = hearDanger(ear.dangers, words);
    const foreign = guess !== null && guess.code !== code && guess.confidence >= CERTAIN;
    if (danger === null || (foreign && !danger.sure)) continue;
    if (best === null || rank(danger) > rank(best)) best = danger;
  }
  return best;
}

/** A danger that the topic model hears and no phrase names: a doubt, never a certainty, and only with a telling word. */
export function dangerSuspected(
  ears: Ears,
  words: readonly string[],
  heard: readonly TopicHeard[],
): HeardDanger | null {
  const tells = (topic: TopicCode) =>
    [...ears.byLanguage.values()].some((ear) => tellsOf(ear.dangers, topic, words));
  for (const { danger, thresholds } of heard)
    if (danger !== null && danger.confidence >= thresholds.danger && tells(danger.topic))
      return { ...danger, sure: false };
  return null;
}

/** The words that are left when look-alikes of danger are taken out; all of them when there is none. */
export function withoutLookAlikes(ears: Ears, words: readonly string[]): readonly string[] {
  const covered = new Set([...ears.byLanguage.values()].flatMap((ear) => looksHarmless(ear.dangers, words)));
  return covered.size === 0 ? words : words.filter((_, at) => !covered.has(at));
}

/** The clearest intent in any language. */
export function intentSaid(ears: Ears, words: readonly string[]): HeardIntent | null {
  let best: HeardIntent | null = null;
  for (const ear of ears.byLanguage.values()) {
    const intent = hearIntent(ear.intents, words);
    if (intent !== null && (best === null || intent.confidence > best.confidence)) best = intent;
  }
  return best;
}

/** An intent that the topic model hears and no phrase says, if its phrases use the same words. */
export function intentSuspected(
  ears: Ears,
  words: readonly string[],
  { intent }: TopicHeard,
): HeardIntent | null {
  if (intent === null || intent.confidence < INTENT_BY_MODEL) return null;
  const speaks = [...ears.byLanguage.values()].some((ear) => speaksOf(ear.intents, intent.intent, words));
  return speaks ? { ...intent, phrase: '' } : null;
}

/** Slots said in passing; `placeAsked` when the line has just asked where the person is. */
export function slotsSaid(ears: Ears, words: readonly string[], placeAsked: boolean): Slots {
  let slots: Slots = hearPlace(ears.places, words, placeAsked);
  for (const ear of ears.byLanguage.values()) slots = { ...hearSlots(ear.heard, words), ...slots };
  return slots;
}
