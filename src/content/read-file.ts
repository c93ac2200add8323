// One content file from the disk: bytes → checked data. Remembers what did not change. Must not know other files.

import { readFileSync, realpathSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { Problem } from '../model/problem.ts';
import { readJson } from './json.ts';
import type { PathNames } from './kind-of-file.ts';
import { type FileOf, KINDS, type KindName } from './kinds.ts';
import { problemAt } from './report.ts';
import type { Source } from './source.ts';
import { validate } from './validate.ts';
import { readYaml } from './yaml.ts';

/** A valid file. `names` is what its path says: country, language, id. */
export type ContentFile<K extends KindName = KindName> = {
  readonly kind: K;
  readonly file: string;
  readonly names: PathNames;
  readonly source: Source;
  readonly data: FileOf<K>;
};

/** A file as read: `content` is null when it has an error. */
export type FileRead = {
  readonly bytes: Buffer;
  readonly content: ContentFile | null;
  readonly problems: readonly Problem[];
};

/** Files by path, so that a reload parses only what changed. */
export type FileCache = Map<string, FileRead>;

/** Read and check one file. Never throws for what an author or a file system can do. */
export function readFile(
  root: string,
  file: string,
  kind: KindName,
  names: PathNames,
  cache: FileCache,
): FileRead {
  const bytes = leadsOut(root, file) ? null : bytesOf(join(root, file));
  if (bytes === null) {
    const [message, hint] = leadsOut(root, file)
      ? ['This file is a link that leads out of the folder.', 'Put the file itself here.']
      : ['This file cannot be opened.', 'Check that it exists and that the program may read it.'];
    const problem = problemAt('content/unreadable-file', { file, line: 1, column: 1 }, message, hint);
    return { bytes: Buffer.alloc(0), content: null, problems: [problem] };
  }
  const before = cache.get(file);
  if (before?.bytes.equals(bytes)) return before;
  const read = parse(file, bytes, kind, names);
  cache.set(file, read);
  return read;
}

function parse(file: string, bytes: Buffer, kind: KindName, names: PathNames): FileRead {
  const { source, problems } = file.endsWith('.json') ? readJson(file, bytes) : readYaml(file, bytes);
  if (!source) return { bytes, content: null, problems };
  const checked = validate(source, KINDS[kind].schema);
  const all = [...problems, ...checked.problems];
  if (checked.data === null) return { bytes, content: null, problems: all };
  const hints = file.endsWith('.yaml') ? schemaLine(file, bytes, kind) : [];
  const content = { kind, file, names, source, data: checked.data as FileOf<KindName> };
  return { bytes, content, problems: [...all, ...hints] };
}

/** A comment at the top tells editors which schema completes and checks the file. */
function schemaLine(file: string, bytes: Buffer, kind: KindName): Problem[] {
  const up = '../'.repeat(file.split('/').length - 1);
  const wanted = `# yaml-language-server: $schema=${up}docs/schema/${kind}.json`;
  const top = bytes
    .toString('utf8', 0, 2000)
    .replace(/^\ufeff/, '')
    .split(/\r?\n/);
  const end = top.findIndex((line) => !line.startsWith('#'));
  const comments = top.slice(0, end === -1 ? top.length : end);
  if (comments.some((line) => line.trimEnd() === wanted)) return [];
  const line = comments.findIndex((comment) => comment.includes('yaml-language-server')) + 1;
  const message =
    line > 0
      ? 'This names another schema than that of this kind of file.'
      : 'No schema is named at the top, so editors cannot help.';
  const place = { file, line: Math.max(1, line), column: 1 };
  return [problemAt('content/schema-line', place, message, `Make the first line "${wanted}".`)];
}

/** Content may come from others: a link to a secret of this machine must not be quoted in a problem. Links within are fine. */
function leadsOut(root: string, file: string): boolean {
  try {
    return !realpathSync(join(root, file)).startsWith(`${realpathSync(root)}${sep}`);
  } catch {
    return false;
  }
}

function bytesOf(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch {
    return null;
  }
}
