// Finds, on held-back text, how sharp each model's probabilities should be, and reports how right it is there.
// Must not know the training.

import type { Group } from '../../src/triage/language-model/packed-model.ts';
import { rawScores, softmax } from '../../src/triage/language-model/score.ts';
import { chanceFrom } from './chance.ts';
import { drawSentence, windowOf } from './draw.ts';
import type { Lesson, Source } from './groups.ts';
import { spoil } from './spoil.ts';

/** Words, fewest and most, of the four steps of `lengthStep`. */
const LENGTHS: readonly (readonly [fewest: number, most: number])[] = [
  [1, 1],
  [2, 2],
  [3, 5],
  [6, 10],
];
const EACH = 500;
const SPOILED = 0.3;
/** Not above 2: what is held back resembles what was taught, and real messages resemble it less. */
const SHARPNESS = { from: 0.5, to: 2, step: 1.03 };

type Case = { readonly column: number; readonly scores: Float64Array };

export type StepReport = { readonly right: readonly number[]; readonly macro: number; readonly loss: number };

function casesOf(
  sources: readonly Source[],
  model: Parameters<typeof rawScores>[0],
  lesson: Lesson,
  step: number,
): Case[] {
  const chance = chanceFrom(100 + step);
  const [fewest, most] = LENGTHS[step]!;
  const cases: Case[] = [];
  for (const { column, pool, weight } of sources) {
    const wanted = Math.round(EACH * Math.min(1, weight));
    for (let tries = 0, made = 0; made < wanted && tries < wanted * 20; tries++) {
      const empty = pool.everyday.length + pool.others.length === 0;
      const sentence = empty ? chance.pick(chance.pick(pool.names)) : drawSentence(pool, chance);
      const window = windowOf(sentence, fewest + chance.below(most - fewest + 1), chance);
      const count = window.split(' ').length;
      if (count < fewest || count > most) continue;
      made++;
      const words = chance.next() < SPOILED ? spoil(window, lesson.script, chance) : window;
      cases.push({ column, scores: rawScores(model, words) });
    }
  }
  return cases;
}

function loss(cases: readonly Case[], sharpness: number): number {
  let sum = 0;
  for (const { column, scores } of cases)
    sum -= Math.log(Math.max(1e-9, softmax(scores, sharpness)[column]!));
  return sum / cases.length;
}

function sharpest(cases: readonly Case[]): number {
  let best = 1;
  let least = Number.POSITIVE_INFINITY;
  for (let sharpness = SHARPNESS.from; sharpness < SHARPNESS.to; sharpness *= SHARPNESS.step) {
    const found = loss(cases, sharpness);
    if (found < least) [best, least] = [sharpness, found];
  }
  return Math.round(best * 1000) / 1000;
}

function reportOf(cases: readonly Case[], columns: number, sharpness: number): StepReport {
  const right = Array.from({ length: columns }, (_, column) => {
    const own = cases.filter((one) => one.column === column);
    return (
      own.filter(({ scores }) => scores.indexOf(Math.max(...scores)) === column).length /
      Math.max(1, own.length)
    );
  });
  const macro = right.reduce((sum, share) => sum + share, 0) / columns;
  return { right, macro, loss: loss(cases, sharpness) };
}

/** The factor on the scores for each length step, and how right the model is on what was held back. */
export function calibrate(
  lesson: Lesson,
  model: Pick<Group, 'codes' | 'rows' | 'scale' | 'table'>,
): { sharpness: number[]; reports: StepReport[] } {
  const sources = lesson.sources('held back');
  const sharpness: number[] = [];
  const reports: StepReport[] = [];
  for (let step = 0; step < LENGTHS.length; step++) {
    const cases = casesOf(sources, model, lesson, step);
    sharpness.push(sharpest(cases));
    reports.push(reportOf(cases, lesson.codes.length, sharpness[step]!));
  }
  return { sharpness, reports };
}
