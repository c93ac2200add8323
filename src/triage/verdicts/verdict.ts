// Weighs the signs of a message into one chance, says from which chance on it counts, and why. Must not know what the
// signs are signs of.

import { type Confidence, confidenceOf, type Signs } from '../topics/confidence.ts';

/** What the threshold costs on held-back phrases; shares are 0 to 1. */
export type VerdictFigures = {
  readonly held: number;
  /** Of what is meant, the share that counts. */
  readonly heard: number;
  /** Of each kind of what is not meant, the share that counts in vain. */
  readonly inVain: Readonly<Record<string, number>>;
};

export type Verdict = {
  readonly confidence: Confidence;
  readonly from: number;
  readonly figures: VerdictFigures;
};

export type Weighed = { readonly chance: number; readonly counts: boolean; why(): string };

/** Signs that are named in an explanation. */
const NAMED = 4;

/** `why` says `0.83 from 0.41: +phrase said surely, -nearest look-alike`, the strongest first. */
export function weigh({ confidence, from }: Verdict, signs: Signs, names: readonly string[]): Weighed {
  const chance = confidenceOf(confidence, signs);
  return {
    chance,
    counts: chance >= from,
    why: () => `${chance.toFixed(2)} from ${from.toFixed(2)}: ${strongest(confidence, signs, names)}`,
  };
}

function strongest(confidence: Confidence, signs: Signs, names: readonly string[]): string {
  if (confidence === null) return '';
  const { weights, mean, spread } = confidence;
  return signs
    .map((sign, at) => ({ name: names[at]!, pull: (weights[at]! * (sign - mean[at]!)) / spread[at]! }))
    .filter(({ pull }) => Math.abs(pull) >= 0.1)
    .sort((one, other) => Math.abs(other.pull) - Math.abs(one.pull))
    .slice(0, NAMED)
    .map(({ name, pull }) => `${pull > 0 ? '+' : '-'}${name}`)
    .join(', ');
}

export type Held = { readonly signs: Signs; readonly meant: boolean; readonly kind: string };

/** The lowest chance from which no kind of what is not meant counts more often than `costs` allows (shares, 0 to 1). */
export function verdictOf(
  confidence: Confidence,
  held: readonly Held[],
  costs: Readonly<Record<string, number>>,
): Verdict {
  const chances = held.map(({ signs, ...rest }) => ({ ...rest, chance: confidenceOf(confidence, signs) }));
  let from = 0;
  for (const [kind, cost] of Object.entries(costs)) {
    const vain = chances.flatMap((each) => (!each.meant && each.kind === kind ? [each.chance] : []));
    const sorted = vain.sort((one, other) => other - one);
    from = Math.max(from, sorted[Math.floor(cost * sorted.length)] ?? 0);
  }
  from += 1e-6;
  const share = (within: (each: (typeof chances)[number]) => boolean) => {
    const all = chances.filter(within);
    return all.length === 0 ? 0 : all.filter(({ chance }) => chance >= from).length / all.length;
  };
  const inVain = Object.fromEntries(
    Object.keys(costs).map((kind) => [kind, share((each) => !each.meant && each.kind === kind)]),
  );
  return { confidence, from, figures: { held: held.length, heard: share(({ meant }) => meant), inVain } };
}
