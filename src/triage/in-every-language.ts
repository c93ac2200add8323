// Asks the listeners of all languages of the line and keeps the clearest answer. Must not know what is decided.

import type { Slots } from '../model/dialog.ts';
import type { LanguageCode } from '../model/language.ts';
import type { Intent } from '../model/phrase.ts';
import { isDanger, type TopicCode } from '../model/topic.ts';
import type { Picked } from './choice.ts';
import { clearest, type DangerReading } from './danger-ear.ts';
import type { HeardDanger } from './decide.ts';
import type { Ears } from './ears.ts';
import { cluesFor, hearSlots } from './heard.ts';
import { hearPlace, isPlaceName } from './heard-place.ts';
import { type HeardIntent, hearIntent, speaksOf } from './intent.ts';
import { piecesOf } from './parts.ts';
import type { TopicHeard } from './topics/hear-topics.ts';
import { type Danger, hearDanger, looksHarmless, tellsOf } from './urgent.ts';
import { spokenLanguage } from './wished-language.ts';

/** From so likely a danger on the gentle question is asked: if the topic model puts one first, hears one, and if not. */
const TOPIC_FIRST = 0.4;
const LIKELY_FIRST = 0.25;
const LIKELY = 0.45;
const CERTAIN_ALONE = 0.85;
const AGREES = 0.1;
const PLAIN = 0.75;
/** Well likelier than not. A menu shown in vain is soon left again. */
const INTENT_BY_MODEL = 0.5;
/** Chances from which a phrase or pattern means its intent: when it covers what was said, and when more was said. */
const SAID_FROM = 0.15;
const MEANT_FROM = 0.5;
const COVERS = 0.65;
const COVERED = 0.8;
/** The same without any phrase: if the topic model hears the intent too, and if it does not. */
const INTENT_LIKELY = 0.4;
const INTENT_ALONE = 0.65;

/** The clearest danger that a phrase or pattern of any language says. */
export function dangerSaid(
  ears: Ears,
  reading: DangerReading,
  alikes: readonly (readonly number[])[],
): Danger | null {
  const phrases = [...ears.byLanguage.values()].flatMap(
    (ear) => hearDanger(ear.dangers, reading.words) ?? [],
  );
  return clearest(ears.danger, reading, phrases, alikes);
}

/**
 * A danger that no phrase or pattern says, heard by what was learned: a doubt, never a certainty. `heard` is what the topic
 * model makes of the message and its parts; where only that one learned, a telling word of the danger must be said.
 */
export function dangerSuspected(
  ears: Ears,
  { guess }: DangerReading,
  serious: readonly string[],
  heard: readonly TopicHeard[],
): HeardDanger | null {
  if (guess !== null) {
    const agrees = heard.some(({ danger }) => danger !== null && danger.confidence >= AGREES);
    const [first] = heard.flatMap(({ topics, outside }) =>
      !outside && isDanger(topics[0]?.topic ?? '') ? [topics[0]!] : [],
    );
    if (first !== undefined && first.confidence >= TOPIC_FIRST) return { ...first, sure: false };
    const enough = guess.chance >= (first !== undefined ? LIKELY_FIRST : agrees ? LIKELY : CERTAIN_ALONE);
    return enough ? { topic: guess.topic, confidence: guess.chance, sure: false } : null;
  }
  const tells = (topic: TopicCode) =>
    [...ears.byLanguage.values()].some((ear) => tellsOf(ear.dangers, topic, serious));
  for (const { danger, thresholds } of heard)
    if (danger !== null && danger.confidence >= thresholds.danger && tells(danger.topic))
      return { ...danger, sure: false };
  return null;
}

/** The positions of the words of each look-alike of danger that a phrase or pattern of any language says. */
export function lookAlikes(ears: Ears, { words, alikes }: DangerReading): readonly (readonly number[])[] {
  const phrases = [...ears.byLanguage.values()].flatMap((ear) => looksHarmless(ear.dangers, words));
  return [...alikes, ...phrases];
}

/** The words that are left when look-alikes are taken out; all of them when there is none. */
export function withoutLookAlikes(
  words: readonly string[],
  alikes: readonly (readonly number[])[],
): readonly string[] {
  const covered = new Set(alikes.flat());
  return covered.size === 0 ? words : words.filter((_, at) => !covered.has(at));
}

/** A doubtful danger in what is plainly a command or an answer is none: "can we go back one step", "not ok". */
export function plainlyNoDanger(
  danger: HeardDanger | null,
  intent: HeardIntent | null,
  picked: Picked | null,
): boolean {
  if (danger !== null && !danger.sure && picked?.by === 'answer') return true;
  return (
    danger !== null && !danger.sure && danger.confidence < CERTAIN_ALONE && (intent?.confidence ?? 0) >= PLAIN
  );
}

/** The clearest intent that a phrase or pattern of any language says. */
export function intentSaid(ears: Ears, { words, intents, intent: guess }: DangerReading): HeardIntent | null {
  let best: HeardIntent | null = null;
  const take = (intent: HeardIntent) => {
    if (best === null || intent.confidence > best.confidence) best = intent;
  };
  const chanceOf = (intent: Intent) => (guess === null ? 1 : guess.intent === intent ? guess.chance : 0);
  for (const ear of ears.byLanguage.values()) {
    const intent = hearIntent(ear.intents, words);
    if (intent !== null && chanceOf(intent.intent) >= SAID_FROM) take(intent);
  }
  for (const { intent, covers, written } of intents) {
    const chance = guess === null ? 0 : chanceOf(intent);
    if (chance >= (covers >= COVERS ? SAID_FROM : MEANT_FROM))
      take({ intent, confidence: Math.max(chance, covers * COVERED), phrase: written });
  }
  return best;
}

/** An intent that no phrase says but what was learned hears, or, where nothing was, the topic model by the same words. */
export function intentSuspected(
  ears: Ears,
  { words, intent: guess }: DangerReading,
  { intent }: TopicHeard,
): HeardIntent | null {
  if (guess !== null) {
    const agrees = intent !== null && intent.intent === guess.intent;
    const enough = guess.chance >= (agrees ? INTENT_LIKELY : INTENT_ALONE);
    return enough ? { intent: guess.intent, confidence: guess.chance, phrase: '' } : null;
  }
  if (intent === null || intent.confidence < INTENT_BY_MODEL) return null;
  const speaks = [...ears.byLanguage.values()].some((ear) => speaksOf(ear.intents, intent.intent, words));
  return speaks ? { ...intent, phrase: '' } : null;
}

/** Said in passing: slots, and the language that a helper should speak. */
export type SaidInPassing = { readonly slots: Slots; readonly speaks: LanguageCode | null };

/** `placeAsked` when the line has just asked where the person is. */
export function slotsSaid(ears: Ears, text: string, placeAsked: boolean): SaidInPassing {
  const pieces = piecesOf(text);
  const books = [...ears.byLanguage.values()].map((ear) => ear.heard);
  const clues = cluesFor(books, pieces);
  const slots = {
    ...hearSlots(books, clues, pieces, (word) => isPlaceName(ears.places, word)),
    ...hearPlace(ears.places, clues, pieces, placeAsked),
  };
  const speaks = spokenLanguage(ears.spokenNames, clues, pieces);
  if (speaks === null) return { slots, speaks };
  const needs = [...new Set([...(slots.needs?.split(',') ?? []), 'my-language'])].sort().join(',');
  return { slots: { ...slots, needs }, speaks };
}
