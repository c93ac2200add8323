// The default line with everything that operators wrote, loaded once for the tests that look at all of it.

import { resolve } from 'node:path';
import { loadLine } from '../../src/content/load.ts';
import type { Line } from '../../src/model/line.ts';

export const ROOT = resolve(import.meta.dirname, '../..');

export function defaultLine(): Line {
  const { line, problems } = loadLine(ROOT, 'europe');
  if (!line)
    throw new Error(
      `the default line has mistakes:\n${problems.map((problem) => JSON.stringify(problem)).join('\n')}`,
    );
  return line;
}
