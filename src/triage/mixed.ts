// Weighs the parts of a message that holds more than one wish. Must not know how a topic is heard.

import { isDanger, type TopicCode } from '../model/topic.ts';
import { JOINING_WORDS } from './language-words.ts';
import type { TopicHeard } from './topics/hear-topics.ts';
import type { Danger } from './urgent.ts';

/** A clause is surer of its topic than the message is; this much of its confidence counts for the whole. */
const CLAUSE = 0.9;

/**
 * The message as a whole. Only where its clauses say the two likeliest topics of the whole, the one said more plainly comes
 * first: a single clause that seems clear has often lost what the message is about.
 */
export function strongest(whole: TopicHeard, clauses: readonly TopicHeard[]): TopicHeard {
  const likeliest = whole.topics.slice(0, 2).map(({ topic }) => topic);
  const said = clauses.filter(
    ({ topics, thresholds, outside }) =>
      !outside &&
      (topics[0]?.confidence ?? 0) >= nearlyClear(thresholds) &&
      likeliest.includes(topics[0]!.topic),
  );
  if (new Set(said.map(({ topics }) => topics[0]!.topic)).size < 2) return whole;
  const plainest = said.reduce((best, next) =>
    next.topics[0]!.confidence > best.topics[0]!.confidence ? next : best,
  );
  const { topic, confidence } = plainest.topics[0]!;
  const weighed = confidence * CLAUSE;
  if (confidence < plainest.thresholds.answer || weighed <= whole.topics[0]!.confidence) return whole;
  const others = whole.topics.filter((guess) => guess.topic !== topic);
  return { ...plainest, topics: [{ topic, confidence: weighed }, ...others], intent: null };
}

/** Between what is offered and what is answered. */
const nearlyClear = ({ offer, answer }: TopicHeard['thresholds']): number => (offer + answer) / 2;

/** Words beside what says a danger that belong to it. */
const BESIDE = 3;

/** The clauses of a longer message in which a danger is said surely. */
export function saidSurely(
  words: readonly string[],
  dangers: readonly Danger[],
): readonly (readonly string[])[] {
  return dangers
    .filter(({ sure }) => sure)
    .map((said) => clauseAround(words, said))
    .filter((part) => part.length < words.length);
}

/** The words that said a danger with those beside them, up to where another clause begins. */
function clauseAround(words: readonly string[], said: Danger): readonly string[] {
  const [first, last] = [said.at[0]!, said.at.at(-1)!];
  let start = first;
  let end = last + 1;
  while (start > Math.max(0, first - BESIDE) && !JOINING_WORDS.has(words[start - 1]!)) start--;
  while (end < Math.min(words.length, last + 1 + BESIDE) && !JOINING_WORDS.has(words[end]!)) end++;
  return words.slice(start, end);
}

/** What is left of the words before and after those that said a danger, of two words or more. */
export function around(words: readonly string[], said: Danger): readonly (readonly string[])[] {
  const before = words.slice(0, said.at[0]!);
  const after = words.slice(said.at.at(-1)! + 1);
  return [before, after].filter((part) => part.length >= 2);
}

/** After a danger a likely topic is worth keeping; beside a topic only one that is nearly clear enough to answer. Null when none. */
export function secondTopic(
  heard: readonly TopicHeard[],
  main: TopicCode | null,
  afterDanger: boolean,
): TopicCode | null {
  let best: { readonly topic: TopicCode; readonly confidence: number } | null = null;
  for (const { topics, thresholds, outside } of heard) {
    const first = topics[0];
    const needed = afterDanger ? thresholds.offer : nearlyClear(thresholds);
    if (first === undefined || outside || first.confidence < needed) continue;
    if (first.topic === main || isDanger(first.topic)) continue;
    if (best === null || first.confidence > best.confidence) best = first;
  }
  return best?.topic ?? null;
}

/** The topics that a part would at least be offered. */
export function likely(heard: readonly TopicHeard[]): readonly TopicCode[] {
  return heard.flatMap(({ topics, thresholds, outside }) => {
    const first = topics[0];
    return first !== undefined && !outside && first.confidence >= thresholds.offer ? [first.topic] : [];
  });
}

/** For a message that only looks like danger: its topics as if no danger were among them. */
export function withoutDangers(heard: TopicHeard): TopicHeard {
  return { ...heard, topics: heard.topics.filter(({ topic }) => !isDanger(topic)), danger: null };
}

/** What is heard in a language that nobody wrote phrases for may be offered, never answered. */
export function unsureIf(foreign: boolean, heard: TopicHeard): TopicHeard {
  return foreign ? { ...heard, thresholds: { ...heard.thresholds, answer: 1 } } : heard;
}
