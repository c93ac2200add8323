// Draws training examples: mostly short windows of sentences, some single words, spoiled now and then. Must not know models.

import type { ModelledScript } from '../../src/triage/language-model/script-gate.ts';
import type { Chance } from './chance.ts';
import type { Text } from './read-folder.ts';
import { spoil } from './spoil.ts';

/** What examples are drawn from: one text of one class. */
export type Pool = {
  readonly everyday: readonly string[];
  readonly others: readonly string[];
  readonly words: readonly string[];
  /** Rising sums of √count, for drawing a word. */
  readonly sums: readonly number[];
  /** Whole utterances: greetings and the like. */
  readonly openers: readonly string[];
  /** Names of things, one list per language. */
  readonly names: readonly (readonly string[])[];
};

/** How often an example is an opener, names of things, or words of the word list; the rest are windows of sentences. */
export type Share = { readonly openers: number; readonly names: number; readonly words: number };

/** Word lists shorter than this say too little about how often a word is used. */
const FEWEST_WORDS = 200;

export type Which = 'training' | 'held back' | 'all';

/** The examples of a text that may be drawn: what is held back, what is not, or all of it. */
export function poolOf(text: Text, which: Which, more: Pick<Pool, 'names' | 'openers'>): Pool {
  const chosen = text.sentences.filter(
    (sentence) => which === 'all' || sentence.heldBack === (which === 'held back'),
  );
  const words = text.words.length >= FEWEST_WORDS ? text.words : [];
  let sum = 0;
  return {
    everyday: chosen.filter((sentence) => sentence.everyday).map((sentence) => sentence.letters),
    others: chosen.filter((sentence) => !sentence.everyday).map((sentence) => sentence.letters),
    words: words.map(({ word }) => word),
    sums: words.map(({ count }) => {
      sum += Math.sqrt(count);
      return sum;
    }),
    ...more,
  };
}

function drawWord(pool: Pool, chance: Chance): string {
  const at = chance.next() * (pool.sums.at(-1) ?? 0);
  let low = 0;
  let high = pool.sums.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (pool.sums[middle]! < at) low = middle + 1;
    else high = middle;
  }
  return pool.words[low]!;
}

/** Everyday text gives at least half of the draws, and all the more where the rest is a few lines of one document. */
export function drawSentence({ everyday, others }: Pool, chance: Chance): string {
  const rest = Math.min(0.5, others.length / (others.length + everyday.length));
  const fromRest = everyday.length === 0 || chance.next() < rest;
  return chance.pick(fromRest ? others : everyday);
}

/** So many words in a row of a sentence; all of it when it has no more. */
export function windowOf(sentence: string, length: number, chance: Chance): string {
  const words = sentence.split(' ');
  if (words.length <= length) return sentence;
  const start = chance.below(words.length - length + 1);
  return words.slice(start, start + length).join(' ');
}

function drawLength(chance: Chance): number {
  const draw = chance.next();
  if (draw < 0.35) return 1 + chance.below(2);
  if (draw < 0.7) return 3 + chance.below(3);
  if (draw < 0.95) return 6 + chance.below(6);
  return Number.POSITIVE_INFINITY;
}

/** Names of one language in a row, cut to a length like a sentence's. */
function drawNames(pool: Pool, chance: Chance): string {
  const names = chance.pick(pool.names);
  const length = Math.min(drawLength(chance), 8);
  let out = chance.pick(names);
  while (out.split(' ').length < length) out += ` ${chance.pick(names)}`;
  return windowOf(out, length, chance);
}

/** One example of the class, spoiled now and then. */
export function drawExample(pool: Pool, share: Share, script: ModelledScript, chance: Chance): string {
  const draw = chance.next();
  if (draw < share.openers && pool.openers.length > 0)
    return spoil(chance.pick(pool.openers), script, chance);
  const names = share.openers + share.names;
  if (draw < names && pool.names.length > 0) return spoil(drawNames(pool, chance), script, chance);
  if (draw < names + share.words && pool.words.length > 0) {
    const first = drawWord(pool, chance);
    return spoil(chance.next() < 0.5 ? first : `${first} ${drawWord(pool, chance)}`, script, chance);
  }
  return spoil(windowOf(drawSentence(pool, chance), drawLength(chance), chance), script, chance);
}
