// Learns from all phrases and patterns of a line how dangers and intents sound, for what no pattern says.
// Must not know how it is used.

import type { Phrases } from '../../model/phrase.ts';
import { normalise, wordsOf } from '../normalise.ts';
import { softmax } from '../topics/logistic.ts';
import { fillSlots } from './find-patterns.ts';
import type { LearnedSignals } from './guess-signals.ts';
import type { PatternBook } from './pattern-book.ts';
import { listsAt, type Signs, signsOf, TABLE } from './signs.ts';

type Lesson = { readonly signs: Signs; readonly label: number; readonly weight: number };

const PASSES = 6;
const RATE = 0.4;
const START = 0.05;
const SHRINK = 1e-5;
const CLOSE = 0.004;
/** Lessons between two pauses. */
const SLICE = 100;
/** A danger that is missed is worse than a gentle question in vain; a look-alike was written down because it fools. */
const WEIGHT = { danger: 1.3, intent: 1, slipped: 0.4, pattern: 0.6, harmless: 1.5, other: 1 };
const SHORTEST_SLIP = 4;
/** Sentences written from one pattern. */
const WRITTEN = 2;
/** Words of one phrase that are read. */
const LONGEST = 28;
/** With fewer phrases than this nothing general can be learned. */
const FEWEST = 600;
/** Larger weights are cut to this before they are stored in one byte. */
const LARGEST = 8;

/**
 * Learns with a pause every few milliseconds: about two seconds for five languages. The same phrases give the same model.
 * Null where there is too little to learn from.
 */
export function* learnSignals(
  all: readonly Phrases[],
  book: PatternBook,
): Generator<void, LearnedSignals | null> {
  const labels: readonly string[] = [
    ...new Set(all.flatMap(({ dangers, intents }) => [...dangers.keys(), ...intents.keys()])),
  ];
  const columnOf = (label: string) => labels.indexOf(label) + 1;
  const texts = all.flatMap(({ topics, dangers, intents, none, harmless }) => [
    ...[...topics.values(), ...dangers.values(), ...intents.values()].flat(),
    ...none,
    ...harmless,
  ]);
  if (labels.length === 0 || texts.length < FEWEST) return null;
  const lessons: Lesson[] = [];
  const add = (text: string, label: number, weight: number) => {
    const words = wordsOf(normalise(text)).slice(0, LONGEST);
    if (words.length === 0) return;
    const listed = listsAt(book, fillSlots(book, words), words);
    lessons.push({ signs: signsOf(words, listed), label, weight });
  };
  for (const { dangers, harmless, topics: wishes, none, intents, greetings } of all) {
    for (const [label, own] of [...dangers, ...intents])
      for (const text of own) {
        add(text, columnOf(label), dangers.has(label) ? WEIGHT.danger : WEIGHT.intent);
        for (const turn of [0, 1]) add(slipped(text, turn), columnOf(label), WEIGHT.slipped);
      }
    yield;
    for (const text of harmless) add(text, 0, WEIGHT.harmless);
    // Topics about the line itself say what intents say: "i want to talk to a person".
    const others = [...wishes].flatMap(([topic, texts]) => (topic.startsWith('meta.') ? [] : [texts]));
    for (const texts of [...others, none, greetings]) {
      for (const text of texts) add(text, 0, WEIGHT.other);
      yield;
    }
  }
  for (const [at, pattern] of book.patterns.entries()) {
    const label = columnOf(pattern.label);
    const weight = label === 0 ? WEIGHT.harmless : pattern.doubtful ? WEIGHT.pattern / 2 : WEIGHT.pattern;
    for (let turn = 0; turn < WRITTEN; turn++) add(written(book, at, turn), label, weight);
    if (at % SLICE === 0) yield;
  }
  const weights = yield* learn(lessons, labels.length + 1);
  return { labels, ...inBytes(weights) };
}

function inBytes(weights: Float32Array): Pick<LearnedSignals, 'cells' | 'step'> {
  let most = 0.01;
  for (const weight of weights) most = Math.max(most, Math.abs(weight));
  const step = Math.min(most, LARGEST) / 127;
  const byte = (weight: number) => Math.max(-127, Math.min(127, Math.round(weight / step)));
  return { cells: Int8Array.from(weights, byte), step };
}

/** The text with slips of a thumb: in every second word of four letters or more one is lost, or two change places. */
function slipped(text: string, turn: number): string {
  let long = turn;
  return normalise(text)
    .split(' ')
    .map((word) => {
      if (word.length < SHORTEST_SLIP || long++ % 2 !== 0) return word;
      const at = 1 + ((word.length * 5 + long * 3) % (word.length - 2));
      const swapped = word[at + 1]! + word[at]!;
      return word.slice(0, at) + (long % 4 < 2 ? word.slice(at + 1) : swapped + word.slice(at + 2));
    })
    .join(' ');
}

/** A sentence from a pattern, other words at each turn. */
function written({ patterns, examples }: PatternBook, at: number, turn: number): string {
  return patterns[at]!.slots.map((slot, place) => {
    const wordings = examples[slot]!;
    return wordings[(at * 7 + place * 13 + turn * 31) % wordings.length]!;
  }).join(' ');
}

function* learn(lessons: readonly Lesson[], labels: number): Generator<void, Float32Array> {
  const weights = new Float32Array((TABLE + 1) * labels);
  const sums = new Float32Array((TABLE + 1) * labels).fill(START);
  const chances = new Float32Array(labels);
  const order = Int32Array.from(lessons, (_, at) => at);
  for (let turn = 0; turn < PASSES * order.length; turn++) {
    if (turn % order.length === 0) shuffle(order, 7 + turn);
    if (turn % SLICE === 0) yield;
    const { signs, label, weight } = lessons[order[turn % order.length]!]!;
    chancesOf(signs);
    for (let column = 0; column < labels; column++) {
      const off = (chances[column]! - (column === label ? 1 : 0)) * weight;
      if (Math.abs(off) < CLOSE) continue;
      change(TABLE * labels + column, off);
      for (let index = 0; index < signs.at.length; index++)
        change(signs.at[index]! * labels + column, off * signs.value[index]!);
    }
  }
  return weights;

  function chancesOf({ at, value }: Signs): void {
    chances.set(weights.subarray(TABLE * labels));
    for (let index = 0; index < at.length; index++) {
      const row = at[index]! * labels;
      for (let column = 0; column < labels; column++)
        chances[column]! += value[index]! * weights[row + column]!;
    }
    softmax(chances);
  }

  function change(cell: number, slope: number): void {
    const full = slope + SHRINK * weights[cell]!;
    sums[cell]! += full * full;
    weights[cell]! -= (RATE * full) / Math.sqrt(sums[cell]!);
  }
}

/** A fixed order that looks shuffled: the same lessons give the same model. */
function shuffle(order: Int32Array, seed: number): void {
  let state = seed;
  for (let at = order.length - 1; at > 0; at--) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const other = Math.floor((state / 0x100000000) * (at + 1));
    const kept = order[at]!;
    order[at] = order[other]!;
    order[other] = kept;
  }
}
