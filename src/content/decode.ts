// Bytes of a content file → text, or the reason why not. Must not know what the text means.

import { isUtf8 } from 'node:buffer';
import type { Problem } from '../model/problem.ts';
import { problemAt } from './report.ts';

/** Largest content file, in bytes; our largest are phrases, of about 1.1 MB in Cyrillic and half of that in Latin letters. */
const MAXIMUM_BYTES = 2_000_000;

// U+202A to U+202E turn the direction of all that follows; isolates do what they do, and end.
const CONTROL = /(?![\t\n\r\u0085])\p{Cc}|\p{Noncharacter_Code_Point}|[\u202a-\u202e]/u;
const UNPRINTABLE = /(?![\t\n\r\u0085])\p{Cc}|\p{Noncharacter_Code_Point}|\p{Surrogate}|[\u202a-\u202e]/u;

/** The text without its byte order mark, so that columns are those an editor shows. */
export function decode(file: string, bytes: Buffer): { text: string | null; problems: Problem[] } {
  const top = { file, line: 1, column: 1 };
  if (bytes.length > MAXIMUM_BYTES) {
    const hint = 'Split it, or remove what does not belong into it.';
    const message = `This file has ${bytes.length} bytes; ${MAXIMUM_BYTES} is the most a content file may have.`;
    return { text: null, problems: [problemAt('content/file-too-large', top, message, hint)] };
  }
  if (!isUtf8(bytes)) {
    const message = 'This file is not written in UTF-8, so some letters cannot be read.';
    const hint = 'Save it again with the encoding UTF-8.';
    const place = { file, ...firstUnreadable(bytes) };
    return { text: null, problems: [problemAt('content/not-utf8', place, message, hint)] };
  }
  const text = bytes.toString('utf8').replace(/^\ufeff/, '');
  if (text.trim() === '') {
    const message = 'This file is empty.';
    const hint = 'Write its content, or remove the file.';
    return { text: null, problems: [problemAt('content/empty-file', top, message, hint)] };
  }
  const control = CONTROL.exec(text);
  if (control) {
    const message = `An invisible control character (${codePoint(control[0])}) stands here.`;
    const hint = 'Delete it; it may have come along with copied text.';
    const place = { file, ...lineAndColumn(text, control.index) };
    return { text: null, problems: [problemAt('content/control-character', place, message, hint)] };
  }
  return { text, problems: [] };
}

/** The first character of a value that no text may hold (`\u0007`, half of an emoji), or null. */
export function unprintable(value: string): string | null {
  const found = UNPRINTABLE.exec(value)?.[0] ?? loneIsolate(value);
  return found === null ? null : codePoint(found);
}

/** An isolate that is never ended, or an end without a beginning. */
function loneIsolate(value: string): string | null {
  const open: string[] = [];
  for (const [mark] of value.matchAll(/[\u2066-\u2069]/g)) {
    if (mark !== '\u2069') open.push(mark);
    else if (open.pop() === undefined) return mark;
  }
  return open[0] ?? null;
}

/** Line and column of an offset, both from 1; columns count UTF-16 units, as editors do. */
export function lineAndColumn(text: string, offset: number): { line: number; column: number } {
  let line = 1;
  let start = 0;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) {
    line++;
    start = at + 1;
  }
  return { line, column: offset - start + 1 };
}

function codePoint(character: string): string {
  return `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
}

function firstUnreadable(bytes: Buffer): { line: number; column: number } {
  let line = 1;
  for (let start = 0; start < bytes.length; line++) {
    const end = bytes.indexOf(10, start);
    const row = bytes.subarray(start, end === -1 ? bytes.length : end);
    if (!isUtf8(row)) return { line, column: Math.max(1, row.toString('utf8').indexOf('\ufffd') + 1) };
    start += row.length + 1;
  }
  return { line: 1, column: 1 };
}
