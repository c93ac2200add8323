// Compiles a line's words once for all listeners, language by language. Must not know how they listen.

import type { LanguageCode } from '../model/language.ts';
import type { Line } from '../model/line.ts';
import { type AsWritten, compileAsWritten } from './as-written.ts';
import { compileDangerEar, type DangerEar } from './danger-ear.ts';
import { compileGreetings, type GreetingWords } from './greeting.ts';
import { compileHeard, type HeardBook } from './heard.ts';
import { compilePlaces, type PlaceBook } from './heard-place.ts';
import { compileIntents, type IntentBook } from './intent.ts';
import { lightWordsOf } from './light-words.ts';
import { compileDangers, type DangerBook } from './urgent.ts';
import { compileLanguageNames, compileSpokenNames, type LanguageNames } from './wished-language.ts';

export type Ear = { readonly dangers: DangerBook; readonly intents: IntentBook; readonly heard: HeardBook };

export type Ears = {
  readonly asWritten: (words: readonly string[]) => AsWritten;
  /** The line's languages, and English always: a danger is heard in each of them. */
  readonly byLanguage: ReadonlyMap<LanguageCode, Ear>;
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
  const byLanguage = new Map<LanguageCode, Ear>();
  const not = new Set<string>();
  for (const [code, phrases] of line.phrases) {
    const light = lightWordsOf(code, phrases);
    for (const word of light.not) not.add(word);
    byLanguage.set(code, {
      dangers: compileDangers(phrases, light),
      intents: compileIntents(phrases, light),
      heard: compileHeard(phrases, light),
    });
  }
  return {
    asWritten: compileAsWritten(line),
    byLanguage,
    danger: compileDangerEar(line, signals),
    greetings: compileGreetings(line),
    places: compilePlaces(line),
    languageNames: compileLanguageNames(line),
    spokenNames: compileSpokenNames(line),
    not,
  };
}
