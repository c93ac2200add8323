// Which words of a language carry little meaning, and which turn a phrase round. Must not know what phrases mean.

import type { LanguageCode } from '../model/language.ts';
import type { Phrases } from '../model/phrase.ts';
import { LANGUAGE_WORDS } from './language-words.ts';
import { normalise, wordsOf } from './normalise.ts';

export type LightWords = {
  /** Function words of the language, and words that so many topics share that they tell none. */
  readonly light: ReadonlySet<string>;
  /** Function words alone: "delete my company" is not "delete", however many topics speak of companies. */
  readonly small: ReadonlySet<string>;
  readonly not: ReadonlySet<string>;
};

/** A word that so large a share of all groups of phrases uses tells none of them apart. */
const SHARED_BY = 0.3;
const FEWEST_GROUPS = 8;

const gathered = new WeakMap<Phrases, LightWords>();

const normalWords = (text: string): readonly string[] => wordsOf(normalise(text));

/** From the built-in list, and from the phrases themselves, so that a language without a list works too. Gathered once. */
export function lightWordsOf(language: LanguageCode, phrases: Phrases): LightWords {
  let light = gathered.get(phrases);
  if (light === undefined) {
    light = gather(language, phrases);
    gathered.set(phrases, light);
  }
  return light;
}

function gather(language: LanguageCode, phrases: Phrases): LightWords {
  const known = LANGUAGE_WORDS.find(({ code }) => code === language);
  const small = new Set(normalWords(`${known?.words ?? ''} ${known?.greetings ?? ''}`));
  const light = new Set(small);
  const not = new Set(normalWords(known?.not ?? ''));
  const groups = [...phrases.topics.values(), ...phrases.dangers.values()];
  if (groups.length >= FEWEST_GROUPS) {
    const uses = new Map<string, number>();
    for (const group of groups)
      for (const word of new Set(group.flatMap(normalWords))) uses.set(word, (uses.get(word) ?? 0) + 1);
    for (const [word, count] of uses) if (count / groups.length >= SHARED_BY) light.add(word);
  }
  return { light, small, not };
}
