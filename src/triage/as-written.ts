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

const NOTHING: AsWritten = { danger: null, intent: null, harmless: false };

/** A function from normalised words to what the operators of any language wrote of them: a danger before all else. */
export function compileAsWritten(line: Line): (words: readonly string[]) => AsWritten {
  const written = new Map<string, AsWritten>();
  const note = (text: string, said: Partial<AsWritten>) => {
    const key = wordsOf(normalise(text)).join(' ');
    if (key !== '') written.set(key, { ...(written.get(key) ?? NOTHING), ...said });
  };
  for (const phrases of line.phrases.values()) {
    for (const text of phrases.harmless) note(text, { harmless: true });
    for (const [intent, texts] of phrases.intents) for (const text of texts) note(text, { intent });
  }
  for (const phrases of line.phrases.values())
    for (const [danger, texts] of phrases.dangers)
      for (const text of texts) note(text, { danger, intent: null, harmless: false });
  return (words) => written.get(words.join(' ')) ?? NOTHING;
}
