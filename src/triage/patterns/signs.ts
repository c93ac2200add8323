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

const SEED = { word: 0x811c9dc5, pair: 0x1b873593, part: 0x9e3779b9, list: 0x51ed270b, lists: 0x2545f491 };
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
    for (const { sign, sureness } of book.concepts.of(word))
      if (sureness === 1 || word.length >= SHORTEST_SLIP) listed[at]!.add(sign);
  });
  return listed.map((names) => [...names]);
}

/** The signs of an utterance before they are weighed together: those that begin at each word, one word after the other. */
export type WordSigns = {
  /** Where the signs of each word begin; one more than words. */
  readonly starts: readonly number[];
  readonly cells: readonly number[];
  readonly weights: readonly number[];
  /** The position before which all words of the sign stand. */
  readonly ends: readonly number[];
};

export function wordSigns(words: readonly string[], listed: Listed): WordSigns {
  const starts = [0];
  const cells: number[] = [];
  const weights: number[] = [];
  const ends: number[] = [];
  const add = (state: number, weight: number, end: number) => {
    cells.push(cellOf(state));
    weights.push(weight);
    ends.push(end);
  };
  words.forEach((word, at) => {
    add(read(word, SEED.word), WORD, at + 1);
    const next = words[at + 1];
    if (next !== undefined) add(read(next, mixed(read(word, SEED.pair), SPACE)), PAIR, at + 2);
    const length = Math.min(word.length, LONGEST_WORD);
    for (let from = -1; from + SHORTEST_PART <= length + 1; from++) {
      let state = SEED.part;
      for (let unit = from; unit < from + LONGEST_PART && unit <= length; unit++) {
        state = mixed(state, unit < 0 || unit === length ? EDGE : word.charCodeAt(unit));
        if (unit - from + 1 >= SHORTEST_PART) add(state, PART, at + 1);
      }
    }
    for (const name of listed[at]!) {
      add(read(name, SEED.list), LIST, at + 1);
      const begun = mixed(read(name, SEED.lists), SPACE);
      for (let other = at + 1; other < Math.min(words.length, at + 1 + NEAR); other++)
        for (const beside of listed[other]!) add(read(beside, begun), LISTS, other + 1);
    }
    starts.push(cells.length);
  });
  return { starts, cells, weights, ends };
}

/** A place for each cell of one text, found by trying one after the other; `turns` says for which text it was last taken. */
const PLACES = 4096;
const places = { cells: new Int32Array(PLACES), turns: new Int32Array(PLACES) };
let turn = 0;

/** Signs of the words from `start` to `end`; a sign that is there twice counts once. */
export function signsOf(signs: WordSigns, start: number, end: number): Signs {
  turn = (turn + 1) & 0x7fffffff;
  const first = signs.starts[start]!;
  const last = signs.starts[end]!;
  const most = Math.min(MOST, last - first);
  const at = new Int32Array(most);
  const value = new Float32Array(most);
  let found = 0;
  let square = 0;
  for (let index = first; index < last && found < most; index++) {
    if (signs.ends[index]! > end) continue;
    const cell = signs.cells[index]!;
    let place = cell & (PLACES - 1);
    while (places.turns[place] === turn && places.cells[place] !== cell) place = (place + 1) & (PLACES - 1);
    if (places.turns[place] === turn) continue;
    places.turns[place] = turn;
    places.cells[place] = cell;
    const weight = signs.weights[index]!;
    at[found] = cell;
    value[found++] = weight;
    square += weight * weight;
  }
  const length = Math.sqrt(square) || 1;
  for (let index = 0; index < found; index++) value[index]! /= length;
  return { at: at.subarray(0, found), value: value.subarray(0, found) };
}
