// Hears danger from the operator's patterns, unless a look-alike explains it. Must not know what is said about it.

import type { LanguageCode } from '../../model/language.ts';
import { isDanger, type TopicCode } from '../../model/topic.ts';
import type { PatternMatch } from './find-patterns.ts';

/** Further apart, or in another order, the words may belong to two thoughts. */
const SURE_GAP = 2;
/** One word alone is a certainty only where little else is said: "fraud!", not a question about fraud. */
const SHORT_UTTERANCE = 4;
/** A look-alike is a fixed turn of speech: its words stand close together. */
const ALIKE_GAP = 2;
/** Words before a danger in which a negation turns it round. */
const DENIED_FROM = 2;

export const HARMLESS = 'harmless';

export type PatternDanger = {
  readonly topic: TopicCode;
  readonly sure: boolean;
  /** Said in order and in more than a word, so that it stands unless the rest speaks clearly against it. */
  readonly firm: boolean;
  readonly at: readonly number[];
  readonly written: string;
  readonly language: LanguageCode;
};

/** Dangers that were said and not explained away, in no order. `not` are the negations of each language. */
export function dangersIn(
  matches: readonly PatternMatch[],
  words: readonly string[],
  not: ReadonlyMap<LanguageCode, ReadonlySet<string>>,
): readonly PatternDanger[] {
  const alikes = matches.filter(
    ({ pattern, inOrder, gap }) => pattern.label === HARMLESS && inOrder && gap <= ALIKE_GAP,
  );
  return matches.flatMap((match) => {
    const { pattern, at, inOrder, gap, slipped } = match;
    if (!isDanger(pattern.label) || alikes.some((alike) => explains(alike, match))) return [];
    const denies = not.get(pattern.language);
    const before = words.slice(Math.max(0, at[0]! - DENIED_FROM), at.at(-1)! + 1);
    const start = Math.max(0, at[0]! - DENIED_FROM);
    const denied = before.some((word, index) => denies?.has(word) === true && !at.includes(start + index));
    const alone = at.length === 1 && words.length > SHORT_UTTERANCE;
    const sure = inOrder && gap <= SURE_GAP && !pattern.doubtful && !denied && !alone && !slipped;
    const firm = inOrder && !slipped && !pattern.doubtful && at.length > 1;
    return [{ topic: pattern.label, sure, firm, at, written: pattern.written, language: pattern.language }];
  });
}

/** True when the look-alike uses words of the danger and says at least as much. */
function explains(alike: PatternMatch, danger: PatternMatch): boolean {
  const shared = danger.at.filter((at) => alike.at.includes(at)).length;
  return shared > 0 && alike.at.length >= danger.at.length && shared * 2 >= danger.at.length;
}
