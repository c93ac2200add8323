// Cuts a message into the parts that speak of one person each, and says who and when. Must not know papers or places.

import { CLUES, type Clue, type Phrases } from '../model/phrase.ts';
import type { LightWords } from './light-words.ts';
import { normalise, withoutAddresses, wordsOf } from './normalise.ts';

const MOST_LETTERS = 4000;
const MOST_PARTS = 80;
/** Words after "was" that it still speaks of. */
const PAST_REACH = 6;
const DENIED_REACH = 4;

type Clued = { readonly words: readonly string[]; readonly front: boolean };
export type ClueBook = {
  readonly byFirst: ReadonlyMap<string, readonly (Clued & { readonly clue: Clue })[]>;
  /** Letters of the longest first word. */
  readonly longest: number;
  readonly joining: ReadonlySet<string>;
  /** Words that say "in", from `staying`. */
  readonly inside: ReadonlySet<string>;
  readonly small: ReadonlySet<string>;
  readonly not: ReadonlySet<string>;
};

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

export function compileClues(phrases: Phrases | undefined, { small, not }: LightWords): ClueBook {
  const byFirst = new Map<string, (Clued & { clue: Clue })[]>();
  for (const clue of CLUES)
    for (const text of phrases?.clues?.get(clue) ?? []) {
      const words = wordsOf(normalise(text));
      const [first] = words;
      if (first === undefined) continue;
      const front = text.endsWith('~');
      byFirst.set(first, [...(byFirst.get(first) ?? []), { words, front, clue }]);
    }
  // `n'ai` denies, and falls into two words of which one does not.
  const denying = new Set([...not].filter((word) => !byFirst.get(word)?.some(({ clue }) => clue === 'own')));
  const joining = new Set((phrases?.clues?.get('joining') ?? []).map(normalise));
  const inside = new Set(
    (phrases?.clues?.get('staying') ?? []).flatMap((text) => wordsOf(normalise(text)).at(-1) ?? []),
  );
  const longest = Math.max(0, ...[...byFirst.keys()].map((word) => word.length));
  return { byFirst, longest, joining, inside, small, not: denying };
}

export const NO_CLUES: ClueBook = compileClues(undefined, {
  light: new Set(),
  small: new Set(),
  not: new Set(),
});

/** How many of the words are small words or clues of the language. */
export function wordsKnown(book: ClueBook, words: readonly string[]): number {
  return words.filter((word, at) => book.small.has(word) || !cluesAt(book, words, at).next().done).length;
}

/** What stands between commas, full stops and the like. */
export type Piece = { readonly words: readonly string[]; readonly opens: boolean };

/** The message cut at its signs, at most eighty pieces of one word or more. */
export function piecesOf(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  for (const sentence of withoutAddresses(text.slice(0, MOST_LETTERS)).split(/[.!?;\n؛؟。！？።]/u)) {
    let opens = true;
    for (const piece of sentence.split(/[,:،()/|–—，፣]| - /u)) {
      const words = wordsOf(normalise(piece));
      if (words.length === 0) continue;
      pieces.push({ words, opens });
      opens = false;
      if (pieces.length === MOST_PARTS) return pieces;
    }
  }
  return pieces;
}

/** The pieces cut once more at the words of one language that join: "and", "but". */
export function partsOf(book: ClueBook, pieces: readonly Piece[]): readonly Part[] {
  return pieces.flatMap(({ words, opens }) => {
    const parts: Part[] = [];
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

/** What each part tells of person and time, in the words of one language. */
export function tellingsOf(book: ClueBook, parts: readonly Part[]): readonly Telling[] {
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

function spot(book: ClueBook, words: readonly string[]): ReadonlyMap<Clue, readonly Span[]> {
  const found = new Map<Clue, Span[]>();
  words.forEach((_, start) => {
    for (const { clue, length } of cluesAt(book, words, start))
      found.set(clue, [...(found.get(clue) ?? []), { start, end: start + length }]);
  });
  return found;
}

/** `cousins` begins with `cousin~`; Arabic writes `and` onto the word that it joins. */
function* cluesAt(
  book: ClueBook,
  words: readonly string[],
  start: number,
): Generator<{ clue: Clue; length: number }> {
  const word = words[start]!;
  const firsts = word.startsWith('و') && word.length > 3 ? [word, word.slice(1)] : [word];
  for (const first of firsts)
    for (let length = Math.min(first.length, book.longest); length >= Math.min(2, first.length); length--)
      for (const known of book.byFirst.get(first.slice(0, length)) ?? []) {
        const { words: own, front, clue } = known;
        const last = own.length - 1;
        const ends = length === first.length || (front && last === 0);
        const follows = own.every(
          (each, at) =>
            at === 0 ||
            words[start + at] === each ||
            (front && at === last && words[start + at]?.startsWith(each) === true),
        );
        if (ends && follows) yield { clue, length: own.length };
      }
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
