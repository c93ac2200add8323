// Hears what a person wants done from the operator's patterns, and how much of what they said that covers. Must not know
// what is done.

import type { LanguageCode } from '../../model/language.ts';
import { INTENTS, type Intent } from '../../model/phrase.ts';
import type { PatternMatch } from './find-patterns.ts';

/** A command is said in one breath. */
const GAP = 2;

export type PatternIntent = {
  readonly intent: Intent;
  /** Share of the utterance's telling words that the pattern covers, 0 to 1. */
  readonly covers: number;
  readonly written: string;
};

/** Intents that were said, in no order. `small` are the function words of each language. */
export function intentsIn(
  matches: readonly PatternMatch[],
  words: readonly string[],
  small: ReadonlyMap<LanguageCode, ReadonlySet<string>>,
): readonly PatternIntent[] {
  return matches.flatMap(({ pattern, at, inOrder, gap }) => {
    const intent = INTENTS.find((name) => name === pattern.label);
    if (intent === undefined || !inOrder || gap > GAP) return [];
    const light = small.get(pattern.language);
    const telling = words.flatMap((word, position) => (light?.has(word) === true ? [] : [position]));
    const covered = telling.filter((position) => at.includes(position)).length;
    const covers = telling.length === 0 ? at.length / words.length : covered / telling.length;
    return [{ intent, covers, written: pattern.written }];
  });
}
