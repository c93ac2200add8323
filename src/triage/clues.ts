// Compiles the clues of all languages, the words that say who and when, and finds which language's clues a message is
// written with. Must not know what they tell.

import { CLUES, type Clue, type Phrases } from '../model/phrase.ts';
import type { LightWords } from './light-words.ts';
import { normalise, wordsOf } from './normalise.ts';
import { remember } from './remember.ts';

/** A clue's words; `front`: the last of them may go on. `language` is the number of its book. */
type Clued = {
  readonly clue: Clue;
  readonly words: readonly string[];
  readonly front: boolean;
  readonly language: number;
};

/** The clues of all languages whose first word a written word may be. */
type CluesBegun = (word: string) => readonly Clued[];

export type ClueBook = {
  readonly language: number;
  readonly begun: CluesBegun;
  readonly joining: ReadonlySet<string>;
  /** Words that say "in", from `staying`. */
  readonly inside: ReadonlySet<string>;
  readonly small: ReadonlySet<string>;
  readonly not: ReadonlySet<string>;
};

type CluesOf = { readonly phrases: Phrases; readonly light: LightWords };

/** One book for each language, in their order. */
export function compileClues(languages: readonly CluesOf[]): readonly ClueBook[] {
  const clued = languages.flatMap(({ phrases }, language) =>
    CLUES.flatMap((clue) =>
      (phrases.clues?.get(clue) ?? []).map(
        (text): Clued => ({ clue, words: wordsOf(normalise(text)), front: text.endsWith('~'), language }),
      ),
    ),
  );
  const begun = indexClues(clued);
  return languages.map(({ phrases: { clues }, light: { small, not } }, language) => {
    const own = clued.filter((each) => each.language === language && each.clue === 'own');
    const owning = new Set(own.map(({ words }) => words[0]));
    return {
      language,
      begun,
      joining: new Set((clues?.get('joining') ?? []).map(normalise)),
      inside: new Set((clues?.get('staying') ?? []).flatMap((text) => wordsOf(normalise(text)).at(-1) ?? [])),
      small,
      // `n'ai` denies, and falls into two words of which one does not.
      not: new Set([...not].filter((word) => !owning.has(word))),
    };
  });
}

/** `cousins` begins with `cousin~`; Arabic writes `and` onto the word that it joins. */
function indexClues(clued: readonly Clued[]): CluesBegun {
  const byFirst = new Map<string, Clued[]>();
  let longest = 0;
  for (const each of clued) {
    const first = each.words[0];
    if (first === undefined) continue;
    const same = byFirst.get(first);
    if (same === undefined) byFirst.set(first, [each]);
    else same.push(each);
    longest = Math.max(longest, first.length);
  }
  const look = (word: string): readonly Clued[] => {
    const found: Clued[] = [];
    const firsts = word.startsWith('و') && word.length > 3 ? [word, word.slice(1)] : [word];
    for (const first of firsts)
      for (let length = Math.min(first.length, longest); length >= Math.min(2, first.length); length--)
        for (const known of byFirst.get(first.slice(0, length)) ?? [])
          if (length === first.length || (known.front && known.words.length === 1)) found.push(known);
    return found;
  };
  return remember(look);
}

const NO_CLUES: ClueBook = {
  language: -1,
  begun: () => [],
  joining: new Set(),
  inside: new Set(),
  small: new Set(),
  not: new Set(),
};

/** The clues of the language that most words of the message belong to; none for a message of names. */
export function cluesFor(
  books: readonly ClueBook[],
  pieces: readonly { readonly words: readonly string[] }[],
): ClueBook {
  const shared = books.map(() => 0);
  const begun = books[0]?.begun ?? NO_CLUES.begun;
  for (const { words } of pieces)
    words.forEach((word, at) => {
      const clues = begun(word).filter((clued) => follows(clued, words, at));
      for (const { small, language } of books)
        if (small.has(word) || clues.some((clued) => clued.language === language)) shared[language]! += 1;
    });
  let best = NO_CLUES;
  for (const book of books) if (shared[book.language]! > (shared[best.language] ?? 0)) best = book;
  return best;
}

/** Whether the clue that begins at `start` goes on there. */
export function follows({ words: own, front }: Clued, words: readonly string[], start: number): boolean {
  for (let at = 1; at < own.length; at++) {
    const word = words[start + at];
    if (word === own[at]) continue;
    if (!front || at < own.length - 1 || word?.startsWith(own[at]!) !== true) return false;
  }
  return true;
}
