// Knows an utterance that is word for word a phrase of the operator's: reviewed words need nobody's agreement. Must not know
// how others listen.

import type { Line } from '../model/line.ts';
import type { Intent } from '../model/phrase.ts';
import type { TopicCode } from '../model/topic.ts';
import { normalise, wordsOf } from './normalise.ts';

export type AsWritten = {
  readonly danger: TopicCode | null;
  readonly intent: Intent | null;
  /** It was written down as no danger. */
  readonly harmless: boolean;
};

/** A function from normalised words to what the operators of any language wrote of them. */
export function compileAsWritten(line: Line): (words: readonly string[]) => AsWritten {
  const dangers = new Map<string, TopicCode>();
  const intents = new Map<string, Intent>();
  const harmless = new Set<string>();
  const key = (text: string) => wordsOf(normalise(text)).join(' ');
  for (const phrases of line.phrases.values()) {
    for (const [topic, texts] of phrases.dangers) for (const text of texts) dangers.set(key(text), topic);
    for (const [intent, texts] of phrases.intents) for (const text of texts) intents.set(key(text), intent);
    for (const text of phrases.harmless) harmless.add(key(text));
  }
  return (words) => {
    const said = words.join(' ');
    const danger = said === '' ? null : (dangers.get(said) ?? null);
    return {
      danger,
      intent: said === '' || danger !== null ? null : (intents.get(said) ?? null),
      harmless: danger === null && harmless.has(said),
    };
  };
}
