// A copy of the small good line in a folder of its own, for tests that spoil it. Removed when the tests are over.

import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export const GOOD_LINE = join(import.meta.dirname, 'good-line');

/** A fresh copy; gives its folder. */
export function copyLine(): string {
  const root = mkdtempSync(join(tmpdir(), 'waypost-content-'));
  cpSync(GOOD_LINE, root, { recursive: true });
  return root;
}

export function removeLine(root: string): void {
  rmSync(root, { recursive: true, force: true });
}

/** Write one file below the root; folders are made. */
export function write(root: string, file: string, text: string | Buffer): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}

export function read(root: string, file: string): string {
  return readFileSync(join(root, file), 'utf8');
}

/** Replace `find`, which must be there, in one file. */
export function edit(root: string, file: string, find: string, replace: string): void {
  const text = read(root, file);
  if (!text.includes(find)) throw new Error(`${file} does not hold ${find}`);
  write(
    root,
    file,
    text.replace(find, () => replace),
  );
}

/** `file:line:column code`, as the tests expect problems. */
export function shown(problem: { file: string; line: number; column: number; code: string }): string {
  return `${problem.file}:${problem.line}:${problem.column} ${problem.code}`;
}
