// Cuts a text that is too long for a platform: at paragraphs, lines, sentences, words, and only then between characters.
// Must not know the platform, only its limit.

import { isolatedRuns } from './bidi.ts';
import { findLinks } from './find-links.ts';
import { characters, fits, measure, type Unit } from './measure.ts';
import { type RichText, slice } from './rich-text.ts';

/** A cut earlier than this share of the limit would leave the piece too empty. */
const EARLIEST = 0.4;

const sentences = new Intl.Segmenter('und', { granularity: 'sentence' });
const words = new Intl.Segmenter('und', { granularity: 'word' });

/** Pieces of at most `limit` units each; only white space between pieces is dropped. An empty text gives none. */
export function split(rich: RichText, limit: number, unit: Unit): readonly RichText[] {
  const pieces: RichText[] = [];
  let rest = trimmed(rich);
  while (rest.text) {
    if (fits(rest.text, limit, unit)) {
      pieces.push(rest);
      break;
    }
    const cut = cutAt(rest.text, prefixLength(rest.text, limit, unit));
    pieces.push(trimmed(slice(rest, 0, cut)));
    rest = trimmed(slice(rest, cut, rest.text.length));
  }
  return pieces;
}

/** How many UTF-16 units fit at most, without cutting a character unless one alone is too long. */
function prefixLength(text: string, limit: number, unit: Unit): number {
  let length = 0;
  let used = 0;
  for (const segment of characters(text)) {
    used += unit === 'graphemes' ? 1 : measure(segment, unit);
    if (used > limit) return length || prefixOfCharacter(segment, limit, unit);
    length += segment.length;
  }
  return length;
}

/** A thousand combining marks on one letter: cut between code points; at least one, or nothing would ever move on. */
function prefixOfCharacter(character: string, limit: number, unit: Unit): number {
  let length = 0;
  for (const point of character) {
    if (length > 0 && measure(character.slice(0, length + point.length), unit) > limit) break;
    length += point.length;
  }
  return length;
}

/** The best place to cut at or before `most`. */
function cutAt(text: string, most: number): number {
  const least = most * EARLIEST;
  const whole = uncuttable(text, most);
  const allowed = (cut: number) =>
    cut > 0 && cut <= most && !whole.some(({ start, end }) => cut > start && cut < end);
  const good = (cut: number) => cut >= least && allowed(cut);
  const paragraph = text.lastIndexOf('\n\n', most);
  if (good(paragraph)) return paragraph;
  const line = text.lastIndexOf('\n', most);
  if (good(line)) return line;
  return (
    lastBreak(sentences, text, most, good) ??
    lastSpace(text, most, good) ??
    lastBreak(words, text, most, good) ??
    lastSpace(text, most, allowed) ??
    whole.find(({ start, end }) => start > 0 && start < most && end > most)?.start ??
    most
  );
}

/** Addresses, numbers and isolated values; not those that would not fit in one piece anyway. */
function uncuttable(text: string, most: number) {
  const window = text.slice(0, most * 2);
  return [...findLinks(window), ...isolatedRuns(window)].filter(({ start, end }) => end - start <= most);
}

function lastBreak(
  segmenter: Intl.Segmenter,
  text: string,
  most: number,
  good: (cut: number) => boolean,
): number | undefined {
  let last: number | undefined;
  // One character more, so that a break right at the limit is seen.
  for (const { index } of segmenter.segment(text.slice(0, most + 1))) if (good(index)) last = index;
  return last;
}

function lastSpace(text: string, most: number, good: (cut: number) => boolean): number | undefined {
  for (let at = most; at > 0; at--) if (/\s/.test(text[at] ?? '') && good(at)) return at;
  return undefined;
}

function trimmed(rich: RichText): RichText {
  const start = rich.text.length - rich.text.trimStart().length;
  const end = rich.text.trimEnd().length;
  return start === 0 && end === rich.text.length ? rich : slice(rich, start, Math.max(start, end));
}
