// The line is loaded again when its files change on a real disk, whatever way they are saved.

import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LoadResult } from '../../src/content/load.ts';
import { watchLine } from '../../src/content/watch.ts';
import { copyLine, edit, read, removeLine, shown, write } from './copy-line.ts';

const advice = 'knowledge-base/mini/services/de/de-advice.yaml';
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

let root = '';
let stop = () => {};
let results: LoadResult[] = [];

beforeEach(() => {
  root = copyLine();
  results = [];
  stop = watchLine(root, 'mini', (result) => results.push(result));
});
afterEach(() => {
  stop();
  removeLine(root);
});

/** Wait for one more result than there was, at most 4 s. */
async function next(): Promise<LoadResult> {
  const before = results.length;
  for (let tries = 0; tries < 160 && results.length === before; tries++) await pause(25);
  expect(results.length).toBe(before + 1);
  return results.at(-1)!;
}

test('an edit gives the new line, and several at once give it once', async () => {
  edit(root, advice, 'It helps.', 'It helps you.');
  edit(root, 'locales/uk/menu.json', 'Людина', 'Особа');
  const { line } = await next();
  expect(line?.services.get('de-advice')?.offers['en']).toBe('It helps you.');
  expect(line?.locales.get('uk')?.['menu']?.['what-choices']).toMatchObject({ person: 'Особа' });
  await pause(400);
  expect(results).toHaveLength(1);
});

test('a half-written file is a problem, and its end makes the line whole again', async () => {
  const whole = read(root, advice);
  write(root, advice, whole.slice(0, whole.indexOf('cost: {') + 8));
  const broken = await next();
  expect(broken.line).toBeNull();
  expect(broken.problems.map(shown)).toEqual([`${advice}:10:7 content/syntax`]);
  write(root, advice, whole);
  const { line, problems } = await next();
  expect(problems).toEqual([]);
  expect(line?.services.size).toBe(3);
});

test('a file saved by renaming a temporary one over it is seen', async () => {
  const text = read(root, advice).replace('It helps.', 'Saved by rename.');
  writeFileSync(join(root, `${advice}.tmp`), text);
  renameSync(join(root, `${advice}.tmp`), join(root, advice));
  expect((await next()).line?.services.get('de-advice')?.offers['en']).toBe('Saved by rename.');
});

test('a new file in a new folder is seen, and later edits in it', async () => {
  const file = 'knowledge-base/mini/services/eu/eu-advice.yaml';
  write(root, file, read(root, advice).replace('id: de-advice', 'id: eu-advice'));
  expect((await next()).line?.services.has('eu-advice')).toBe(true);
  edit(root, file, 'It helps.', 'Everywhere.');
  expect((await next()).line?.services.get('eu-advice')?.offers['en']).toBe('Everywhere.');
});

test('a deleted folder is a problem and never a crash; when it is back, so is the line', async () => {
  const away = `${root}-away`;
  renameSync(join(root, 'dialogs'), away);
  const { line, problems } = await next();
  expect(line).toBeNull();
  expect(problems.map(({ code }) => code)).toContain('content/missing-dialog');
  mkdirSync(join(root, 'dialogs'));
  rmSync(join(root, 'dialogs'), { recursive: true });
  renameSync(away, join(root, 'dialogs'));
  expect((await next()).line?.dialogs.size).toBe(14);
});

test('the whole content may vanish', async () => {
  rmSync(root, { recursive: true });
  const { line, problems } = await next();
  expect(line).toBeNull();
  expect(problems.map(({ code }) => code)).toEqual(['content/missing-file']);
});

test('nothing is told when nothing changed, nor after the end', async () => {
  write(root, 'knowledge-base/mini/README.md', 'Notes for people.');
  write(root, 'knowledge-base/mini/.line.yaml.swp', 'an editor at work');
  const result = await next();
  expect(result.problems).toEqual([]);
  stop();
  edit(root, advice, 'It helps.', 'Too late.');
  await pause(400);
  expect(results).toHaveLength(1);
});
