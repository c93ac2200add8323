// Asks the listeners of all languages of the line. Must not know what is decided.

import type { Slots } from '../model/dialog.ts';
import type { LanguageCode } from '../model/language.ts';
import type { TopicCode } from '../model/topic.ts';
import type { AsWritten } from './as-written.ts';
import { cluesFor } from './clues.ts';
import { type DangerReading, saidOf } from './danger-ear.ts';
import type { HeardDanger } from './decide.ts';
import type { EarPhrase, Ears } from './ears.ts';
import { hearSlots, isHeard } from './heard.ts';
import { hearPlace, isPlaceName, mayNamePlace } from './heard-place.ts';
import { type HeardIntent, hearIntents, speaksOf } from './intent.ts';
import { toldIn } from './parts.ts';
import { findPhrases, type Match } from './phrase-match.ts';
import type { Piece } from './pieces.ts';
import type { TopicHeard } from './topics/hear-topics.ts';
import type { Leanings } from './topics/leanings.ts';
import { alikesIn, hearDangers, looksHarmless, tellsOf } from './urgent.ts';
import type { DangerHeard } from './verdicts/danger-signs.ts';
import type { IntentHeard } from './verdicts/intent-signs.ts';
import { spokenLanguage } from './wished-language.ts';
import { hearWords } from './word-index.ts';

/** What all languages' phrases, patterns and learning make of some words. */
export type Reading = DangerReading & {
  readonly found: readonly Match<EarPhrase>[];
  /** What the operator wrote of these very words. */
  readonly asWritten: AsWritten;
};

/** The phrases that are said in some words. */
export function phrasesIn(ears: Ears, words: readonly string[]): readonly Match<EarPhrase>[] {
  return findPhrases(ears.phrases, hearWords(ears.index, words));
}

export function read(ears: Ears, words: readonly string[]): Reading {
  return {
    ...ears.danger.read(words),
    found: phrasesIn(ears, words),
    asWritten: ears.asWritten(words),
  };
}

/** All that tells of danger in what was read. */
export function dangerHeard(ears: Ears, reading: Reading, leanings: Leanings): DangerHeard {
  const { words, found, asWritten } = reading;
  const harmless = alikesIn(found);
  const alikes = [...reading.alikes, ...looksHarmless(ears.dangers, words, harmless)];
  const phrases = hearDangers(ears.dangers, words, found, harmless);
  return { reading, said: saidOf(reading, phrases, alikes), alikes, leanings, asWritten };
}

/** All that tells of a command in what was read. */
export function intentHeard(ears: Ears, reading: Reading, leanings: Leanings): IntentHeard {
  const phrases = hearIntents(ears.intents, reading.words, reading.found);
  const patterns = reading.intents.map(({ intent, covers, written }) => ({
    intent,
    confidence: covers,
    phrase: written,
  }));
  return { reading, phrases, patterns, leanings, asWritten: reading.asWritten };
}

/** Well likelier than not. A menu shown in vain is soon left again. */
const INTENT_BY_MODEL = 0.5;

/**
 * For a line of few phrases, where only the topic model has learned: a danger that it hears and of which a telling word is
 * said. Never a certainty.
 */
export function dangerByTopic(
  ears: Ears,
  serious: readonly string[],
  heard: readonly TopicHeard[],
): HeardDanger | null {
  const tells = (topic: TopicCode) => tellsOf(ears.dangers, topic, serious);
  for (const { danger, thresholds } of heard)
    if (danger !== null && danger.confidence >= thresholds.danger && tells(danger.topic))
      return { ...danger, sure: false };
  return null;
}

/** The same for an intent. */
export function intentByTopic(
  ears: Ears,
  words: readonly string[],
  { intent }: TopicHeard,
): HeardIntent | null {
  if (intent === null || intent.confidence < INTENT_BY_MODEL) return null;
  return speaksOf(ears.intents, intent.intent, words) ? { ...intent, phrase: '' } : null;
}

/** The words that are left when look-alikes are taken out; all of them when there is none. */
export function withoutLookAlikes(
  words: readonly string[],
  alikes: readonly (readonly number[])[],
): readonly string[] {
  const covered = new Set(alikes.flat());
  return covered.size === 0 ? words : words.filter((_, at) => !covered.has(at));
}

/** Said in passing: slots, and the language that a helper should speak. */
export type SaidInPassing = { readonly slots: Slots; readonly speaks: LanguageCode | null };

const NOTHING_SAID: SaidInPassing = { slots: {}, speaks: null };

/** `placeAsked` when the line has just asked where the person is. */
export function slotsSaid(
  ears: Ears,
  { words, found }: Pick<Reading, 'words' | 'found'>,
  pieces: readonly Piece[],
  placeAsked: boolean,
): SaidInPassing {
  // Most messages say nothing in passing, and need not be cut into parts to find that out.
  const hints = words.some((word) => mayNamePlace(ears.places, word) || ears.spokenNames(word).length > 0);
  if (!hints && !found.some(isHeard)) return NOTHING_SAID;
  const told = toldIn(cluesFor(ears.clues, pieces), pieces);
  const slots = {
    ...hearSlots(
      // Most messages are in one part, and have been read.
      (part) => (part === words ? found : phrasesIn(ears, part)),
      told,
      (word) => isPlaceName(ears.places, word),
    ),
    ...hearPlace(ears.places, told, placeAsked),
  };
  const speaks = spokenLanguage(ears.spokenNames, told);
  if (speaks === null) return { slots, speaks };
  const needs = [...new Set([...(slots.needs?.split(',') ?? []), 'my-language'])].sort().join(',');
  return { slots: { ...slots, needs }, speaks };
}
