// Tells an utterance that is a greeting and nothing more. Must not know what is answered.

import type { Line } from '../model/line.ts';
import { LANGUAGE_WORDS } from './language-words.ts';
import { normalise, wordsOf } from './normalise.ts';

/** Words, and as many emoji. */
const LONGEST = 6;
const EMOJI = /^\p{Extended_Pictographic}+$/u;

export type GreetingWords = { readonly whole: ReadonlySet<string>; readonly words: ReadonlySet<string> };

/** From the operator's greetings in every language, and the built-in ones. */
export function compileGreetings(line: Line): GreetingWords {
  const whole = [...line.phrases.values()].flatMap(({ greetings }) => greetings.map(normalise));
  const words = LANGUAGE_WORDS.flatMap(({ greetings }) => wordsOf(normalise(greetings)));
  return { whole: new Set(whole.filter(Boolean)), words: new Set(words) };
}

/** True for `hi`, `Hellooo!`, `guten morgen`, `سلام 👋`. */
export function isGreeting(known: GreetingWords, all: readonly string[]): boolean {
  if (all.length > 2 * LONGEST) return false;
  const words = all.filter((word) => !EMOJI.test(word));
  if (words.length === 0 || words.length > LONGEST) return false;
  const said = words.join(' ');
  return (
    known.whole.has(said) ||
    known.whole.has(short(said)) ||
    words.every((word) => known.words.has(word) || known.words.has(short(word)))
  );
}

/** `helloo` → `hello`. */
function short(text: string): string {
  return text.replace(/(\p{L})\1(?=\P{L}|$)/gu, '$1');
}
