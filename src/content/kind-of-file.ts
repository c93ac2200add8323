// Tells from a path which kind of content a file holds, and what its path says about it. Must not read it.

import { KINDS, type KindName } from './kinds.ts';

/** What the parts of the path say: `{ line: 'europe', country: 'de', id: 'de-hh-asm' }`. */
export type PathNames = Readonly<Record<string, string>>;

type Pattern = { readonly kind: KindName; readonly pattern: RegExp };

const PATTERNS: readonly Pattern[] = Object.entries(KINDS)
  .flatMap(([kind, { path }]) => {
    // A line bends wording through locales of its own.
    const paths = path.startsWith('locales/') ? [path, `knowledge-base/<line>/${path}`] : [path];
    return paths.map((each) => ({ kind: kind as KindName, path: each }));
  })
  // Fixed names win over free ones: safety/numbers.yaml is no language.
  .sort((a, b) => a.path.split('<').length - b.path.split('<').length)
  .map(({ kind, path }) => ({
    kind,
    pattern: new RegExp(`^${path.replaceAll('.', '\\.').replace(/<(\w+)>/g, '(?<$1>[^/]+)')}$`),
  }));

/** Kind and names of a content file by its path below the root; null when no part of a line reads such a file. */
export function kindOfFile(file: string): { kind: KindName; names: PathNames } | null {
  for (const { kind, pattern } of PATTERNS) {
    const match = pattern.exec(file);
    if (match) return { kind, names: { ...match.groups } };
  }
  return null;
}

/** Editors' and tools' own files, and notes for people: they are no content and no mistake. */
export function isNoContent(file: string): boolean {
  const name = file.slice(file.lastIndexOf('/') + 1);
  return /^[.#~]|~$|\.(swp|swx|tmp|bak|orig|md|txt)$|^\d+$/.test(name);
}
