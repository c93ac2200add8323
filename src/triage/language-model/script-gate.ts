// Tells which script carries an utterance, by counting letters. Must not know words.

import { remember } from '../remember.ts';

export const MODELLED = ['Arabic', 'Ethiopic', 'Cyrillic', 'Latin'] as const;
/** Scripts whose languages the model tells apart. */
export type ModelledScript = (typeof MODELLED)[number];
/** `unknown`: letters, but of no script that a known language writes. */
export type Script = ModelledScript | 'Bengali' | 'Greek' | 'Han' | 'unknown';

const COUNTED: readonly (readonly [script: Script, pattern: RegExp, weight: number])[] = [
  ['Latin', /\p{Script=Latin}/u, 1],
  ['Arabic', /\p{Script=Arabic}/u, 1],
  ['Cyrillic', /\p{Script=Cyrillic}/u, 1],
  ['Ethiopic', /\p{Script=Ethiopic}/u, 1.6],
  ['Bengali', /\p{Script=Bengali}/u, 1],
  ['Greek', /\p{Script=Greek}/u, 1],
  ['Han', /\p{Script=Han}/u, 2.5],
];
const KANA = /[\p{Script=Hiragana}\p{Script=Katakana}]/u;
const LETTER = /\p{L}/u;
/** Names and loan words in Latin letters are common beside any other script. */
const BESIDE_LATIN = 0.3;

function scriptOfLetter(letter: string): readonly [Script, number] {
  for (const [script, pattern, weight] of COUNTED) if (pattern.test(letter)) return [script, weight];
  return ['unknown', 1];
}

type Counted = readonly [Script | 'kana' | null, number];

/** More than all scripts of the world's everyday writing have. */
const MOST_REMEMBERED = 5000;

/** The patterns are asked once for each character. */
const countedAs = remember((character): Counted => {
  if (!LETTER.test(character)) return [null, 0];
  return KANA.test(character) ? ['kana', 0] : scriptOfLetter(character);
}, MOST_REMEMBERED);

/** The script of a text from `lettersOf`; null when it has no letters. Kana make Han Japanese, which is unknown. */
export function scriptOf(letters: string): Script | null {
  const weights = new Map<Script, number>();
  for (const letter of letters) {
    const [script, weight] = countedAs(letter);
    if (script === null) continue;
    if (script === 'kana') return 'unknown';
    weights.set(script, (weights.get(script) ?? 0) + weight);
  }
  const latin = weights.get('Latin') ?? 0;
  weights.delete('Latin');
  const [best] = [...weights].sort((one, other) => other[1] - one[1]);
  if (best === undefined) return latin > 0 ? 'Latin' : null;
  return best[1] / (best[1] + latin) >= BESIDE_LATIN ? best[0] : 'Latin';
}

/** Only the words that hold a letter of this script: a name in Latin letters says nothing about Pashto. */
export function wordsIn(script: Script, letters: string): string {
  const pattern = COUNTED.find(([name]) => name === script)?.[1];
  if (pattern === undefined) return letters;
  return letters
    .split(' ')
    .filter((word) => pattern.test(word))
    .join(' ');
}
