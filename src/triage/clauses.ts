// Cuts a message into the wishes it may hold, for the second topic of a mixed one. Must not know topics.

import { JOINING_WORDS } from './language-words.ts';
import type { Piece } from './pieces.ts';

const MOST = 6;
const FEWEST_WORDS = 2;
const MOST_WORDS = 40;

/** The words of clauses of two or more, at most six; a message of one wish gives one clause. */
export function clausesOf(pieces: readonly Piece[]): readonly (readonly string[])[] {
  const clauses: (readonly string[])[] = [];
  for (const { words } of pieces) {
    let clause: string[] = [];
    const close = () => {
      if (clause.length >= FEWEST_WORDS) clauses.push(clause.slice(0, MOST_WORDS));
      clause = [];
    };
    for (const word of words)
      if (JOINING_WORDS.has(word)) close();
      else clause.push(word);
    close();
  }
  return clauses.slice(0, MOST);
}
