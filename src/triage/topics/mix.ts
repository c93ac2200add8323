// Weighs several opinions into one chance for each label, as held-back phrases teach. Must not know what they judge.

import { softmax } from './logistic.ts';

/** One weight for each opinion. */
export type Mix = readonly number[];

export type Told = { readonly scores: readonly Float32Array[]; readonly label: number };

const ROUNDS = 200;
const RATE = 0.1;
/** Before anything was held back: the learned weights with a little of the rest. */
export const UNMEASURED: Mix = [1, 5, 3];
/** So many teach as well as all. */
const MOST = 2500;

/** The chances of all labels. */
export function chancesOf(mix: Mix, scores: readonly Float32Array[]): Float32Array {
  const chances = new Float32Array(scores[0]!.length);
  mix.forEach((weight, opinion) => {
    const said = scores[opinion]!;
    for (let label = 0; label < chances.length; label++) chances[label]! += weight * said[label]!;
  });
  softmax(chances);
  return chances;
}

/** The mix under which what was right is least surprising, never below nought for any opinion. With a pause each round. */
export function* learnMix(samples: readonly Told[]): Generator<void, Mix> {
  if (samples.length === 0) return UNMEASURED;
  const every = Math.ceil(samples.length / MOST);
  const told = samples.filter((_, at) => at % every === 0);
  const mix = [...UNMEASURED];
  const sums = mix.map(() => 1e-6);
  for (let round = 0; round < ROUNDS; round++) {
    const slopes = mix.map(() => 0);
    for (const { scores, label } of told) {
      const chances = chancesOf(mix, scores);
      for (let opinion = 0; opinion < slopes.length; opinion++) {
        const said = scores[opinion]!;
        let expected = 0;
        for (let each = 0; each < chances.length; each++) expected += chances[each]! * said[each]!;
        slopes[opinion]! += (expected - said[label]!) / told.length;
      }
    }
    slopes.forEach((slope, opinion) => {
      sums[opinion]! += slope * slope;
      mix[opinion] = Math.max(0, mix[opinion]! - (RATE * slope * 5) / Math.sqrt(sums[opinion]!));
    });
    yield;
  }
  return mix;
}
