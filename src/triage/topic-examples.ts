// Gathers what the topic model of one language learns from. Must not know how it learns.

import type { LanguageCode } from '../model/language.ts';
import type { Line } from '../model/line.ts';
import type { Intent } from '../model/phrase.ts';
import type { TopicCode } from '../model/topic.ts';
import { normalise } from './normalise.ts';
import { tokensOf } from './tokens.ts';

/** A class of the model: a topic, an intent, or nothing that the line answers. */
export type Label = TopicCode | `!${Intent}` | '-';
export const NONE: Label = '-';

export type Learned = {
  readonly label: Label;
  readonly tokens: readonly string[];
  /** A phrase as a person would write it; only these are held back to measure. */
  readonly phrase: boolean;
};

/** Services that serve many topics say nothing about one of them. */
const MOST_TOPICS = 2;

/** `!menu` → menu; null for a topic or none. */
export function intentOf(label: Label): Intent | null {
  return label.startsWith('!') ? (label.slice(1) as Intent) : null;
}

/** Phrases, names and descriptions of topics, and what services offer, in one language. Empty texts are passed over. */
export function examplesOf(line: Line, language: LanguageCode): readonly Learned[] {
  const examples: Learned[] = [];
  const add = (label: Label, text: string | undefined, phrase: boolean) => {
    const tokens = tokensOf(normalise(text ?? ''));
    if (tokens.length > 0) examples.push({ label, tokens, phrase });
  };
  const phrases = line.phrases.get(language);
  for (const [topic, texts] of phrases?.topics ?? []) for (const text of texts) add(topic, text, true);
  for (const [topic, texts] of phrases?.dangers ?? []) for (const text of texts) add(topic, text, true);
  for (const [intent, texts] of phrases?.intents ?? [])
    for (const text of texts) add(`!${intent}`, text, true);
  for (const text of phrases?.none ?? []) add(NONE, text, true);
  for (const text of phrases?.harmless ?? []) add(NONE, text, true);
  for (const topic of line.topics.values()) {
    add(topic.code, topic.name[language], false);
    add(topic.code, topic.description[language], false);
  }
  for (const service of line.services.values())
    if (service.topics.length <= MOST_TOPICS)
      for (const topic of service.topics) add(topic, service.offers[language], false);
  return examples;
}
