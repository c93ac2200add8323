// Finds which authored word forms a written word is: as it stands, by its front (`beat~`), by a part (`~beat~`), or with
// one slip. Must not know patterns or what they mean.

import { normalise } from '../normalise.ts';
import { remember } from '../remember.ts';

export type Forms = {
  /** Numbers of the forms that `word` is, and whether only but for a slip. Time depends on the length of `word` only. */
  find(word: string): ReadonlyMap<number, boolean>;
};

type Kind = 'whole' | 'front' | 'end' | 'part';
type Drawer = Map<string, number[]>;

/** Shorter words and fronts have too many neighbours to forgive a slip. */
const SHORTEST_FOR_SLIP = 4;
const LONGEST_FOR_SLIP = 14;
const LONGEST_WORD = 32;
const NOTHING: ReadonlyMap<number, boolean> = new Map();
const ARABIC = /^\p{Script=Arabic}+$/u;

/** `beat~` → front, `~beat~` → part, `~beat` → end; null when nothing is left to find. */
export function readForm(written: string): { readonly kind: Kind; readonly text: string } | null {
  const open = written.endsWith('~');
  const late = written.startsWith('~');
  const text = normalise(written.replaceAll('~', ''));
  if (text === '' || text.includes(' ')) return null;
  return { kind: late && open ? 'part' : open ? 'front' : late ? 'end' : 'whole', text };
}

/** Arabic writes `and`, `so`, `in`, `for` and `the` onto the word: `وبالسفر` → also `بالسفر`, `السفر`, `سفر`. */
function spellings(word: string): readonly string[] {
  if (word.length < 4 || !ARABIC.test(word)) return [word];
  const found = new Set([word]);
  const note = (next: string) => {
    if (next.length >= 3 || next === 'لا') found.add(next);
  };
  const joined = /^[وف]/u.test(word) ? word.slice(1) : word;
  note(joined);
  note(joined.replace(/^[بکلع](?=ال)/u, ''));
  note(joined.replace(/^(?:[بکلع]?ال|لل)/u, ''));
  if (/^[بلک]/u.test(joined) && joined.length >= 5) note(joined.slice(1));
  return [...found];
}

/** The word with each one letter but the first left out; two words one slip apart share one of these. */
function* shortened(word: string): Generator<string> {
  yield word;
  for (let at = 1; at < word.length; at++) yield word.slice(0, at) + word.slice(at + 1);
}

const slips = (length: number): boolean => length >= SHORTEST_FOR_SLIP && length <= LONGEST_FOR_SLIP;

function file(drawer: Drawer, key: string, form: number): void {
  const filed = drawer.get(key);
  if (filed === undefined) drawer.set(key, [form]);
  else if (filed.at(-1) !== form) filed.push(form);
}

/** Indexes written forms by their place in the list. A word of `correct` is never a slip for another. */
export function indexForms(written: readonly string[], correct: ReadonlySet<string>): Forms {
  const drawers: Record<Kind | 'slip' | 'front-slip', Drawer> = {
    whole: new Map(),
    front: new Map(),
    end: new Map(),
    part: new Map(),
    slip: new Map(),
    'front-slip': new Map(),
  };
  const texts: string[] = [];
  let longestPart = 0;
  written.forEach((each, form) => {
    const read = readForm(each);
    texts.push(read?.text ?? '');
    if (read === null) return;
    file(drawers[read.kind], read.text, form);
    if (read.kind === 'part') longestPart = Math.max(longestPart, read.text.length);
    if (!slips(read.text.length) || (read.kind !== 'whole' && read.kind !== 'front')) return;
    const drawer = drawers[read.kind === 'whole' ? 'slip' : 'front-slip'];
    for (const short of shortened(read.text)) file(drawer, short, form);
  });
  function bySlip(word: string, found: Map<number, boolean>): void {
    const near = (drawer: Drawer, written: string) => {
      for (const short of shortened(written))
        for (const form of drawer.get(short) ?? [])
          if (texts[form]![0] === written[0] && Math.abs(texts[form]!.length - written.length) <= 1)
            found.set(form, true);
    };
    if (slips(word.length)) near(drawers.slip, word);
    for (let length = SHORTEST_FOR_SLIP; length <= Math.min(word.length, LONGEST_FOR_SLIP); length++)
      near(drawers['front-slip'], word.slice(0, length));
  }

  function look(word: string): ReadonlyMap<number, boolean> {
    const found = new Map<number, boolean>();
    const take = (drawer: Drawer, key: string) => {
      for (const form of drawer.get(key) ?? []) found.set(form, false);
    };
    for (const spelling of spellings(word)) {
      take(drawers.whole, spelling);
      for (let length = 1; length <= spelling.length; length++)
        take(drawers.front, spelling.slice(0, length));
    }
    for (let start = 0; start < word.length; start++) {
      take(drawers.end, word.slice(start));
      for (let end = start + 2; end <= Math.min(word.length, start + longestPart); end++)
        take(drawers.part, word.slice(start, end));
    }
    if (found.size === 0 && !correct.has(word))
      for (const spelling of spellings(word)) bySlip(spelling, found);
    return found.size === 0 ? NOTHING : found;
  }

  const known = remember(look);
  return { find: (word) => (word.length > LONGEST_WORD ? NOTHING : known(word)) };
}
