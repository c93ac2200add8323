// Cuts a message into the parts that speak of one person each, and says who and when. Must not know papers or places.

import type { Clue } from '../model/phrase.ts';
import { type ClueBook, follows } from './clues.ts';
import type { Piece } from './pieces.ts';

/** Words after "was" that it still speaks of. */
const PAST_REACH = 6;
const DENIED_REACH = 4;

/** One stretch of words between commas, full stops and joining words. */
export type Part = {
  readonly words: readonly string[];
  /** Joined to the part before by "and" or "but". */
  readonly joined: boolean;
  /** The first of its sentence. */
  readonly opens: boolean;
};

export type Span = { readonly start: number; readonly end: number };
/** Where in a part each clue was said, and what the parts before leave open. */
export type Telling = {
  readonly at: ReadonlyMap<Clue, readonly Span[]>;
  /** The part goes on about somebody else. */
  readonly aboutOthers: boolean;
  /** The sentence has begun as a question about a word. */
  readonly asked: boolean;
};

/** The pieces cut once more at the words of one language that join: "and", "but". */
function partsOf(book: ClueBook, pieces: readonly Piece[]): readonly Part[] {
  return pieces.flatMap(({ words, opens }) => {
    const parts: Part[] = [];
    if (!words.some((word) => book.joining.has(word))) return [{ words, joined: false, opens }];
    let start = 0;
    for (let at = 0; at <= words.length; at++) {
      if (at < words.length && !book.joining.has(words[at]!)) continue;
      if (at > start)
        parts.push({ words: words.slice(start, at), joined: start > 0, opens: opens && parts.length === 0 });
      start = at + 1;
    }
    return parts;
  });
}

/** A message in parts, and what each part tells of person and time, in the words of one language. */
export type Told = {
  readonly clues: ClueBook;
  readonly parts: readonly Part[];
  /** One for each part. */
  readonly tellings: readonly Telling[];
};

export function toldIn(clues: ClueBook, pieces: readonly Piece[]): Told {
  const parts = partsOf(clues, pieces);
  return { clues, parts, tellings: tellingsOf(clues, parts) };
}

function tellingsOf(book: ClueBook, parts: readonly Part[]): readonly Telling[] {
  let others = false;
  let asked = false;
  return parts.map(({ words, joined, opens }) => {
    const at = spot(book, words);
    if (opens) asked = false;
    const telling = { at, aboutOthers: joined && others, asked };
    const own = at.get('own')?.at(-1)?.start ?? -1;
    const other = othersFrom(book, words, at);
    others = other === null ? telling.aboutOthers && own < 0 : own < other;
    asked = asked || at.has('asking');
    return telling;
  });
}

function spot({ begun, language }: ClueBook, words: readonly string[]): ReadonlyMap<Clue, readonly Span[]> {
  const found = new Map<Clue, Span[]>();
  words.forEach((word, start) => {
    for (const clued of begun(word)) {
      if (clued.language !== language || !follows(clued, words, start)) continue;
      const span = { start, end: start + clued.words.length };
      const spans = found.get(clued.clue);
      if (spans === undefined) found.set(clued.clue, [span]);
      else spans.push(span);
    }
  });
  return found;
}

/** Where the part begins to speak of somebody else: before anything else is said, "my brother …". */
function othersFrom(book: ClueBook, words: readonly string[], at: Telling['at']): number | null {
  for (const { start } of at.get('others') ?? []) {
    const before = words.slice(0, start);
    const own = (at.get('own') ?? []).some((span) => span.start < start);
    if (!own && before.every((word) => book.small.has(word))) return start;
  }
  return null;
}

const within = (span: Span, covered: ReadonlySet<number>): boolean => {
  for (let at = span.start; at < span.end; at++) if (covered.has(at)) return true;
  return false;
};

/** Whether what stands at `covered` is said of the person herself, and not of her brother. */
export function isOwn(
  book: ClueBook,
  { words }: Part,
  telling: Telling,
  covered: ReadonlySet<number>,
): boolean {
  const first = Math.min(...covered);
  const own = (telling.at.get('own') ?? []).filter(({ start }) => start <= first).at(-1)?.start ?? -1;
  const other = othersFrom(book, words, telling.at);
  if (other !== null && other < first && !covered.has(other)) return own > other;
  return own >= 0 || !telling.aboutOthers;
}

/** Whether it is a thing asked about ("what is …", "courses for …") instead of said. */
export function isAskedAbout({ at, asked }: Telling, covered: ReadonlySet<number>): boolean {
  const first = Math.min(...covered);
  const own = (at.get('own') ?? []).filter(({ start }) => start <= first).at(-1)?.start ?? -1;
  const before = (at.get('asking') ?? []).filter(
    (span) => span.start <= first && !(within(span, covered) && covered.has(span.start)),
  );
  if (before.some((span) => span.end > own)) return true;
  if ((at.get('asking') ?? []).some((span) => span.start > first && span.start <= Math.max(...covered) + 2))
    return own < 0;
  if ((at.get('concerning') ?? []).some((span) => span.end <= first && span.end >= first - 1)) return true;
  return asked && own < 0;
}

/** "was a student", "student before": over, unless "now" stands between. */
export function isOver({ at }: Telling, covered: ReadonlySet<number>): boolean {
  const first = Math.min(...covered);
  const last = Math.max(...covered);
  const now = (at.get('now') ?? []).map(({ start }) => start);
  return (at.get('past') ?? []).some((span) => {
    if (within(span, covered)) return false;
    if (span.start > last) return span.start === last + 1;
    return first - span.end < PAST_REACH && !now.some((each) => each >= span.end && each <= first);
  });
}

/** "not …", "I do not have …": a negation shortly before, with small words between; `near` also past one other word. */
export function isDenied(
  book: ClueBook,
  words: readonly string[],
  covered: ReadonlySet<number>,
  near = true,
): boolean {
  const first = Math.min(...covered);
  for (let back = 1; back <= DENIED_REACH; back++) {
    const word = words[first - back];
    if (word === undefined) return false;
    if (book.not.has(word)) return true;
    if ((back >= 2 || !near) && !book.small.has(word)) return false;
  }
  return false;
}
