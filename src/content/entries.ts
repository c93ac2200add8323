// Entries of list files, by id: a line's own replace those it inherits. Must not know what an entry means.

import type { SourcePlace } from '../model/dialog.ts';
import type { KindName } from './kinds.ts';
import type { ContentFile } from './read-file.ts';
import type { Report } from './report.ts';
import type { Path } from './source.ts';

/** One entry, and where things in it stand. */
export type Entry<T> = {
  readonly id: string;
  readonly data: T;
  readonly file: string;
  /** The line whose folder it is in. */
  readonly line: string;
  at(path: Path): SourcePlace;
  keyAt(path: Path): SourcePlace;
};

/** The entries of a list (`places:`) in files of one kind; an id twice in one line is a problem. */
export function entriesOf<K extends KindName, T>(
  files: readonly ContentFile<K>[],
  list: {
    readonly key: string;
    readonly idKey: string;
    readonly noun: string;
    readonly of: (data: ContentFile<K>['data']) => readonly T[];
    readonly idOf: (entry: T) => string;
  },
  report: Report,
): ReadonlyMap<string, Entry<T>> {
  const entries = new Map<string, Entry<T>>();
  for (const { data, file, names, source } of files) {
    for (const [index, each] of list.of(data).entries()) {
      const path = [list.key, index];
      const entry: Entry<T> = {
        id: list.idOf(each),
        data: each,
        file,
        line: names['line'] ?? '',
        at: (below) => source.at([...path, ...below]),
        keyAt: (below) => source.keyAt([...path, ...below]),
      };
      addEntry(entries, entry, [list.idKey], list.noun, report);
    }
  }
  return entries;
}

/** Put an entry in; the first of two in one line stays, and the second is reported. */
export function addEntry<E extends Entry<unknown>>(
  entries: Map<string, E>,
  entry: E,
  idPath: Path,
  noun: string,
  report: Report,
): void {
  const before = entries.get(entry.id);
  if (before && before.line === entry.line) {
    const where = before.at(idPath);
    const message = `The ${noun} "${entry.id}" exists already (${where.file}:${where.line}).`;
    report('content/duplicate-id', entry.at(idPath), message, 'Give one of them another id, or remove it.');
    return;
  }
  entries.set(entry.id, entry);
}
