// Fits one script's model: multinomial logistic regression over hashed n-grams, by AdaGrad. Must not know files.

import { rowsOf } from '../../src/triage/language-model/features.ts';
import type { Group } from '../../src/triage/language-model/packed-model.ts';
import { softmax } from '../../src/triage/language-model/score.ts';

const RATE = 0.35;
const FIRST_SUM = 1e-3;
const SKIPPED = 1e-5;
/** Weights beyond this come from rare features and are cut, so that one byte can hold the rest finely. */
const CLIP = 6;

export type Example = { readonly column: number; readonly words: string };

/** Weights, `rows` × `columns`, after learning from every example in order. */
export function learnWeights(examples: Iterable<Example>, rows: number, columns: number): Float32Array {
  const weights = new Float32Array(rows * columns);
  const sums = new Float32Array(rows * columns).fill(FIRST_SUM);
  for (const { column: right, words } of examples) {
    const found = rowsOf(words, rows);
    if (found.length === 0) continue;
    const value = 1 / Math.sqrt(found.length);
    const scores = new Float64Array(columns);
    for (const row of found)
      for (let column = 0; column < columns; column++)
        scores[column]! += weights[row * columns + column]! * value;
    const shares = softmax(scores, 1);
    for (let column = 0; column < columns; column++) {
      const gradient = (shares[column]! - (column === right ? 1 : 0)) * value;
      if (Math.abs(gradient) < SKIPPED) continue;
      const square = gradient * gradient;
      for (const row of found) {
        const at = row * columns + column;
        sums[at]! += square;
        weights[at]! -= (RATE * gradient) / Math.sqrt(sums[at]!);
      }
    }
  }
  return weights;
}

/** The weights as small integers; what is nearer to nothing than `dead` becomes nothing, which packs well. */
export function quantised(
  weights: Float32Array,
  levels: number,
  dead: number,
): Pick<Group, 'scale' | 'table'> {
  const scale = CLIP / levels;
  const table = new Int8Array(weights.length);
  for (let at = 0; at < weights.length; at++) {
    const weight = Math.max(-CLIP, Math.min(CLIP, weights[at]!));
    table[at] = Math.abs(weight) < dead ? 0 : Math.round(weight / scale);
  }
  return { scale, table };
}
