// `npm run train:topics`: learns the topics of every line that has no pack yet, and says what the held-back phrases showed.
// Must not know how they are learned.

import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadLine } from './content/load.ts';
import { lineKey } from './triage/lesson.ts';
import { PACKS, packOf } from './understanding-pack.ts';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const kept = new Set<string>();
for (const name of readdirSync(join(root, 'knowledge-base'))) {
  if (!existsSync(join(root, 'knowledge-base', name, 'line.yaml'))) continue;
  const { line } = loadLine(root, name);
  if (line === null) {
    console.log(`${name}: has mistakes, so its topics are learned when they are mended (npm run check)`);
    continue;
  }
  const key = lineKey(line);
  const seconds = performance.now();
  packOf(line);
  kept.add(key);
  console.log(`${name}: ${key}, ${((performance.now() - seconds) / 1000).toFixed(1)} s`);
  if (existsSync(join(PACKS, `${key}.json`))) console.log(readFileSync(join(PACKS, `${key}.json`), 'utf8'));
}
// Packs of content that is gone; younger ones may belong to a line that is just being edited.
const DAY = 86_400_000;
for (const file of existsSync(PACKS) ? readdirSync(PACKS) : [])
  if (!kept.has(file.split('.')[0]!) && Date.now() - statSync(join(PACKS, file)).mtimeMs > DAY)
    rmSync(join(PACKS, file));
