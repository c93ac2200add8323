// What can be seen of a guess from outside: how clear it is, who agrees, how strange the words are. Must not know topics.

import type { Signs } from './confidence.ts';
import type { Opinions } from './opinions.ts';

const LEAST = 1e-6;
const log = (chance: number): number => Math.log(Math.max(LEAST, chance));

/** Position of the largest value. */
export function largest(values: ArrayLike<number>, except = -1): number {
  let best = except === 0 ? 1 : 0;
  for (let at = best + 1; at < values.length; at++)
    if (at !== except && values[at]! > values[best]!) best = at;
  return best;
}

function sumOf(chances: Float32Array, marked: readonly boolean[]): number {
  let sum = 0;
  for (let at = 0; at < chances.length; at++) if (marked[at]) sum += chances[at]!;
  return sum;
}

/** Signs that the label at `at` is right. `outside` marks the labels that stand for nothing the line answers. */
export function signsOf(
  { scores, unseen, known }: Opinions,
  chances: Float32Array,
  outside: readonly boolean[],
  at: number,
): Signs {
  const [, nearest] = scores;
  const own = log(chances[at]!);
  return [
    own,
    own - log(chances[largest(chances, at)] ?? 0),
    nearest[at]!,
    unseen,
    log(sumOf(chances, outside)),
    largest(nearest) === at ? 1 : 0,
    Math.log(1 + known),
  ];
}

/** Signs that any of the marked labels is right. Their chances are added: dangers share words with each other. */
export function signsOfAny(
  { unseen, known }: Opinions,
  chances: Float32Array,
  marked: readonly boolean[],
): Signs {
  const mass = log(sumOf(chances, marked));
  return [mass, mass - log(1 - Math.exp(mass)), unseen, Math.log(1 + known)];
}
