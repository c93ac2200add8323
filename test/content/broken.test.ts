// Every file in broken/ is one mistake in an otherwise good line. Its first line says which problem is expected
// and where, its second which file of good-line/ it stands for.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadLine } from '../../src/content/load.ts';
import { copyLine, removeLine, shown, write } from './copy-line.ts';

const folder = join(import.meta.dirname, 'broken');

test.each(readdirSync(folder))('%s is told at its place, and nothing else', (name) => {
  const bytes = readFileSync(join(folder, name));
  const [first = '', second = ''] = bytes.toString('utf8').split('\n');
  const expected = /^# expect (\S+) (\S+)$/.exec(first)!;
  const file = /^# as (\S+)$/.exec(second)![1]!;
  const root = copyLine();
  try {
    write(root, file, bytes);
    const { line, problems } = loadLine(root, 'mini');
    expect(problems.map(shown)).toEqual([`${file}:${expected[1]} ${expected[2]}`]);
    expect(line === null).toBe(problems[0]!.severity === 'error');
    expect(problems[0]!.message).not.toBe('');
    expect(problems[0]!.hint).not.toBe('');
  } finally {
    removeLine(root);
  }
});
