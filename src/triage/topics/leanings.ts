// What the topic model makes of a text apart from its topic: how near it is to danger, to a command, to nothing that the
// line answers. Must not know how that is judged.

import type { Intent } from '../../model/phrase.ts';
import { isDanger, type TopicCode } from '../../model/topic.ts';
import type { Shares } from '../shares.ts';
import { intentOf, isOutside, type Label } from './labels.ts';
import type { Opinions } from './opinions.ts';

export type Leanings = {
  /** Chances that add up, with those of topics, to 1: of each danger, of each intent, of nothing that the line answers. */
  readonly dangers: Shares<TopicCode>;
  readonly intents: Shares<Intent>;
  readonly outside: number;
  /** The likeliest topic's chance. */
  readonly topic: number;
  /** Cosines to the nearest phrase of each kind. */
  readonly near: {
    readonly danger: number;
    readonly alike: number;
    readonly other: number;
    readonly intents: Shares<Intent>;
  };
  /** Share of the text that no phrase holds. */
  readonly unseen: number;
};

const NO_SHARES = { names: [], values: [] };

export const NO_LEANINGS: Leanings = {
  dangers: NO_SHARES,
  intents: NO_SHARES,
  outside: 1,
  topic: 0,
  near: { danger: 0, alike: 0, other: 0, intents: NO_SHARES },
  unseen: 1,
};

type Kind = 'danger' | 'intent' | 'outside' | 'topic';

function kindOf(label: Label): Kind {
  if (isDanger(label)) return 'danger';
  if (intentOf(label) !== null) return 'intent';
  return isOutside(label) ? 'outside' : 'topic';
}

/** A function from the chances of all labels, and the opinions behind them, to what they lean to. */
export function openLeanings(
  labels: readonly Label[],
): (chances: Float32Array, opinions: Opinions) => Leanings {
  const kinds = labels.map(kindOf);
  const dangerNames = labels.filter(isDanger);
  const intentNames = labels.flatMap((label) => intentOf(label) ?? []);
  return (chances, { scores, alike, unseen }) => {
    const dangers: number[] = [];
    const intents: number[] = [];
    const nearIntents: number[] = [];
    const nearest = scores[1];
    let outside = 0;
    let topic = 0;
    let danger = 0;
    let other = 0;
    for (let at = 0; at < kinds.length; at++) {
      const kind = kinds[at]!;
      const chance = chances[at]!;
      const cosine = nearest[at]!;
      if (kind === 'danger') {
        dangers.push(chance);
        danger = Math.max(danger, cosine);
      } else if (kind === 'intent') {
        intents.push(chance);
        nearIntents.push(cosine);
      } else {
        if (kind === 'outside') outside += chance;
        else topic = Math.max(topic, chance);
        other = Math.max(other, cosine);
      }
    }
    return {
      dangers: { names: dangerNames, values: dangers },
      intents: { names: intentNames, values: intents },
      outside,
      topic,
      near: { danger, alike, other, intents: { names: intentNames, values: nearIntents } },
      unseen,
    };
  };
}
