import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { INTENTS } from '../../src/model/phrase.ts';
import { createReplay } from '../../src/replay.ts';
import { ROOT } from './default-line.ts';

const FOLDER = join(ROOT, 'test/transcripts');
const files = readdirSync(FOLDER).filter((name) => name.endsWith('.txt'));
const replay = createReplay(ROOT);
const update = process.env['UPDATE_TRANSCRIPTS'] === '1';

describe('golden transcripts', () => {
  test.each(files)('%s goes as written', async (name) => {
    const path = join(FOLDER, name);
    const { difference, text } = await replay(readFileSync(path, 'utf8'));
    if (update) return writeFileSync(path, text);
    expect(difference).toBeNull();
  });

  test('there are at least 25, in each language of the line', () => {
    expect(files.length).toBeGreaterThanOrEqual(25);
    for (const code of ['en', 'fr', 'de', 'ar', 'uk']) {
      expect(files.filter((name) => name.startsWith(`${code}-`)).length).toBeGreaterThanOrEqual(4);
    }
  });

  test('together they wait at, or pass through, every dialog', () => {
    const dialogs = readdirSync(join(ROOT, 'dialogs')).map((name) => name.replace('.yaml', ''));
    const all = files.map((name) => readFileSync(join(FOLDER, name), 'utf8')).join('\n');
    const silent = dialogs.filter((dialog) => !firstWords(dialog).some((words) => all.includes(words)));
    expect(silent).toEqual([]);
  });

  test('each intent is heard in one of them', () => {
    const all = files.map((name) => readFileSync(join(FOLDER, name), 'utf8')).join('\n');
    const heard = INTENTS.filter((intent) => all.includes(`! intent ${intent}`));
    expect(heard).toEqual([...INTENTS]);
  });
});

/** What a dialog's English texts say between their values. */
function firstWords(dialog: string): readonly string[] {
  const texts = JSON.parse(readFileSync(join(ROOT, `locales/en/${dialog}.json`), 'utf8')) as Record<
    string,
    unknown
  >;
  const said = Object.values(texts).filter((text): text is string => typeof text === 'string');
  return said.flatMap((text) => text.split(/\{\{[^}]*\}\}|\n/)).filter((words) => words.length > 12);
}
