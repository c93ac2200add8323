// Turns words, and the named lists of the operator's patterns that they belong to, into hashed signs for the danger model.
// The names are the same in all languages, so that what is learned in one helps the others. Must not know dangers.

import type { Filled } from './find-patterns.ts';
import type { PatternBook } from './pattern-book.ts';

/** Sparse: `at` are cells of a table of `TABLE` cells, `value` their weights, unit length. */
export type Signs = { readonly at: Int32Array; readonly value: Float32Array };

export const TABLE = 1 << 17;
const WORD = 1.2;
const PAIR = 0.8;
const PART = 0.5;
const LIST = 1.6;
const LISTS = 1.4;
const SHORTEST_PART = 3;
const LONGEST_PART = 5;
const LONGEST_WORD = 24;
/** Words between two lists that still make a pair. */
const NEAR = 4;
const MOST = 900;
/** A shorter word that is in a list only but for a slip may as well be another word. */
const SHORTEST_SLIP = 5;

function cellOf(text: string, seed: number): number {
  let value = seed;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  value ^= value >>> 15;
  value = Math.imul(value, 0x2c1b3c6d);
  return ((value ^ (value >>> 13)) >>> 0) % TABLE;
}

/** Names of lists, and of concepts, by the position of the word that begins one. */
export type Listed = readonly (readonly string[])[];

export function listsAt(book: PatternBook, filled: Filled, words: readonly string[]): Listed {
  const listed: Set<string>[] = words.map(() => new Set());
  for (const [slot, spans] of filled) {
    const name = book.names[slot];
    if (name !== null && name !== undefined)
      for (const { start, slipped } of spans)
        if (!slipped || words[start]!.length >= SHORTEST_SLIP) listed[start]!.add(name);
  }
  words.forEach((word, at) => {
    for (const { feature, sureness } of book.concepts.of(word))
      if (sureness === 1 || word.length >= SHORTEST_SLIP) listed[at]!.add(`~${feature}`);
  });
  return listed.map((names) => [...names]);
}

/** Signs of the words from `start` to `end`. */
export function signsOf(words: readonly string[], listed: Listed, start: number, end: number): Signs {
  const cells = new Map<number, number>();
  const add = (text: string, seed: number, weight: number) => {
    if (cells.size < MOST) cells.set(cellOf(text, seed), weight);
  };
  for (let at = start; at < end; at++) {
    const word = words[at]!;
    add(word, 0x811c9dc5, WORD);
    if (at > start) add(`${words[at - 1]} ${word}`, 0x1b873593, PAIR);
    const marked = `_${word.slice(0, LONGEST_WORD)}_`;
    for (let length = SHORTEST_PART; length <= LONGEST_PART; length++)
      for (let from = 0; from + length <= marked.length; from++)
        add(marked.slice(from, from + length), 0x9e3779b9, PART);
    for (const name of listed[at]!) {
      add(name, 0x51ed270b, LIST);
      for (let next = at + 1; next < Math.min(end, at + 1 + NEAR); next++)
        for (const other of listed[next]!) add(`${name} ${other}`, 0x2545f491, LISTS);
    }
  }
  const at = Int32Array.from(cells.keys());
  const value = Float32Array.from(cells.values());
  let square = 0;
  for (const weight of value) square += weight * weight;
  const length = Math.sqrt(square) || 1;
  for (let index = 0; index < value.length; index++) value[index]! /= length;
  return { at, value };
}
