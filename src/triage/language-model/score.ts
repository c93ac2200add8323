// Scores one script's languages for words: table rows added up, then made into probabilities. Must not know files.

import { rowsOf } from './features.ts';
import type { Group } from './packed-model.ts';

export type Scored = { readonly code: string; readonly p: number };

/** 0 to 3: the place in `sharpness` for a message of so many words. */
export function lengthStep(words: number): number {
  return words <= 1 ? 0 : words === 2 ? 1 : words <= 5 ? 2 : 3;
}

/** Plain scores, one per code of the group, for words from `lettersOf`. */
export function rawScores(
  group: Pick<Group, 'codes' | 'rows' | 'scale' | 'table'>,
  words: string,
): Float64Array {
  const { table, scale } = group;
  const width = group.codes.length;
  const sums = new Float64Array(width);
  const rows = rowsOf(words, group.rows);
  for (const row of rows) {
    const start = row * width;
    for (let column = 0; column < width; column++) sums[column] = sums[column]! + table[start + column]!;
  }
  const weight = rows.length === 0 ? 0 : scale / Math.sqrt(rows.length);
  for (let column = 0; column < width; column++) sums[column]! *= weight;
  return sums;
}

/** Probabilities that add up to 1, in the order of the scores. */
export function softmax(scores: ArrayLike<number>, sharpness: number): number[] {
  const most = Math.max(...Array.from(scores));
  const powers = Array.from(scores, (score) => Math.exp((score - most) * sharpness));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

/** The group's languages with their probabilities, best first. */
export function scoreWords(group: Group, words: string): Scored[] {
  const count = words.split(' ').length;
  const shares = softmax(rawScores(group, words), group.sharpness[lengthStep(count)] ?? 1);
  return group.codes
    .map((code, column) => ({ code, p: shares[column]! }))
    .sort((one, other) => other.p - one.p);
}
