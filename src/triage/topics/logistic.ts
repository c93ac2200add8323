// Learns a weight for every feature and label: multinomial logistic regression by AdaGrad. Must not know topics.

import type { Sparse, Vector } from './space.ts';

/** `label` is `BARRED` where it is only known that none of the barred labels is meant. */
export type Lesson = {
  readonly vector: Vector;
  readonly label: number;
  readonly weight: number;
  /** It is said in many ways, so that it must be learned from any part of its words. */
  readonly varied: boolean;
};
export const BARRED = -1;

/** Row by feature, column by label, in steps of `step`. Features without a row say nothing. */
export type Weights = {
  readonly features: number;
  readonly labels: number;
  readonly cells: Int8Array;
  readonly step: number;
  readonly base: Float32Array;
};

// Chosen on folds of our own phrases, by family, and on messages by somebody else; a quicker start fits them by heart.
const PASSES = 9;
/** Share of its features that a varied lesson does without, others in each pass: what is left must say it too, as it must for a stranger. */
const DROPPED = 0.3;
/** Of so many passes, the others sit out one: they have all their features, and learn as much in less. */
const REST = 3;
const RATE = 0.5;
const SHRINK = 3e-5;
const START = 0.1;
/** A label whose chance is off by less is left alone, which saves most of the time. */
const CLOSE = 0.002;
/** Lessons between two pauses: some milliseconds. */
const SLICE = 100;
/** Larger weights are cut to this before they are stored in one byte. */
const LARGEST = 6;

/** A fixed order that looks shuffled: the same lessons give the same weights. */
function shuffle(order: Int32Array, seed: number): void {
  let state = seed;
  for (let at = order.length - 1; at > 0; at--) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const other = Math.floor((state / 0x100000000) * (at + 1));
    const kept = order[at]!;
    order[at] = order[other]!;
    order[other] = kept;
  }
}

/**
 * Trains with a pause every few milliseconds. `features` and `labels` are amounts, `barred` marks labels; features from `features` on are left out: what
 * a single text uses would double the size and is worth half a point.
 */
export function* learnWeights(
  lessons: readonly Lesson[],
  labels: number,
  features: number,
  barred: readonly boolean[],
): Generator<void, Weights> {
  const cells = new Float32Array(features * labels);
  const sums = new Float32Array(features * labels).fill(START);
  const base = new Float32Array(labels);
  const baseSums = new Float32Array(labels).fill(START);
  const chances = new Float32Array(labels);
  const columns = new Int32Array(labels);
  const longest = lessons.reduce((most, { vector }) => Math.max(most, vector.at.length), 0);
  const rows = new Int32Array(longest);
  const amounts = new Float32Array(longest);
  let state = 11;
  const order = Int32Array.from(lessons, (_, at) => at);
  for (let turn = 0; turn < PASSES * order.length; turn++) {
    if (turn % order.length === 0) shuffle(order, 7 + turn);
    if (turn % SLICE === 0) yield;
    const { vector, label, weight, varied } = lessons[order[turn % order.length]!]!;
    if (!varied && Math.floor(turn / order.length) % REST === 0) continue;
    const without = varied ? DROPPED : 0;
    let length = 0;
    for (let index = 0; index < vector.at.length; index++) {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      if (vector.at[index]! >= features || state < without * 0x100000000) continue;
      rows[length] = vector.at[index]! * labels;
      amounts[length++] = vector.value[index]! / (1 - without);
    }
    chances.set(base);
    for (let index = 0; index < length; index++) {
      const row = rows[index]!;
      const amount = amounts[index]!;
      for (let column = 0; column < labels; column++) chances[column]! += amount * cells[row + column]!;
    }
    softmax(chances);
    let wrong = 0;
    const rest = label === BARRED ? 1 - sumOf(chances, barred) : 1;
    for (let column = 0; column < labels; column++) {
      const chance = chances[column]!;
      const meant =
        label === BARRED ? (barred[column] ? 0 : chance / Math.max(rest, 0.01)) : column === label ? 1 : 0;
      const off = (chance - meant) * weight;
      if (off < CLOSE && off > -CLOSE) continue;
      chances[column] = off;
      columns[wrong++] = column;
      baseSums[column]! += off * off;
      base[column]! -= (RATE * off) / Math.sqrt(baseSums[column]!);
    }
    for (let index = 0; index < length; index++) {
      const row = rows[index]!;
      const amount = amounts[index]!;
      for (let each = 0; each < wrong; each++) {
        const cell = row + columns[each]!;
        const slope = chances[columns[each]!]! * amount + SHRINK * cells[cell]!;
        sums[cell]! += slope * slope;
        cells[cell]! -= (RATE * slope) / Math.sqrt(sums[cell]!);
      }
    }
  }
  return { features, labels, ...inBytes(cells), base };
}

function sumOf(chances: Float32Array, marked: readonly boolean[]): number {
  let sum = 0;
  for (let at = 0; at < chances.length; at++) if (marked[at]) sum += chances[at]!;
  return sum;
}

function inBytes(cells: Float32Array): Pick<Weights, 'cells' | 'step'> {
  let most = 0.01;
  for (const cell of cells) most = Math.max(most, Math.abs(cell));
  const step = Math.min(most, LARGEST) / 127;
  const bytes = new Int8Array(cells.length);
  for (let at = 0; at < cells.length; at++)
    bytes[at] = Math.max(-127, Math.min(127, Math.round(cells[at]! / step)));
  return { cells: bytes, step };
}

/** The score of each label for a text. */
export function scoresOf(weights: Weights, vector: Sparse): Float32Array {
  const scores = Float32Array.from(weights.base);
  addScores(weights, vector, scores);
  return scores;
}

/** Adds what some features say of each label, apart from what is said of it without any. */
export function addScores(weights: Weights, { at, value }: Sparse, scores: Float32Array): void {
  for (let index = 0; index < at.length; index++) addScore(weights, at[index]!, value[index]!, scores);
}

/** The same for one feature. */
export function addScore(
  { features, labels, cells, step }: Weights,
  position: number,
  value: number,
  scores: Float32Array,
): void {
  if (position >= features) return;
  const row = position * labels;
  const amount = value * step;
  for (let column = 0; column < labels; column++) scores[column]! += amount * cells[row + column]!;
}

/** Scores → chances that add up to 1, in place. */
export function softmax(scores: Float32Array): void {
  let most = Number.NEGATIVE_INFINITY;
  for (const value of scores) if (value > most) most = value;
  let total = 0;
  for (let at = 0; at < scores.length; at++) {
    scores[at] = Math.exp(scores[at]! - most);
    total += scores[at]!;
  }
  for (let at = 0; at < scores.length; at++) scores[at]! /= total;
}
