// Tells which script carries an utterance, by counting letters. Must not know words.

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
const ONLY_LATIN = /^[a-zà-öø-ÿ' ]*$/u;
const UNKNOWN = ['unknown', /^/u, 1] as const;
const KANA = /[\p{Script=Hiragana}\p{Script=Katakana}]/u;
const LETTER = /\p{L}/u;
/** Names and loan words in Latin letters are common beside any other script. */
const BESIDE_LATIN = 0.3;

const NONE = 1;
const KANA_KIND = 2;
const OTHER = 3;
const FIRST = 4;

/** No letter, kana, a letter of no counted script, or `FIRST` and the place in `COUNTED`. */
function kindOf(character: string): number {
  if (!LETTER.test(character)) return NONE;
  if (KANA.test(character)) return KANA_KIND;
  const place = COUNTED.findIndex(([, pattern]) => pattern.test(character));
  return place < 0 ? OTHER : FIRST + place;
}

/** The kind of each character of the first plane; 0 where the patterns have not been asked yet. */
const known = new Uint8Array(0x10000);

function knownKindOf(code: number): number {
  if (code > 0xffff) return kindOf(String.fromCodePoint(code));
  if (known[code] === 0) known[code] = kindOf(String.fromCharCode(code));
  return known[code]!;
}

/** The script of a text from `lettersOf`; null when it has no letters. Kana make Han Japanese, which is unknown. */
export function scriptOf(letters: string): Script | null {
  const weights = new Map<Script, number>();
  let latin = 0;
  for (let at = 0; at < letters.length; at++) {
    const code = letters.codePointAt(at)!;
    if (code > 0xffff) at++;
    const kind = knownKindOf(code);
    if (kind === NONE) continue;
    if (kind === KANA_KIND) return 'unknown';
    const [script, , weight] = kind === OTHER ? UNKNOWN : COUNTED[kind - FIRST]!;
    if (script === 'Latin') latin += weight;
    else weights.set(script, (weights.get(script) ?? 0) + weight);
  }
  if (weights.size === 0) return latin > 0 ? 'Latin' : null;
  const [best, weight] = [...weights].reduce((most, next) => (next[1] > most[1] ? next : most));
  return weight / (weight + latin) >= BESIDE_LATIN ? best : 'Latin';
}

/** Only the words that hold a letter of this script: a name in Latin letters says nothing about Pashto. */
export function wordsIn(script: Script, letters: string): string {
  const pattern = COUNTED.find(([name]) => name === script)?.[1];
  if (pattern === undefined) return letters;
  if (script === 'Latin' && ONLY_LATIN.test(letters)) return letters;
  return letters
    .split(' ')
    .filter((word) => pattern.test(word))
    .join(' ');
}
