// Makes an utterance ready for the language model: bounded, lower case, words and single spaces. The spelling is the
// evidence, so nothing else is folded. Must not know languages.

import { remember } from '../remember.ts';

/** UTF-16 units that are read: the head, and the tail of what is longer, because people greet first and ask last. */
const HEAD = 900;
const TAIL = 300;
/** Combining marks kept on one letter; Vietnamese and Arabic need two. */
const MARKS = 2;
const LONGEST_WORD = 40;

const LETTER = /\p{L}/u;
const MARK = /\p{M}/u;
const APOSTROPHES = new Set(["'", '’', '‘', 'ʼ', '`', '´', '＇', '′']);
/** Arabic vowel marks and tatweel, joiners, direction marks, variation selectors: they come and go with the keyboard. */
const DROPPED = /[\u0640\u064b-\u065f\u0670\p{Cf}\p{Variation_Selector}]/u;
const ZWNJ = '\u200c';

type Kind = 'letter' | 'joiner' | 'apostrophe' | 'mark' | 'dropped' | 'sign';

function kindOf(character: string): Kind {
  if (LETTER.test(character)) return 'letter';
  if (character === ZWNJ) return 'joiner';
  if (APOSTROPHES.has(character)) return 'apostrophe';
  if (DROPPED.test(character)) return 'dropped';
  return MARK.test(character) ? 'mark' : 'sign';
}

/** More than all scripts of the world's everyday writing have. */
const MOST_REMEMBERED = 5000;

/** The patterns are asked once for each character. */
const knownKindOf = remember(kindOf, MOST_REMEMBERED);

function isAddress(word: string): boolean {
  return word.includes('://') || word.startsWith('www.') || /[^\s]@[^\s]/u.test(word);
}

function bounded(text: string): string {
  return text.length > HEAD + TAIL ? `${text.slice(0, HEAD)} ${text.slice(-TAIL)}` : text;
}

/**
 * The words of an utterance, one space between, lower case, at most about 1,300 units: `ДОБРИЙ ДЕНЬ!!` → `добрий день`.
 * ZWNJ and apostrophes inside a word stay; three or more equal letters become two; addresses, digits and signs go.
 */
export function lettersOf(text: string): string {
  const kept = bounded(text)
    .split(/\s/u)
    .filter((word) => !isAddress(word))
    .join(' ');
  let out = '';
  let marks = 0;
  let word = 0;
  for (const character of kept.toLowerCase().normalize('NFKC').toLowerCase()) {
    // Some signs unfold to a whole sentence.
    if (out.length > HEAD + TAIL) break;
    const kind = knownKindOf(character);
    if (kind === 'letter') {
      marks = 0;
      if (word >= LONGEST_WORD) continue;
      if (out.endsWith(character + character)) continue;
      out += character;
      word += character.length;
    } else if (word > 0 && (kind === 'joiner' || kind === 'apostrophe')) {
      out += kind === 'joiner' ? ZWNJ : "'";
    } else if (kind === 'mark') {
      // İ in lower case is i with a dot above it, which nobody else writes.
      if (word === 0 || marks >= MARKS || (character === '\u0307' && out.endsWith('i'))) continue;
      marks++;
      out += character;
    } else if (kind !== 'dropped' && kind !== 'joiner') {
      out = `${trimmed(out)} `;
      word = 0;
      marks = 0;
    }
  }
  return trimmed(out).trimStart();
}

/** Without the spaces, apostrophes and joiners at the end. */
function trimmed(text: string): string {
  let end = text.length;
  while (end > 0 && (text[end - 1] === "'" || text[end - 1] === ZWNJ || text[end - 1] === ' ')) end--;
  return end === text.length ? text : text.slice(0, end);
}
