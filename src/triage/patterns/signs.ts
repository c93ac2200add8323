// Turns words, and the named lists of the operator's patterns that they belong to, into hashed signs for the danger model.
// The names are the same in all languages, so that what is learned in one helps the others. Must not know dangers.

import type { Filled } from './find-patterns.ts';
import { type PatternBook, SHORTEST_SLIP } from './pattern-book.ts';

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
/** The most words that one sign spans. */
export const WIDEST = NEAR + 1;

const SEED = { word: 0x811c9dc5, pair: 0x1b873593, part: 0x9e3779b9, lists: 0x2545f491 };
const SPACE = 0x20;
const EDGE = 0x5f;

const mixed = (state: number, unit: number): number => Math.imul(state ^ unit, 0x01000193);

function read(text: string, seed: number): number {
  let state = seed;
  for (let at = 0; at < text.length; at++) state = mixed(state, text.charCodeAt(at));
  return state;
}

function cellOf(state: number): number {
  let value = state;
  value ^= value >>> 15;
  value = Math.imul(value, 0x2c1b3c6d);
  return ((value ^ (value >>> 13)) >>> 0) % TABLE;
}

/** Numbers of lists, and of concepts, by the position of the word that begins one. */
export type Listed = readonly (readonly number[])[];

export function listsAt(
  book: PatternBook,
  { begun, spans: filled }: Filled,
  words: readonly string[],
): Listed {
  const listed: number[][] = words.map(() => []);
  const note = (at: number, list: number) => {
    if (!listed[at]!.includes(list)) listed[at]!.push(list);
  };
  for (const [slot, spans] of filled) {
    const list = book.lists[slot];
    if (list !== null && list !== undefined)
      for (const { start, slipped } of spans)
        if (!slipped || words[start]!.length >= SHORTEST_SLIP) note(start, list);
  }
  begun.forEach(({ concepts }, at) => {
    for (const concept of concepts) note(at, concept);
  });
  return listed;
}

/** Takes one sign: its cell of a table of `TABLE` cells, and its weight before all are made unit length together. */
export type TakeSign = (cell: number, weight: number) => void;

/** The signs that a word has by itself: the word and its parts. */
export function signsOfWord(word: string, take: TakeSign): void {
  take(cellOf(read(word, SEED.word)), WORD);
  const length = Math.min(word.length, LONGEST_WORD);
  for (let from = -1; from + SHORTEST_PART <= length + 1; from++) {
    let state = SEED.part;
    for (let unit = from; unit < from + LONGEST_PART && unit <= length; unit++) {
      state = mixed(state, unit < 0 || unit === length ? EDGE : word.charCodeAt(unit));
      if (unit - from + 1 >= SHORTEST_PART) take(cellOf(state), PART);
    }
  }
}

/** The signs that begin at the word at `at` by what stands around it; each spans so many words, at most `WIDEST`. */
export function signsAround(
  words: readonly string[],
  listed: Listed,
  at: number,
  take: (cell: number, weight: number, span: number) => void,
): void {
  const next = words[at + 1];
  if (next !== undefined) take(cellOf(read(next, mixed(read(words[at]!, SEED.pair), SPACE))), PAIR, 2);
  for (const list of listed[at]!) {
    take(cellOf(list), LIST, 1);
    const begun = Math.imul(list ^ SEED.lists, 0x85ebca6b);
    const end = Math.min(words.length, at + WIDEST);
    for (let other = at + 1; other < end; other++)
      for (const beside of listed[other]!) take(cellOf(begun ^ beside), LISTS, other + 1 - at);
  }
}

/** All signs of some words, weighed together: cells of the table and values of unit length. */
export type Signs = { readonly at: Int32Array; readonly value: Float32Array };

export function signsOf(words: readonly string[], listed: Listed): Signs {
  const cells: number[] = [];
  const weights: number[] = [];
  const take: TakeSign = (cell, weight) => {
    cells.push(cell);
    weights.push(weight);
  };
  words.forEach((word, at) => {
    signsOfWord(word, take);
    signsAround(words, listed, at, take);
  });
  const length = Math.sqrt(weights.reduce((sum, weight) => sum + weight * weight, 0)) || 1;
  return { at: Int32Array.from(cells), value: Float32Array.from(weights, (weight) => weight / length) };
}
