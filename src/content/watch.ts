// Reloads a line when its files change. Must not know who uses the line; the caller keeps the last good one.

import { type FSWatcher, readdirSync, statSync, watch } from 'node:fs';
import { basename, join } from 'node:path';
import { listFiles } from './list-files.ts';
import { type LoadOptions, type LoadResult, loadWith } from './load.ts';
import type { FileCache } from './read-file.ts';
import { problemAt } from './report.ts';

/** Milliseconds of quiet before a reload: editors save in several steps. */
const QUIET = 150;
/** Milliseconds between looks without a sign, for file systems that send none (network, containers). */
const LOOK = 5000;

const FOLDERS = ['dialogs', 'locales', 'knowledge-base'] as const;

/**
 * Watch the files of the line `name` below `root` and give each new result, some 150 ms after the last change.
 * `now` gives milliseconds since 1970, so that dates to come are told. A result like the one before is not given again. Returns the way to stop. Never throws for content.
 */
export function watchLine(
  root: string,
  name: string,
  onChange: (result: LoadResult) => void,
  { now }: { readonly now?: () => number } = {},
): () => void {
  const cache: FileCache = new Map();
  const watchers = new Map<string, FSWatcher>();
  let seen = traces(root);
  let told: string | null = null;
  let timer: NodeJS.Timeout | null = null;

  const soon = () => {
    if (timer) clearTimeout(timer);
    timer = setTimeout(look, QUIET);
  };
  const look = () => {
    timer = null;
    watchFolders(root, watchers, soon);
    const trace = traces(root);
    if (trace === seen) return;
    seen = trace;
    const result = loadSafely(root, name, cache, now ? { today: now() } : {});
    const shown = `${result.line?.hash ?? ''}\n${JSON.stringify(result.problems)}`;
    if (shown === told) return;
    told = shown;
    onChange(result);
  };

  watchFolders(root, watchers, soon);
  const looking = setInterval(() => timer === null && look(), LOOK);
  looking.unref();
  return () => {
    if (timer) clearTimeout(timer);
    clearInterval(looking);
    for (const watcher of watchers.values()) watcher.close();
    watchers.clear();
  };
}

/** One watcher for each folder, because watching a whole tree at once is not reliable on Linux. */
function watchFolders(root: string, watchers: Map<string, FSWatcher>, soon: () => void): void {
  const folders = new Set([root, ...FOLDERS.flatMap((folder) => foldersIn(join(root, folder)))]);
  for (const [folder, watcher] of watchers) {
    if (folders.has(folder)) continue;
    watcher.close();
    watchers.delete(folder);
  }
  for (const folder of folders) {
    if (watchers.has(folder)) continue;
    try {
      const watcher = watch(folder, { persistent: false }, soon);
      const lose = () => {
        watcher.close();
        if (watchers.get(folder) === watcher) watchers.delete(folder);
        soon();
      };
      // A folder that is deleted and made again keeps its name, but not its watcher.
      watcher.on('error', lose);
      watcher.on('change', (_type, file) => {
        if (String(file) === basename(folder) || !exists(folder)) lose();
      });
      watchers.set(folder, watcher);
    } catch {
      // Gone between two looks; the next one sees.
    }
  }
}

function foldersIn(folder: string, depth = 0): readonly string[] {
  if (depth > 5) return [];
  try {
    const below = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    return [folder, ...below.flatMap(({ name }) => foldersIn(join(folder, name), depth + 1))];
  } catch {
    return [];
  }
}

function exists(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** Names, sizes and times of all files: what every change alters, without reading anything. */
function traces(root: string): string {
  return FOLDERS.flatMap((folder) => listFiles(root, folder))
    .map((file) => {
      const stat = statSync(join(root, file), { throwIfNoEntry: false });
      return `${file} ${stat?.size} ${stat?.mtimeMs} ${stat?.ino}`;
    })
    .join('\n');
}

/** A mistake of ours while loading must not end the program that people are talking to. */
function loadSafely(root: string, name: string, cache: FileCache, options: LoadOptions): LoadResult {
  try {
    return loadWith(root, name, cache, options);
  } catch {
    const place = { file: `knowledge-base/${name}/line.yaml`, line: 1, column: 1 };
    const message = 'The files could not be loaded, for a reason that is not in the files.';
    const hint = 'Keep a copy of the files and report it.';
    return { line: null, problems: [problemAt('content/cannot-load', place, message, hint)] };
  }
}
