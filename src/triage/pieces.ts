// Cuts a message at its signs into what is said in one breath. Must not know what is said.

import { normalise, withoutAddresses, wordsOf } from './normalise.ts';

const MOST_LETTERS = 4000;
const MOST_PIECES = 80;
const SENTENCES = /[.!?;\n؛؟。！？።]/u;
const CLAUSES = /[,:،()/|–—，፣]| - /u;

/** What stands between commas, full stops and the like. */
export type Piece = {
  /** One normalised word or more. */
  readonly words: readonly string[];
  /** The first of its sentence. */
  readonly opens: boolean;
};

/** The message cut at its signs, at most eighty pieces. `words` are those of the whole, which most messages are in one piece. */
export function piecesOf(text: string, words: readonly string[]): readonly Piece[] {
  if (!SENTENCES.test(text) && !CLAUSES.test(text)) return words.length === 0 ? [] : [{ words, opens: true }];
  const pieces: Piece[] = [];
  for (const sentence of withoutAddresses(text.slice(0, MOST_LETTERS)).split(SENTENCES)) {
    let opens = true;
    for (const piece of sentence.split(CLAUSES)) {
      const own = wordsOf(normalise(piece));
      if (own.length === 0) continue;
      pieces.push({ words: own, opens });
      opens = false;
      if (pieces.length === MOST_PIECES) return pieces;
    }
  }
  return pieces;
}
