// Lists the files below a folder, in a stable order. Must not know what they hold.

import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Deepest folder below the start; also ends loops of links. */
const MAXIMUM_FOLDERS = 5;

/** Regular files below `folder` (path below `root`, with `/`), sorted; empty when there is no such folder. */
export function listFiles(root: string, folder: string, depth = 0): readonly string[] {
  if (depth > MAXIMUM_FOLDERS) return [];
  const files: string[] = [];
  for (const name of namesIn(join(root, folder))) {
    const file = `${folder}/${name}`;
    const kind = kindOf(join(root, file));
    if (kind === 'file') files.push(file);
    if (kind === 'folder' && !name.startsWith('.')) files.push(...listFiles(root, file, depth + 1));
  }
  return files;
}

function namesIn(path: string): readonly string[] {
  try {
    return readdirSync(path).sort();
  } catch {
    // Absent, or gone between two looks: whoever needs it says so.
    return [];
  }
}

function kindOf(path: string): 'file' | 'folder' | 'other' {
  try {
    const stat = statSync(path);
    return stat.isFile() ? 'file' : stat.isDirectory() ? 'folder' : 'other';
  } catch {
    return 'other';
  }
}
