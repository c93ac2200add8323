// Which figure one more of `what` and `code` belongs to. Must not know who counts or who reads.

import { countryOf } from '../model/place.ts';
import type { MetricName } from './metric-catalogue.ts';

type Counted = { readonly name: MetricName; readonly labels: Readonly<Record<string, string>> };

/** Kinds and codes are those of model/effect.ts and of the channels; a kind without a figure of its own is an event. */
export function metricOf(what: string, code: string): Counted {
  const [first = '', second = '', third = ''] = code.split(' ');
  switch (what) {
    case 'topic':
      return { name: 'waypost_topics_total', labels: { topic: code } };
    case 'intent':
      return { name: 'waypost_intents_total', labels: { intent: code } };
    case 'decision':
      return { name: 'waypost_decisions_total', labels: { decision: code } };
    case 'danger':
      return { name: 'waypost_danger_answers_total', labels: { topic: code } };
    case 'unanswered':
      return { name: 'waypost_unanswered_total', labels: { step: code } };
    case 'gap':
      return { name: 'waypost_gaps_total', labels: { topic: first, country: countryOf(second) } };
    case 'withheld':
      return {
        name: 'waypost_withheld_total',
        labels: { why: first, topic: second, country: countryOf(third) },
      };
    case 'helpful':
      return { name: 'waypost_feedback_total', labels: { topic: first, answer: second } };
    case 'hand-off':
      return { name: 'waypost_hand_offs_total', labels: { team: code } };
    case 'dead-letter':
      return { name: 'waypost_dead_letters_total', labels: { reason: code } };
    default:
      return { name: 'waypost_events_total', labels: { what, code } };
  }
}
