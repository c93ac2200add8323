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
const ZWNJ = 0x200c;
const APOSTROPHE = 0x27;
const SPACE = 0x20;
const DOT_ABOVE = 0x307;
const SMALL_I = 0x69;

type Kind = 'letter' | 'joiner' | 'apostrophe' | 'mark' | 'dropped' | 'sign';

function kindOf(character: string): Kind {
  if (LETTER.test(character)) return 'letter';
  if (character === '\u200c') return 'joiner';
  if (APOSTROPHES.has(character)) return 'apostrophe';
  if (DROPPED.test(character)) return 'dropped';
  return MARK.test(character) ? 'mark' : 'sign';
}

const KINDS: readonly Kind[] = ['letter', 'joiner', 'apostrophe', 'mark', 'dropped', 'sign'];
/** The place in `KINDS` of each character of the first plane, one more; 0 where the patterns have not been asked yet. */
const known = new Uint8Array(0x10000);

function knownKindOf(code: number): Kind {
  if (code > 0xffff) return kindOf(String.fromCodePoint(code));
  const place = known[code]!;
  if (place > 0) return KINDS[place - 1]!;
  const kind = kindOf(String.fromCharCode(code));
  known[code] = 1 + KINDS.indexOf(kind);
  return kind;
}

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
  return bounded(text)
    .split(/\s+/u)
    .map(lettersOnce)
    .filter(Boolean)
    .join(' ')
    .slice(0, HEAD + TAIL);
}

/** The letters of what stands between two spaces. */
function lettersIn(written: string): string {
  if (isAddress(written)) return '';
  const read = written.toLowerCase().normalize('NFKC').toLowerCase();
  const out = new Letters();
  let marks = 0;
  let word = 0;
  for (let at = 0; at < read.length; at++) {
    // Some signs unfold to a whole sentence.
    if (out.length > HEAD + TAIL) break;
    const code = read.codePointAt(at)!;
    if (code > 0xffff) at++;
    const kind = knownKindOf(code);
    if (kind === 'letter') {
      marks = 0;
      if (word >= LONGEST_WORD || out.endsWithTwice(code)) continue;
      out.add(code);
      word += code > 0xffff ? 2 : 1;
    } else if (word > 0 && (kind === 'joiner' || kind === 'apostrophe')) {
      out.add(kind === 'joiner' ? ZWNJ : APOSTROPHE);
    } else if (kind === 'mark') {
      // İ in lower case is i with a dot above it, which nobody else writes.
      if (word === 0 || marks >= MARKS || (code === DOT_ABOVE && out.last === SMALL_I)) continue;
      marks++;
      out.add(code);
    } else if (kind !== 'dropped' && kind !== 'joiner') {
      out.trim();
      out.add(SPACE);
      word = 0;
      marks = 0;
    }
  }
  out.trim();
  return out.toString().trimStart();
}

const lettersOnce = remember(lettersIn);

/** Characters in the order of writing; as a string only when all are there. */
class Letters {
  readonly #codes: number[] = [];
  length = 0;

  get last(): number | undefined {
    return this.#codes.at(-1);
  }

  add(code: number): void {
    this.#codes.push(code);
    this.length += code > 0xffff ? 2 : 1;
  }

  endsWithTwice(code: number): boolean {
    return this.last === code && this.#codes.at(-2) === code;
  }

  /** Without the spaces, apostrophes and joiners at the end. */
  trim(): void {
    while (this.last === APOSTROPHE || this.last === ZWNJ || this.last === SPACE) {
      this.#codes.pop();
      this.length--;
    }
  }

  toString(): string {
    return String.fromCodePoint(...this.#codes);
  }
}
