// Weighs the parts of a message that holds more than one wish. Must not know how a topic is heard.

import { isDanger, type TopicCode } from '../model/topic.ts';
import type { TopicHeard } from './topics/hear-topics.ts';
import type { Danger } from './urgent.ts';

/** A clause is surer of its topic than the message is; this much of its confidence counts for the whole. */
const CLAUSE = 0.9;

/** The message as a whole, or the clause that says its topic more clearly. */
export function strongest(whole: TopicHeard, clauses: readonly TopicHeard[]): TopicHeard {
  const sureness = (heard: TopicHeard) => (heard.outside ? 0 : (heard.topics[0]?.confidence ?? 0));
  let best = whole;
  for (const clause of clauses) {
    const weighed: TopicHeard = {
      ...clause,
      topics: clause.topics.map((guess) => ({ ...guess, confidence: guess.confidence * CLAUSE })),
      intent: null,
    };
    if (sureness(weighed) > sureness(best)) best = weighed;
  }
  return best;
}

/** What is left of the words before and after those that said a danger, as normalised texts of two words or more. */
export function around(words: readonly string[], said: Danger): readonly string[] {
  const before = words.slice(0, said.at[0]!);
  const after = words.slice(said.at.at(-1)! + 1);
  return [before, after].filter((part) => part.length >= 2).map((part) => part.join(' '));
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
    const needed = afterDanger ? thresholds.offer : (thresholds.offer + thresholds.answer) / 2;
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
