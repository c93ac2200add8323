// Keeps left-to-right pieces readable in right-to-left text and the other way round, with isolates only where they
// change something. Must not know languages, only directions.

import type { Direction } from '../model/language.ts';
import { findLinks } from './find-links.ts';

const LRI = '\u2066';
const FSI = '\u2068';
const PDI = '\u2069';
const RTL =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;
const LETTER = /\p{L}/u;
const LEFT_TO_RIGHT_OR_DIGIT = /[\p{L}\p{N}]/u;
const ISOLATES = /[\u2066-\u2069]/;

/** For a value in the middle of a text: isolated when it holds anything of the other direction. */
export function isolate(value: string, direction: Direction): string {
  const open = outsideIsolates(value);
  const mixes = direction === 'ltr' ? RTL.test(open) : hasLeftToRight(open);
  return mixes ? wrap(value, FSI) : value;
}

/** For a value that fills a line: isolated only when it runs the other way. */
export function isolateLine(value: string, direction: Direction): string {
  const first = LETTER.exec(outsideIsolates(value))?.[0];
  if (first === undefined) return isolateTokens(value, direction);
  const runs = RTL.test(first) ? 'rtl' : 'ltr';
  return runs === direction ? isolateTokens(value, direction) : wrap(value, FSI);
}

/** Phone numbers, addresses on the web, times: always left to right. */
export function leftToRight(value: string, direction: Direction): string {
  return direction === 'rtl' ? wrap(value, LRI) : value;
}

/** Right-to-left text would show `116 016` as `016 116`: numbers and addresses inside it are isolated. */
export function isolateTokens(text: string, direction: Direction): string {
  if (direction === 'ltr') return text;
  const inside = isolatedRuns(text);
  let out = '';
  let from = 0;
  for (const { start, end } of findLinks(text)) {
    if (inside.some((run) => start >= run.start && end <= run.end)) continue;
    out += text.slice(from, start) + LRI + text.slice(start, end) + PDI;
    from = end;
  }
  return out + text.slice(from);
}

/** Outermost isolated runs, marks included; a run that is never closed ends with the text. */
export function isolatedRuns(text: string): readonly { readonly start: number; readonly end: number }[] {
  if (!ISOLATES.test(text)) return [];
  const runs: { start: number; end: number }[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code >= 0x2066 && code <= 0x2068 && depth++ === 0) start = at;
    else if (code === 0x2069 && depth > 0 && --depth === 0) runs.push({ start, end: at + 1 });
  }
  if (depth > 0) runs.push({ start, end: text.length });
  return runs;
}

/** An author may have placed isolates around a value that brings its own: one pair is enough. */
export function withoutDoubles(text: string): string {
  return text.replace(/[\u2066-\u2068]([\u2066-\u2068][^\u2066-\u2069]*\u2069)\u2069/g, '$1');
}

function outsideIsolates(text: string): string {
  let out = '';
  let from = 0;
  for (const { start, end } of isolatedRuns(text)) {
    out += text.slice(from, start);
    from = end;
  }
  return out + text.slice(from);
}

export function withoutIsolates(text: string): string {
  return text.replace(/[\u2066-\u2069]/g, '');
}

function wrap(value: string, mark: string): string {
  const run = isolatedRuns(value)[0];
  const isWhole = run !== undefined && run.start === 0 && run.end === value.length;
  return value === '' || isWhole ? value : mark + value + PDI;
}

/** One bare number needs nothing; digits with signs or spaces, and letters, do. */
function hasLeftToRight(value: string): boolean {
  if (/^\p{N}+$/u.test(value)) return false;
  for (const char of value) if (LEFT_TO_RIGHT_OR_DIGIT.test(char) && !RTL.test(char)) return true;
  return false;
}
