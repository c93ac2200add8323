// Scores one script's languages for words: table rows added up, then made into probabilities. Must not know files.

import { remember } from '../remember.ts';
import { rowsOf } from './features.ts';
import type { Group } from './packed-model.ts';

export type Scored = { readonly code: string; readonly p: number };

/** 0 to 3: the place in `sharpness` for a message of so many words. */
export function lengthStep(words: number): number {
  return words <= 1 ? 0 : words === 2 ? 1 : words <= 5 ? 2 : 3;
}

type Table = Pick<Group, 'codes' | 'rows' | 'scale' | 'table'>;
/** What a word adds to each score, and the rows that it took. */
type Added = { readonly sums: Float64Array; readonly rows: number };

const adders = new WeakMap<Table['table'], (word: string) => Added>();

/** Words come again and again, and each adds the same. */
function adderOf({ codes: { length: width }, rows: amount, table }: Table): (word: string) => Added {
  let adder = adders.get(table);
  if (adder === undefined) {
    adder = remember((word) => {
      const sums = new Float64Array(width);
      const rows = rowsOf(word, amount);
      for (const row of rows)
        for (let column = 0; column < width; column++)
          sums[column] = sums[column]! + table[row * width + column]!;
      return { sums, rows: rows.length };
    });
    adders.set(table, adder);
  }
  return adder;
}

/** Plain scores, one per code of the group, for words from `lettersOf`. */
export function rawScores(group: Table, words: string): Float64Array {
  const width = group.codes.length;
  const scores = new Float64Array(width);
  const adder = adderOf(group);
  let rows = 0;
  for (const word of words.split(' ')) {
    const added = adder(word);
    rows += added.rows;
    for (let column = 0; column < width; column++) scores[column] = scores[column]! + added.sums[column]!;
  }
  const weight = rows === 0 ? 0 : group.scale / Math.sqrt(rows);
  for (let column = 0; column < width; column++) scores[column]! *= weight;
  return scores;
}

/** Probabilities that add up to 1, in the order of the scores. */
export function softmax(scores: ArrayLike<number>, sharpness: number): number[] {
  let most = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < scores.length; at++) most = Math.max(most, scores[at]!);
  const powers: number[] = [];
  let sum = 0;
  for (let at = 0; at < scores.length; at++) {
    powers.push(Math.exp((scores[at]! - most) * sharpness));
    sum += powers[at]!;
  }
  for (let at = 0; at < powers.length; at++) powers[at]! /= sum;
  return powers;
}

/** The group's languages with their probabilities, in the group's order. */
export function scoreWords(group: Group, words: string): Scored[] {
  const count = words.split(' ').length;
  const shares = softmax(rawScores(group, words), group.sharpness[lengthStep(count)] ?? 1);
  return group.codes.map((code, column) => ({ code, p: shares[column]! }));
}
