// Decides by all signs whether somebody is in danger, in which, and how surely. Must not know what is said about it.

import { isDanger, type TopicCode } from '../../model/topic.ts';
import { clearest, type SaidDanger } from '../danger-ear.ts';
import type { HeardDanger } from '../decide.ts';
import { DANGER_SIGNS, type DangerHeard, dangerSignsOf } from './danger-signs.ts';
import { type Verdict, weigh } from './verdict.ts';

export type JudgedDanger = {
  readonly danger: HeardDanger | null;
  /** The clearest of what phrases and patterns say. */
  readonly said: SaidDanger | null;
  /** 0 to 1: that there is any danger. */
  readonly chance: number;
  readonly why: () => string;
};

/** Share of the message's words of a phrase said in full that make it the operator's own wording. */
const COVERS = 0.6;
const IN_FULL = 0.99;
/** How sure the operator's own words are. */
const REVIEWED = 0.97;
/** What a phrase or pattern that is said less than surely is worth when the danger is named. */
const SAID = 0.5;

/** `parts` are the message and, of a long one, its parts; the likeliest counts. Without a verdict only what is said does. */
export function judgeDanger(verdict: Verdict | null, parts: readonly DangerHeard[]): JudgedDanger {
  const judged = parts.map((part) => judgePart(verdict, part));
  return judged.reduce((best, next) =>
    rank(next) > rank(best) || (best.danger === null && next.danger !== null) ? next : best,
  );
}

const rank = ({ danger, chance }: JudgedDanger): number => (danger?.sure ? 1 : 0) + chance;

function judgePart(verdict: Verdict | null, heard: DangerHeard): JudgedDanger {
  const said = clearest(heard.said, heard.reading.guess?.topic);
  const { danger: written, harmless } = heard.asWritten;
  if (written !== null) {
    const danger = { topic: written, sure: true, confidence: REVIEWED };
    return { danger, said, chance: REVIEWED, why: () => 'a phrase, word for word' };
  }
  if (harmless) return { danger: null, said, chance: 0, why: () => 'a look-alike, word for word' };
  if (verdict === null) {
    const danger = said && { topic: said.topic, sure: said.sure, confidence: said.share };
    return { danger, said, chance: said?.share ?? 0, why: () => 'only what is said counts' };
  }
  const { chance, counts, why } = weigh(verdict, dangerSignsOf(heard), DANGER_SIGNS);
  // The operator's reviewed words, said as they stand, need nobody's agreement.
  const plain =
    said?.by === 'phrase' &&
    said.sure &&
    said.share >= IN_FULL &&
    said.at.length >= COVERS * heard.reading.words.length;
  if (!counts && !plain) return { danger: null, said, chance, why };
  const sure = said?.sure === true;
  const topic = sure ? said.topic : likeliestOf(heard);
  if (topic === null) return { danger: null, said, chance, why };
  return { danger: { topic, sure, confidence: Math.max(chance, plain ? said.share : 0) }, said, chance, why };
}

/** The danger that most of those who listened mean. */
function likeliestOf({ reading, said, leanings }: DangerHeard): TopicCode | null {
  const { names, values } = leanings.dangers;
  const votes = new Map<TopicCode, number>(names.map((name, at) => [name, values[at]!]));
  const vote = (topic: TopicCode, weight: number) => votes.set(topic, (votes.get(topic) ?? 0) + weight);
  if (reading.guess !== null) vote(reading.guess.topic, reading.guess.chance);
  for (const topic of new Set(said.map((each) => each.topic)))
    vote(topic, SAID * Math.max(...said.filter((each) => each.topic === topic).map(({ here }) => here)));
  let best: TopicCode | null = null;
  for (const [topic, weight] of votes)
    if (isDanger(topic) && (best === null || weight > votes.get(best)!)) best = topic;
  return best;
}
