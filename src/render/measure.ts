// How long a text is for a platform. Must not know which platform.

import type { Capabilities } from '../model/part.ts';

export type Unit = Capabilities['unit'];

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });
/** The segmenter's time per character grows with the text it was given (85 µs each in 120 kB), so it gets windows. */
const WINDOW = 512;

/** Length in the platform's unit: what a person sees as characters, UTF-16 units, or bytes of UTF-8. */
export function measure(text: string, unit: Unit): number {
  switch (unit) {
    case 'utf16':
      return text.length;
    case 'bytes':
      return Buffer.byteLength(text);
    case 'graphemes': {
      let count = 0;
      for (const _ of characters(text)) count++;
      return count;
    }
    default:
      return unit satisfies never;
  }
}

/** True when `text` is at most `limit` units long; long texts are not counted to their end when that can be avoided. */
export function fits(text: string, limit: number, unit: Unit): boolean {
  const most = unit === 'bytes' ? text.length * 3 : text.length;
  if (most <= limit) return true;
  if (unit !== 'graphemes') return measure(text, unit) <= limit;
  let count = 0;
  for (const _ of characters(text)) if (++count > limit) return false;
  return true;
}

/** Length of a button or list label in characters as people count them. */
export function labelLength(label: string): number {
  return measure(label, 'graphemes');
}

/** What people see as characters, one after the other: a joined emoji is one, a letter with its marks is one. */
export function* characters(text: string): Generator<string> {
  let from = 0;
  let size = WINDOW;
  while (from < text.length) {
    const window = text.slice(from, from + size);
    const isLast = from + size >= text.length;
    let done = 0;
    let held: string | undefined;
    // The last character of a window may go on behind it: it is held back and read again with the next.
    for (const { segment } of graphemes.segment(window)) {
      if (held !== undefined) {
        done += held.length;
        yield held;
      }
      held = segment;
    }
    if (isLast && held !== undefined) yield held;
    if (isLast) return;
    size = done === 0 ? size * 2 : WINDOW;
    from += done;
  }
}
