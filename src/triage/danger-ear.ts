// Hears danger in words: by the operator's phrases, by patterns, and by what was learned from both, in all languages at
// once. Must not know what is said about it.

import type { Line } from '../model/line.ts';
import type { Phrases } from '../model/phrase.ts';
import type { TopicCode } from '../model/topic.ts';
import { lightWordsOf } from './light-words.ts';
import { normalise, wordsOf } from './normalise.ts';
import { dangersIn, HARMLESS, type PatternDanger } from './patterns/danger-pattern.ts';
import { fillSlots, findPatterns } from './patterns/find-patterns.ts';
import {
  type DangerGuess,
  type Guesser,
  type IntentGuess,
  type LearnedSignals,
  openGuesser,
} from './patterns/guess-signals.ts';
import { intentsIn, type PatternIntent } from './patterns/intent-pattern.ts';
import { learnSignals } from './patterns/learn-signals.ts';
import { unpackSignals } from './patterns/pack-signals.ts';
import { compilePatterns, type PatternBook } from './patterns/pattern-book.ts';
import { listsAt } from './patterns/signs.ts';
import type { Danger } from './urgent.ts';

/** What patterns and learning make of an utterance's words. */
export type DangerReading = {
  readonly words: readonly string[];
  readonly patterns: readonly PatternDanger[];
  /** Null where nothing was learned, as in a line of few phrases. */
  readonly guess: DangerGuess | null;
  readonly intent: IntentGuess | null;
  readonly intents: readonly PatternIntent[];
  /** How likely danger is where these words are and beside them; 1 where nothing was learned. */
  chanceAt(at: readonly number[]): number;
  /** Positions of the words of each look-alike pattern that is said. */
  readonly alikes: readonly (readonly number[])[];
};

/** A danger that a phrase or pattern says. */
export type SaidDanger = Danger & {
  readonly by: 'phrase' | 'pattern';
  /** Said in order and in more than a word. */
  readonly firm: boolean;
  /** How likely danger is where it is said, 0 to 1; 1 where nothing was learned. */
  readonly here: number;
};

export type DangerEar = {
  read(words: readonly string[]): DangerReading;
  warm(): void;
};

/** Words beside a danger that help to judge it. */
const BESIDE = 3;

/** `pack` gives what `learnSignals` left, when it is first needed; without it the ear learns then. */
export function compileDangerEar(line: Line, pack?: () => Uint8Array | undefined): DangerEar {
  const all = [...line.phrases.values()];
  const book = patternBookOf(all);
  const light = all.map((phrases) => [phrases.language, lightWordsOf(phrases.language, phrases)] as const);
  const not = new Map(light.map(([language, words]) => [language, words.not]));
  const small = new Map(light.map(([language, words]) => [language, words.small]));
  let guesserOf: ReturnType<typeof openGuesser> | null | undefined;
  const open = () => {
    if (guesserOf === undefined) {
      const bytes = pack?.();
      const learned = (bytes && unpackSignals(bytes)) ?? learnNow(all, book);
      guesserOf = learned && openGuesser(learned);
    }
    return guesserOf;
  };
  return {
    read(words) {
      const filled = fillSlots(book, words);
      const matches = findPatterns(book, filled);
      const guesser = open()?.(words, listsAt(book, filled, words)) ?? null;
      const guess = guesser?.hear();
      return {
        words,
        patterns: dangersIn(matches, words, not),
        guess: guess?.danger ?? null,
        intent: guess?.intent ?? null,
        intents: intentsIn(matches, words, small),
        chanceAt: (at) => (guesser === null ? 1 : chanceAt(guesser, at, words.length)),
        alikes: matches.flatMap(({ pattern, at, inOrder, gap }) =>
          pattern.label === HARMLESS && inOrder && gap <= 1 ? [at] : [],
        ),
      };
    },
    warm: () => void open(),
  };
}

/** The words of a danger without those beside them say it, but less surely: "i want to die" "for a good coffee". */
const BARE = 0.3;

function chanceAt({ dangerIn }: Guesser, at: readonly number[], words: number): number {
  const chance = (start: number, end: number) => dangerIn(start, end)?.chance ?? 0;
  const [first, last] = [at[0]!, at.at(-1)! + 1];
  const near = chance(Math.max(0, first - BESIDE), Math.min(words, last + BESIDE));
  return Math.max(near, chance(first, last) * BARE);
}

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

/** All that phrases and patterns say of danger, but for what a look-alike explains. `alikes` are its words' positions. */
export function saidOf(
  reading: DangerReading,
  phrases: readonly Danger[],
  alikes: readonly (readonly number[])[],
): readonly SaidDanger[] {
  // A look-alike says all that the danger would say, and more.
  const isAlike = (telling: readonly number[]) =>
    alikes.some(
      (alike) => alike.length > telling.length && telling.every((position) => alike.includes(position)),
    );
  const said: SaidDanger[] = [];
  for (const danger of phrases)
    if (!isAlike(danger.telling))
      said.push({ ...danger, firm: danger.sure, by: 'phrase', here: reading.chanceAt(danger.at) });
  for (const { topic, sure, firm, at, written } of reading.patterns) {
    if (isAlike(at)) continue;
    const here = reading.chanceAt(at);
    said.push({ topic, sure, firm, share: here, at, telling: at, phrase: written, by: 'pattern', here });
  }
  return said;
}

/** The clearest danger among what is said, or null. */
export function clearest(said: readonly SaidDanger[], guessed: TopicCode | undefined): SaidDanger | null {
  const rank = ({ topic, sure, here, at }: SaidDanger) =>
    4 * Number(sure) + here + Math.min(at.length, 5) / 4 + (topic === guessed ? 1.5 : 0);
  return said.reduce<SaidDanger | null>(
    (best, next) => (best === null || rank(next) > rank(best) ? next : best),
    null,
  );
}
