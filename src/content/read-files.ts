// All files that make up a line: its own, those it inherits, dialogs and locales. Must not know how they fit together.

import { createHash } from 'node:crypto';
import type { LanguageCode } from '../model/language.ts';
import type { Problem } from '../model/problem.ts';
import { isNoContent, kindOfFile } from './kind-of-file.ts';
import type { KindName } from './kinds.ts';
import { listFiles } from './list-files.ts';
import { didYouMean } from './nearest.ts';
import { type ContentFile, type FileCache, type FileRead, readFile } from './read-file.ts';
import { problemAt } from './report.ts';

/** The language that all translations are compared with. */
export const SOURCE_LANGUAGE: LanguageCode = 'en';

/** The valid files of a line, the line it extends first. */
export type ContentFiles = {
  readonly of: <K extends KindName>(kind: K) => readonly ContentFile<K>[];
  /** Paths of files of this kind that have errors; what they define cannot be judged. */
  readonly broken: (kind: KindName) => readonly string[];
  readonly problems: readonly Problem[];
  /** SHA-256 over paths and bytes, in hexadecimal. */
  readonly hash: string;
};

const FOLDERS = [
  'line.yaml',
  'places.yaml',
  'topics.yaml',
  'organisations',
  'services',
  'phrases',
  'safety',
  'locales',
];

/** Read everything below dialogs/, locales/ and the folders of `chain` (base first) that `languages` need. */
export function readFiles(
  root: string,
  chain: readonly string[],
  languages: readonly LanguageCode[],
  cache: FileCache,
): ContentFiles {
  const folders = ['dialogs', 'locales', ...chain.map((name) => `knowledge-base/${name}`)];
  const problems: Problem[] = [];
  const contents: ContentFile[] = [];
  const broken: { kind: KindName; file: string }[] = [];
  const hash = createHash('sha256');
  for (const file of folders.flatMap((folder) => listFiles(root, folder))) {
    if (isNoContent(file)) continue;
    const known = kindOfFile(file);
    if (!known) {
      problems.push(unknownFile(file));
      continue;
    }
    const { kind, names } = known;
    const language = names['language'];
    if (language && !languages.includes(language) && !(isLocale(kind) && language === SOURCE_LANGUAGE)) {
      if (kind === 'phrases' && names['line'] === chain.at(-1)) problems.push(notUsed(file, language));
      continue;
    }
    const read: FileRead = readFile(root, file, kind, names, cache);
    hash.update(`${file}\0${read.bytes.length}\0`).update(read.bytes);
    for (const problem of read.problems) problems.push(problem);
    if (read.content) contents.push(read.content);
    else broken.push({ kind, file });
  }
  const of = <K extends KindName>(kind: K) =>
    contents.filter((content) => content.kind === kind) as unknown as readonly ContentFile<K>[];
  const brokenOf = (kind: KindName) => broken.filter((each) => each.kind === kind).map(({ file }) => file);
  return { of, broken: brokenOf, problems, hash: hash.digest('hex') };
}

function notUsed(file: string, language: LanguageCode): Problem {
  const message = `The line does not offer "${language}", so nobody is heard by these phrases.`;
  const hint = 'Add the language to line.yaml, or remove the file.';
  return problemAt('content/phrases-not-used', { file, line: 1, column: 1 }, message, hint);
}

function isLocale(kind: KindName): boolean {
  return kind === 'locale' || kind === 'language';
}

function unknownFile(file: string): Problem {
  const [top, , part] = file.split('/');
  const otherwise =
    top === 'dialogs'
      ? 'Dialogs are files "dialogs/<name>.yaml".'
      : top === 'locales'
        ? 'Texts are files "locales/<language>/<name>.json".'
        : `Rename, move or remove it; a line has ${FOLDERS.join(', ')}.`;
  const hint =
    part && top === 'knowledge-base' && !FOLDERS.includes(part)
      ? didYouMean(part, FOLDERS, otherwise)
      : otherwise;
  return problemAt(
    'content/unknown-file',
    { file, line: 1, column: 1 },
    'No part of the line reads this file.',
    hint,
  );
}
