// For the command `check`: phrases that the line would hear as something else, with their places. Must not decide what is heard.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Line } from './model/line.ts';
import type { Problem } from './model/problem.ts';
import { splitPack } from './triage/lesson.ts';
import { normalise } from './triage/normalise.ts';
import { misheardPhrases } from './triage/topic.ts';
import { packOf } from './understanding-pack.ts';

type Written = { readonly file: string; readonly lines: readonly string[] };

/** One warning for each; learns the line first if its content is new, which takes seconds. */
export function checkPhrasesHeard(root: string, line: Line): readonly Problem[] {
  const { topics } = splitPack(packOf(line));
  if (topics === undefined) return [];
  const files = new Map<string, readonly Written[]>();
  return misheardPhrases(line, topics).flatMap(({ language, label, text, heardAs, chance }) => {
    const written = files.get(language) ?? phraseFiles(root, line, language);
    files.set(language, written);
    const place = placeOf(written, text);
    if (place === null) return [];
    const heard = heardAs === '-' ? 'nothing of the line' : `"${heardAs.replace(/^~/, '')}"`;
    return {
      ...place,
      code: 'understanding/phrase-heard-elsewhere',
      severity: 'warning' as const,
      message: `This phrase stands under "${label === '-' ? 'none' : label.replace(/^~/, '')}" and sounds like ${heard} (${chance.toFixed(2)}).`,
      hint: 'Move it, say it more clearly, or write more phrases like it where it stands.',
    };
  });
}

/** The language's files, those of the line itself first. */
function phraseFiles(root: string, line: Line, language: string): readonly Written[] {
  const names = [
    line.name,
    ...readdirSync(join(root, 'knowledge-base')).filter((name) => name !== line.name),
  ];
  return names.flatMap((name) => {
    const file = `knowledge-base/${name}/phrases/${language}.yaml`;
    const path = join(root, file);
    return existsSync(path) ? [{ file, lines: readFileSync(path, 'utf8').split('\n') }] : [];
  });
}

function placeOf(files: readonly Written[], text: string): Pick<Problem, 'file' | 'line' | 'column'> | null {
  for (const { file, lines } of files) {
    const at = lines.findIndex((line) => /^\s*- /u.test(line) && normalise(line) === text);
    if (at !== -1) return { file, line: at + 1, column: lines[at]!.indexOf('- ') + 3 };
  }
  return null;
}
