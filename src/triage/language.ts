// Hears which language an utterance is in: by script, then by everyday words and telling letters. Must not know topics.
// A first honest version; a trained model can take its place behind the same function.

import type { LanguageCode } from '../model/language.ts';
import type { LanguageGuess } from '../model/meaning.ts';
import { LANGUAGE_WORDS } from './language-words.ts';
import { lightly } from './normalise.ts';

const SCRIPTS: readonly (readonly [script: string, pattern: RegExp, weight: number])[] = [
  ['Arabic', /\p{Script=Arabic}/gu, 1],
  ['Ethiopic', /\p{Script=Ethiopic}/gu, 1.6],
  ['Cyrillic', /\p{Script=Cyrillic}/gu, 1],
  ['Bengali', /\p{Script=Bengali}/gu, 1],
  ['Greek', /\p{Script=Greek}/gu, 1],
  ['Han', /\p{Script=Han}/gu, 2.5],
  ['Latin', /\p{Script=Latin}/gu, 1],
];

/** Scripts that one known language writes; the rest need words and letters. */
const ONLY_LANGUAGE: ReadonlyMap<string, LanguageCode> = new Map([
  ['Bengali', 'bn'],
  ['Greek', 'el'],
  ['Han', 'zh'],
]);

/** Languages that the words and letters of a script choose between. */
const SCRIPT_LANGUAGES: ReadonlyMap<string, readonly LanguageCode[]> = new Map([
  ['Arabic', ['ar', 'fa', 'prs', 'ps', 'ur', 'ckb']],
  ['Cyrillic', ['uk', 'ru', 'bg']],
  ['Ethiopic', ['am', 'ti']],
  ['Latin', ['en', 'fr', 'de', 'tr', 'es', 'it', 'pt', 'pl', 'ro', 'sq', 'so', 'vi', 'nl', 'sv', 'ku']],
]);

/** The script that carries the utterance; Latin only when hardly anything else stands beside it, for names are Latin. */
export function scriptOf(light: string): string | null {
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(light)) return null;
  const weights = SCRIPTS.map(([script, pattern, weight]) => ({
    script,
    weight: (light.match(pattern)?.length ?? 0) * weight,
  }));
  const latin = weights.at(-1)!.weight;
  const other = weights.slice(0, -1).reduce((best, next) => (next.weight > best.weight ? next : best));
  if (other.weight + latin === 0) return null;
  return other.weight / (other.weight + latin) >= 0.3 ? other.script : 'Latin';
}

type Evidence = ReadonlyMap<string, ReadonlyMap<LanguageCode, number>>;

const WORD = 1;
const GREETING = 1.2;
const LETTER = 0.5;
/** A word of the operator's phrases counts, but less: phrases are full of words that languages share. */
const PHRASE_WORD = 0.35;

export type LanguageListener = (text: string) => LanguageGuess | null;

function gather(phraseWords: ReadonlyMap<LanguageCode, Iterable<string>>): {
  words: Evidence;
  letters: Evidence;
} {
  const words = new Map<string, Map<LanguageCode, number>>();
  const letters = new Map<string, Map<LanguageCode, number>>();
  const add = (
    to: Map<string, Map<LanguageCode, number>>,
    key: string,
    code: LanguageCode,
    weight: number,
  ) => {
    const known = to.get(key) ?? new Map<LanguageCode, number>();
    known.set(code, Math.max(known.get(code) ?? 0, weight));
    to.set(key, known);
  };
  for (const language of LANGUAGE_WORDS) {
    for (const word of `${language.words} ${language.not}`.split(' ')) add(words, word, language.code, WORD);
    for (const word of language.greetings.split(' ')) add(words, word, language.code, GREETING);
    for (const letter of language.letters ?? '') add(letters, letter, language.code, LETTER);
  }
  for (const [code, known] of phraseWords)
    for (const word of known) if (word.length > 2) add(words, word, code, PHRASE_WORD);
  return { words, letters };
}

/**
 * Makes a listener. `phraseWords` are the words of the line's own phrases per language (as `lightly` spells them),
 * which strengthen the built-in list. It answers null when nothing tells; confidence is 0 to 1.
 */
export function listenForLanguage(
  phraseWords: ReadonlyMap<LanguageCode, Iterable<string>>,
): LanguageListener {
  const { words, letters } = gather(phraseWords);
  return (text) => {
    const light = lightly(text);
    const script = scriptOf(light);
    if (script === null) return null;
    const only = ONLY_LANGUAGE.get(script);
    if (only !== undefined) return { code: only, confidence: 0.99 };
    const codes = SCRIPT_LANGUAGES.get(script);
    if (codes === undefined) return null;
    const scores = new Map<LanguageCode, number>(codes.map((code) => [code, 0]));
    const count = (known: ReadonlyMap<LanguageCode, number> | undefined) => {
      const among = [...(known ?? [])].filter(([code]) => scores.has(code));
      for (const [code, weight] of among) scores.set(code, scores.get(code)! + weight / among.length);
    };
    for (const word of light.split(' ').slice(0, 400)) {
      count(words.get(word) ?? words.get(word.replace(/(\p{L})\1{2,}/gu, '$1')));
      for (const letter of new Set(word)) count(letters.get(letter));
    }
    return best(scores);
  };
}

/** Farsi and Dari are one to the reader: Dari only adds to Farsi's evidence. */
function best(scores: Map<LanguageCode, number>): LanguageGuess | null {
  scores.set('fa', (scores.get('fa') ?? 0) + (scores.get('prs') ?? 0));
  scores.delete('prs');
  const [first, second] = [...scores].sort((one, other) => other[1] - one[1]);
  if (first === undefined || first[1] === 0) return null;
  const rival = second?.[1] ?? 0;
  if (first[1] === rival) return null;
  // The lead over the rival, damped while there is little evidence at all.
  return { code: first[0], confidence: Math.min(0.99, (first[1] + 0.1) / (first[1] + rival + 0.45)) };
}
