// Makes an utterance comparable: one spelling for each word, bounded in length. Must not know what words mean.

import { remember } from './remember.ts';

/** UTF-16 units that are read: the head, and the tail of what is longer, because a danger often comes last. */
const HEAD = 3000;
const TAIL = 1000;

/** Letters that people and keyboards swap. Arabic letters become the Persian form, which most keyboards share. */
const LETTERS = new Map<string, string>(
  Object.entries({
    ي: 'ی',
    ى: 'ی',
    ې: 'ی',
    ۍ: 'ی',
    ے: 'ی',
    ێ: 'ی',
    ك: 'ک',
    ڪ: 'ک',
    ة: 'ه',
    ە: 'ه',
    ہ: 'ه',
    ھ: 'ه',
    ۃ: 'ه',
    ٱ: 'ا',
    ۆ: 'و',
    ګ: 'گ',
    ء: '',
    ё: 'е',
    ґ: 'г',
    ı: 'i',
    ß: 'ss',
    ø: 'o',
    ł: 'l',
    đ: 'd',
    ð: 'd',
    þ: 'th',
    æ: 'ae',
    œ: 'oe',
    ħ: 'h',
    ŋ: 'ng',
    ς: 'σ',
    ـ: '',
    '\u200c': ' ',
    '\u200d': '',
    '\u00ad': '',
    '\ufe0f': '',
    '\ufe0e': '',
    '\u20e3': '',
  }),
);

/** Ethiopic rows that sound alike: every vowel order of the second row is written as the first. */
const ETHIOPIC_ROWS: readonly (readonly [to: number, from: number])[] = [
  [0x1200, 0x1210],
  [0x1200, 0x1280],
  [0x1230, 0x1220],
  [0x12a0, 0x12d0],
  [0x1338, 0x1340],
];
for (const [to, from] of ETHIOPIC_ROWS)
  for (let order = 0; order < 7; order++)
    LETTERS.set(String.fromCodePoint(from + order), String.fromCodePoint(to + order));
for (let digit = 1; digit <= 9; digit++) LETTERS.set(String.fromCodePoint(0x1368 + digit), String(digit));

const LATIN = /^[a-z]$/u;
const WORD_CHARACTER = /[\p{L}\p{M}]/u;
const DIGIT = /\p{Nd}/u;
const WORD_BY_ITSELF = /\p{Script=Han}|\p{Extended_Pictographic}/u;
const APOSTROPHES = new Set(["'", '’', '‘', 'ʼ', '`', '´', 'ʹ', '＇', '′']);
// Latin, Greek and Cyrillic accents, Hebrew points, Arabic vowel marks: left out by people who type fast.
const DROPPED_MARKS =
  /[\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u200b\u200e\u200f\u061c\u202a-\u202e\u2060-\u2069\ufeff]/gu;

/** Cuts what is too long to read and the piles of combining marks that make reading slow. */
function bound(text: string): string {
  const cut = text.length > HEAD + TAIL ? `${text.slice(0, HEAD)} ${text.slice(-TAIL)}` : text;
  return cut.replace(/(\p{M}{3})\p{M}+/gu, '$1');
}

const ADDRESS = /@|:\/\/|www\./u;
const isWord = (word: string): boolean =>
  !word.includes('://') && !word.startsWith('www.') && !/[^\s]@[^\s]/u.test(word);

/** Addresses say nothing that a listener knows. Word by word, because a pattern for them would backtrack. */
export function withoutAddresses(text: string): string {
  if (!ADDRESS.test(text)) return text;
  return text
    .split('\n')
    .map((row) => row.split(/\s/u).filter(isWord).join(' '))
    .join('\n');
}

/** `٢` → 2. A digit's value is its distance from the zero of its run of ten. */
function digitValue(digit: string): string {
  const code = digit.codePointAt(0)!;
  let value = 0;
  while (value < 9 && DIGIT.test(String.fromCodePoint(code - value - 1))) value++;
  return String(value);
}

/** For language listening, where the spelling is the evidence: lower case, words and spaces only, marks kept. */
export function lightly(text: string): string {
  return withoutAddresses(bound(text))
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\u064b-\u065f\u0670\u0640]/gu, '')
    .replace(/[^\p{L}\p{M}\u200c'’]+/gu, ' ')
    .trim();
}

/**
 * The spelling that every later listener compares: words with one space between, at most 4,001 units.
 * `Müller's  ＣＡＦÉ!!` → `mullers cafe`; `أُريدُ` → `ارید`; `٢٣` → `23`; `helloooo` → `helloo`; an emoji is a word.
 */
export function normalise(text: string): string {
  return PLAIN.test(text) && !text.toLowerCase().includes('www.') ? plainly(text) : fully(text);
}

function fully(text: string): string {
  return bound(text)
    .split(/\s+/u)
    .filter(isWord)
    .map(foldedOnce)
    .join(' ')
    .slice(0, HEAD + TAIL + 1)
    .replace(/ +/gu, ' ')
    .trim();
}

/** What stands between two spaces; signs in it become spaces. */
function folded(written: string): string {
  const letters = written
    .normalize('NFKC')
    .slice(0, HEAD + TAIL + 1)
    .toLowerCase()
    .normalize('NFD')
    .replace(DROPPED_MARKS, '')
    .normalize('NFC');
  let out = '';
  let wordStart = 0;
  for (const character of letters) {
    if (APOSTROPHES.has(character)) out += isElision(out.slice(wordStart)) ? ' ' : '';
    else out += spelled(character);
    if (out.endsWith(' ')) wordStart = out.length;
  }
  return out.replace(/(\p{L})\1{2,}/gu, '$1$1');
}

const foldedOnce = remember(folded);

/** Most messages: nothing to fold, no address, not too long to read. */
const PLAIN = /^[a-zA-Z0-9 .,!?;()\n-]{0,1000}$/;

function plainly(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .replace(/([a-z])\1{2,}/g, '$1$1')
    .trim();
}

/** What one character is written as; the patterns are asked once for each. */
const spelled = remember(spell);

function spell(character: string): string {
  const swapped = LETTERS.get(character);
  if (swapped !== undefined) return swapped;
  if (WORD_BY_ITSELF.test(character)) return ` ${character} `;
  if (WORD_CHARACTER.test(character)) return character;
  return DIGIT.test(character) ? digitValue(character) : ' ';
}

/** `l'argent`, `qu'il` are two words; `don't`, `I'm`, `м'яч` are one. */
function isElision(before: string): boolean {
  return before === 'qu' || (before !== 'i' && LATIN.test(before));
}

/** One string for each word, however often it is said: what is remembered of it is found sooner. */
const onlyOne = remember((word) => word);

/** Words that listeners look at: the head and the tail of a long story. */
const HEAD_WORDS = 300;
const TAIL_WORDS = 100;

/** The words of a normalised text, at most 400; the same word more than twice in a row counts twice. */
export function wordsOf(normalised: string): readonly string[] {
  const words: string[] = [];
  for (const word of normalised.split(' '))
    if (word !== '' && !(word === words.at(-1) && word === words.at(-2))) words.push(onlyOne(word));
  if (words.length <= HEAD_WORDS + TAIL_WORDS) return words;
  return [...words.slice(0, HEAD_WORDS), ...words.slice(-TAIL_WORDS)];
}
