// Compiles a line's words once for all listeners. Must not know how they listen.

import type { Line } from '../model/line.ts';
import { type AsWritten, compileAsWritten } from './as-written.ts';
import { type ClueBook, compileClues } from './clues.ts';
import { compileDangerEar, type DangerEar } from './danger-ear.ts';
import { compileGreetings, type GreetingWords } from './greeting.ts';
import { type HeardPhrase, heardPhrases, heardWordings } from './heard.ts';
import { compilePlaces, type PlaceBook } from './heard-place.ts';
import {
  compileIntents,
  type IntentBook,
  type IntentPhrase,
  intentPhrases,
  intentWordings,
} from './intent.ts';
import { lightWordsOf } from './light-words.ts';
import { normalise, wordsOf } from './normalise.ts';
import { compilePhrases, type Phrasebook } from './phrase-match.ts';
import {
  compileDangers,
  type DangerBook,
  type DangerPhrase,
  dangerPhrases,
  dangerWordings,
} from './urgent.ts';
import { compileLanguageNames, compileSpokenNames, type LanguageNames } from './wished-language.ts';
import { indexWords, type WordIndex } from './word-index.ts';

export type EarPhrase = DangerPhrase | IntentPhrase | HeardPhrase;

export type Ears = {
  readonly asWritten: (words: readonly string[]) => AsWritten;
  /** All words of the phrases below. */
  readonly index: WordIndex;
  /** The phrases of all who listen for phrases, looked for together. */
  readonly phrases: Phrasebook<EarPhrase>;
  /** The line's languages, and English always: a danger is heard in each of them. */
  readonly dangers: DangerBook;
  readonly intents: IntentBook;
  readonly clues: readonly ClueBook[];
  readonly danger: DangerEar;
  readonly greetings: GreetingWords;
  readonly places: PlaceBook;
  readonly languageNames: LanguageNames;
  /** Of all languages that a helper may speak. */
  readonly spokenNames: LanguageNames;
  /** Words of all languages that deny. */
  readonly not: ReadonlySet<string>;
};

/** Some tens of milliseconds for five languages of a thousand phrases each; `signals` gives what was learned of dangers and intents. */
export function compileEars(line: Line, signals?: () => Uint8Array | undefined): Ears {
  const split = (text: string) => wordsOf(normalise(text));
  const languages = [...line.phrases].map(([code, phrases]) => ({
    phrases,
    light: lightWordsOf(code, phrases),
  }));
  const dangers = languages.map(({ phrases, light }) => dangerWordings(phrases, light, split));
  const intents = languages.map(({ phrases, light }) => intentWordings(phrases, light, split));
  const heard = languages.map(({ phrases, light }) => heardWordings(phrases, light));
  const index = indexWords([
    ...dangers.flatMap((each) => [...each.dangers.flatMap(({ words }) => words), ...each.harmless.flat()]),
    ...intents.flatMap((each) => each.intents.flatMap(({ words }) => words)),
    ...heard.flatMap(({ statuses, needs, stages }) =>
      [...statuses, ...needs, ...stages].flatMap(({ words }) => words),
    ),
  ]);
  return {
    asWritten: compileAsWritten(line),
    index,
    phrases: compilePhrases<EarPhrase>(index, [
      ...dangers.flatMap(dangerPhrases),
      ...intents.map(intentPhrases),
      ...heard.map(heardPhrases),
    ]),
    dangers: compileDangers(index, dangers),
    intents: compileIntents(index, intents),
    clues: compileClues(languages),
    danger: compileDangerEar(line, signals),
    greetings: compileGreetings(line),
    places: compilePlaces(line),
    languageNames: compileLanguageNames(line),
    spokenNames: compileSpokenNames(line),
    not: new Set(languages.flatMap(({ light }) => [...light.not])),
  };
}
