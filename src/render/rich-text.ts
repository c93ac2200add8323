// Text with bold and linked ranges, put together piece by piece. Must not know what the text says.

import type { Mark } from '../model/part.ts';
import { findLinks, mailHref, webHref } from './find-links.ts';

export type RichText = { readonly text: string; readonly marks: readonly Mark[] };

export const EMPTY: RichText = { text: '', marks: [] };

export function plain(text: string): RichText {
  return { text, marks: [] };
}

export function bold(text: string): RichText {
  return text ? { text, marks: [{ type: 'bold', ...within(text, 0, text.length) }] } : EMPTY;
}

/** Links the last place where `shown` stands in `text`; without an href, or when it does not stand there, just the text. */
export function linked(text: string, shown: string, href: string | null): RichText {
  const start = shown ? text.lastIndexOf(shown) : -1;
  if (href === null || start === -1) return plain(text);
  return { text, marks: [{ type: 'link', ...within(text, start, shown.length), href }] };
}

/** Isolates around the marked words stay outside of the mark. */
function within(text: string, start: number, length: number) {
  const marked = text.slice(start, start + length);
  return /^[\u2066-\u2068].*\u2069$/s.test(marked)
    ? { start: start + 1, length: length - 2 }
    : { start, length };
}

/** Web and email addresses in a running text become links. */
export function withLinks(text: string): RichText {
  const marks: Mark[] = [];
  for (const { kind, start, end } of findLinks(text)) {
    const shown = text.slice(start, end);
    const href = kind === 'web' ? webHref(shown) : kind === 'email' ? mailHref(shown) : null;
    if (href !== null) marks.push({ type: 'link', start, length: end - start, href });
  }
  return { text, marks };
}

/** Joins what is not empty. */
export function join(pieces: readonly RichText[], between: string): RichText {
  let text = '';
  const marks: Mark[] = [];
  for (const piece of pieces) {
    if (!piece.text) continue;
    if (text) text += between;
    const offset = text.length;
    for (const mark of piece.marks) marks.push({ ...mark, start: mark.start + offset });
    text += piece.text;
  }
  return { text, marks };
}

/** The piece from `start` to `end`, with the marks that fall into it. */
export function slice({ text, marks }: RichText, start: number, end: number): RichText {
  const kept: Mark[] = [];
  for (const mark of marks) {
    const from = Math.max(mark.start, start);
    const to = Math.min(mark.start + mark.length, end);
    if (from < to) kept.push({ ...mark, start: from - start, length: to - from });
  }
  return { text: text.slice(start, end), marks: kept };
}
