// Weighs what the listeners heard and decides. Must not know how anything was heard.

import type { Decision, Meaning } from '../model/meaning.ts';
import { isDanger, type TopicCode } from '../model/topic.ts';
import type { Picked } from './choice.ts';
import type { HeardIntent } from './intent.ts';
import type { TopicHeard } from './topics/hear-topics.ts';

export type HeardDanger = { readonly topic: TopicCode; readonly sure: boolean; readonly confidence: number };

export type Listened = {
  /** A number or a whole label of an offered choice. */
  readonly plain: Picked | null;
  readonly danger: HeardDanger | null;
  readonly intent: HeardIntent | null;
  /** A choice said in other words. */
  readonly loose: Picked | null;
  /** An intent that only the topic model hears. */
  readonly suspected: HeardIntent | null;
  readonly topic: TopicHeard;
};

type Found<Kind extends Meaning['kind'] = Meaning['kind']> = Kind extends Meaning['kind']
  ? Omit<
      Extract<Meaning, { kind: Kind }>,
      'second' | 'alternatives' | 'language' | 'spoken' | 'heard' | 'greeting' | 'reasons'
    >
  : never;

/** What was found, how sure it is (0 to 1), and what to do. The order is the line's promise: danger before all wishes. */
export function decide({ plain, danger, intent, loose, suspected, topic }: Listened): Found {
  if (plain !== null)
    return { kind: 'choice', option: plain.option, confidence: plain.confidence, decision: 'answer' };
  if (danger !== null)
    return {
      kind: 'urgent',
      topic: danger.topic,
      sure: danger.sure,
      confidence: danger.confidence,
      decision: 'fixed-text',
    };
  if (intent !== null)
    return { kind: 'intent', intent: intent.intent, confidence: intent.confidence, decision: 'intent' };
  const byTopic = topicDecision(topic);
  if (loose !== null)
    return { kind: 'choice', option: loose.option, confidence: loose.confidence, decision: 'answer' };
  if (suspected !== null)
    return { kind: 'intent', intent: suspected.intent, confidence: suspected.confidence, decision: 'intent' };
  const best = topic.topics[0];
  if (best === undefined || byTopic === 'menu')
    return { kind: 'none', confidence: best === undefined ? 0 : 1 - best.confidence, decision: 'menu' };
  return { kind: 'topic', topic: best.topic, confidence: best.confidence, decision: byTopic };
}

function topicDecision({
  topics,
  thresholds,
  outside,
}: TopicHeard): Exclude<Decision, 'fixed-text' | 'intent'> {
  const confidence = topics[0]?.confidence ?? 0;
  // A danger that was not raised is never answered as a topic; it may be offered.
  if (confidence >= thresholds.answer && !outside && !isDanger(topics[0]!.topic)) return 'answer';
  return confidence >= thresholds.offer ? 'offer' : 'menu';
}
