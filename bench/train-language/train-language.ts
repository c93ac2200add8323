// `npm run train:language -- FOLDER [FILE]`: trains the language model from the folder that docs/language-model.md describes
// and writes it. The same folder and the same version of Node give the same bytes. Prints figures on held-back text.

import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Group } from '../../src/triage/language-model/packed-model.ts';
import { packModel } from '../../src/triage/language-model/packed-model.ts';
import { calibrate } from './calibrate.ts';
import { chanceFrom } from './chance.ts';
import type { Which } from './draw.ts';
import { drawExample } from './draw.ts';
import type { Example } from './fit.ts';
import { learnWeights, quantised } from './fit.ts';
import type { Lesson } from './groups.ts';
import { readLessons } from './groups.ts';

const SEED = 7;
/** Examples per language and pass; every pass draws its own, for short windows have no end of variety. */
const EACH = 40_000;
const PASSES = 5;
const LEVELS = 28;
const DEAD = 0.1;
const OUT = fileURLToPath(new URL('../../src/triage/language-model/language.model', import.meta.url));

function* examplesOf(lesson: Lesson, which: Which): Generator<Example> {
  const chance = chanceFrom(SEED);
  const sources = lesson.sources(which);
  for (let pass = 0; pass < PASSES; pass++) {
    const order = sources.flatMap((source) =>
      new Array<typeof source>(Math.round(EACH * source.weight)).fill(source),
    );
    for (let last = order.length - 1; last > 0; last--) {
      const other = chance.below(last + 1);
      [order[last], order[other]] = [order[other]!, order[last]!];
    }
    for (const { column, pool, share } of order)
      yield { column, words: drawExample(pool, share, lesson.script, chance) };
  }
}

function learn(lesson: Lesson, which: Which): Omit<Group, 'sharpness'> {
  const { script, codes, rows } = lesson;
  const weights = learnWeights(examplesOf(lesson, which), rows, codes.length);
  return { script, codes, rows, ...quantised(weights, LEVELS, DEAD) };
}

function percent(share: number): string {
  return (share * 100).toFixed(1).padStart(6);
}

const [folder, out = OUT] = process.argv.slice(2);
if (folder === undefined) {
  console.error('usage: npm run train:language -- FOLDER [FILE]');
  process.exit(2);
}
const groups: Group[] = [];
for (const lesson of readLessons(folder)) {
  const began = Date.now();
  const { sharpness, reports } = calibrate(lesson, learn(lesson, 'training'));
  console.log(
    `${lesson.script}: held-back text, % right with 1, 2, 3–5, 6–10 words; sharpness ${sharpness.join(', ')}`,
  );
  for (const [column, code] of lesson.codes.entries())
    console.log(`  ${code.padEnd(6)}${reports.map(({ right }) => percent(right[column]!)).join('')}`);
  console.log(`  macro ${reports.map(({ macro }) => percent(macro)).join('')}`);
  groups.push({ ...learn(lesson, 'all'), sharpness });
  console.log(`  ${Math.round((Date.now() - began) / 1000)} s`);
}
const bytes = packModel({ groups });
writeFileSync(out, bytes);
console.log(`${out}: ${bytes.length} bytes, seed ${SEED}`);
