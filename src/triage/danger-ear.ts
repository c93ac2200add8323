// Hears danger in words: by the operator's phrases, by patterns, and by what was learned from both, in all languages at
// once. Must not know what is said about it.

import type { Line } from '../model/line.ts';
import type { Phrases } from '../model/phrase.ts';
import { lightWordsOf } from './light-words.ts';
import { normalise, wordsOf } from './normalise.ts';
import { dangersIn, HARMLESS, type PatternDanger } from './patterns/danger-pattern.ts';
import { fillSlots, findPatterns } from './patterns/find-patterns.ts';
import {
  type DangerGuess,
  guessDanger,
  guessIn,
  guessIntent,
  type IntentGuess,
  type LearnedSignals,
} from './patterns/guess-signals.ts';
import { intentsIn, type PatternIntent } from './patterns/intent-pattern.ts';
import { learnSignals } from './patterns/learn-signals.ts';
import { unpackSignals } from './patterns/pack-signals.ts';
import { compilePatterns, type PatternBook } from './patterns/pattern-book.ts';
import { type Listed, listsAt } from './patterns/signs.ts';
import type { Danger } from './urgent.ts';

/** What patterns and learning make of an utterance's words. */
export type DangerReading = {
  readonly words: readonly string[];
  readonly listed: Listed;
  readonly patterns: readonly PatternDanger[];
  /** Null where nothing was learned, as in a line of few phrases. */
  readonly guess: DangerGuess | null;
  readonly intent: IntentGuess | null;
  readonly intents: readonly PatternIntent[];
  /** Positions of the words of each look-alike pattern that is said. */
  readonly alikes: readonly (readonly number[])[];
};

export type DangerEar = {
  read(words: readonly string[]): DangerReading;
  /** How likely danger is where these words are and beside them; 1 where nothing was learned. */
  chanceAt(reading: DangerReading, at: readonly number[]): number;
  warm(): void;
};

/** Words beside a danger that help to judge it. */
const BESIDE = 3;

/** `pack` is what `learnSignals` left; without it the ear learns when first needed. */
export function compileDangerEar(line: Line, pack?: Uint8Array): DangerEar {
  const all = [...line.phrases.values()];
  const book = patternBookOf(all);
  const light = all.map((phrases) => [phrases.language, lightWordsOf(phrases.language, phrases)] as const);
  const not = new Map(light.map(([language, words]) => [language, words.not]));
  const small = new Map(light.map(([language, words]) => [language, words.small]));
  let learned: LearnedSignals | null | undefined = pack && (unpackSignals(pack) ?? undefined);
  const open = (): LearnedSignals | null => {
    if (learned === undefined) learned = learnNow(all, book);
    return learned;
  };
  return {
    read(words) {
      const filled = fillSlots(book, words);
      const listed = listsAt(book, filled, words);
      const matches = findPatterns(book, filled);
      const model = open();
      return {
        words,
        listed,
        patterns: dangersIn(matches, words, not),
        guess: model === null ? null : guessDanger(model, words, listed),
        intent: model === null ? null : guessIntent(model, words, listed),
        intents: intentsIn(matches, words, small),
        alikes: matches.flatMap(({ pattern, at, inOrder, gap }) =>
          pattern.label === HARMLESS && inOrder && gap <= 1 ? [at] : [],
        ),
      };
    },
    chanceAt({ words, listed }, at) {
      const model = open();
      if (model === null) return 1;
      const start = Math.max(0, at[0]! - BESIDE);
      const end = Math.min(words.length, at.at(-1)! + 1 + BESIDE);
      const near = guessIn(model, words, listed, start, end)?.chance ?? 0;
      return Math.max(near, (guessIn(model, words, listed, at[0]!, at.at(-1)! + 1)?.chance ?? 0) * BARE);
    },
    warm: () => void open(),
  };
}

/** The words of a danger without those beside them say it, but less surely: "i want to die" "for a good coffee". */
const BARE = 0.3;

/** The patterns of these languages; their everyday phrases say which words are spelled right. */
export function patternBookOf(all: readonly Phrases[]): PatternBook {
  const correct = new Set<string>();
  for (const { topics, none, harmless } of all)
    for (const text of [...[...topics.values()].flat(), ...none, ...harmless])
      for (const word of wordsOf(normalise(text))) correct.add(word);
  return compilePatterns(all, correct);
}

function learnNow(all: readonly Phrases[], book: PatternBook): LearnedSignals | null {
  const learning = learnSignals(all, book);
  for (;;) {
    const { done, value } = learning.next();
    if (done === true) return value;
  }
}

/** Below this chance a pattern's words mean something else here; from the second one a doubt needs no pattern. */
const PATTERN_FROM = 0.1;
const FIRM_FROM = 0.015;
const SLIPPED_FROM = 0.25;
const SURE_FROM = 0.4;
const PHRASE_FROM = 0.25;

/** The clearest danger among what phrases and patterns say, or null. `alikes` are the positions of each look-alike said. */
export function clearest(
  ear: DangerEar,
  reading: DangerReading,
  phrases: readonly Danger[],
  alikes: readonly (readonly number[])[],
): Danger | null {
  // A look-alike says all that the danger would say, and more.
  const isAlike = (telling: readonly number[]) =>
    alikes.some(
      (alike) => alike.length > telling.length && telling.every((position) => alike.includes(position)),
    );
  const said: Danger[] = [];
  for (const danger of phrases) {
    const chance = ear.chanceAt(reading, danger.at);
    if (chance >= (danger.sure ? PATTERN_FROM : PHRASE_FROM) && !isAlike(danger.telling))
      said.push({ ...danger, sure: danger.sure && chance >= SURE_FROM });
  }
  for (const { topic, sure, firm, slipped, at, written } of reading.patterns) {
    const chance = ear.chanceAt(reading, at);
    if (chance >= (firm ? FIRM_FROM : slipped ? SLIPPED_FROM : PATTERN_FROM) && !isAlike(at))
      said.push({
        topic,
        sure: sure && chance >= SURE_FROM,
        share: chance,
        at,
        telling: at,
        phrase: written,
      });
  }
  const rank = ({ topic, sure, share, at }: Danger) =>
    4 * Number(sure) + share + Math.min(at.length, 5) / 4 + (topic === reading.guess?.topic ? 1.5 : 0);
  return said.reduce<Danger | null>(
    (best, next) => (best === null || rank(next) > rank(best) ? next : best),
    null,
  );
}
