// Reads the operator's patterns, `<partner> <hits> <me>`, and the words that stand for each `<name>`. Must not know how
// they are found or what they mean.

import { normalise, wordsOf } from '../normalise.ts';

/** One place of a pattern: any of these wordings, each one or more written forms side by side (`black eye`, `beat~`). */
export type Slot = { readonly name: string | null; readonly wordings: readonly (readonly string[])[] };

export type Pattern = {
  readonly slots: readonly Slot[];
  /** Written with a question mark at its end: never more than a doubt. */
  readonly doubtful: boolean;
};

const LONGEST = 12;
const DEEPEST = 4;

/** The forms of one wording; `~` marks stay, all else is spelled as in an utterance. */
function formsOf(wording: string): readonly string[] {
  return wording.split(/\s+/u).flatMap((part) => {
    const late = part.startsWith('~') ? '~' : '';
    const open = part.endsWith('~') ? '~' : '';
    const words = wordsOf(normalise(part.replaceAll('~', ' ')));
    return words.map((word, at) => `${at === 0 ? late : ''}${word}${at === words.length - 1 ? open : ''}`);
  });
}

/** All wordings of a named list; `<other>` inside it stands for all of the other's. Unknown names are empty. */
function wordingsOf(
  name: string,
  words: ReadonlyMap<string, readonly string[]>,
  depth = 0,
): readonly (readonly string[])[] {
  if (depth > DEEPEST) return [];
  return (words.get(name) ?? []).flatMap((wording) => {
    const other = nameIn(wording.trim());
    if (other !== null) return wordingsOf(other, words, depth + 1);
    const forms = formsOf(wording);
    return forms.length === 0 ? [] : [forms];
  });
}

/** `<partner>` → partner; null for a plain word. */
export function nameIn(part: string): string | null {
  return part.startsWith('<') && part.endsWith('>') ? part.slice(1, -1) : null;
}

/** Parts of a pattern as written: `<name>`, or a word. A question mark at the end is left out. */
export function partsOf(pattern: string): readonly string[] {
  return pattern
    .replace(/\?\s*$/u, '')
    .split(/\s+/u)
    .filter((part) => part !== '')
    .slice(0, LONGEST);
}

/** Null when a place of the pattern can never be filled. */
export function readPattern(
  written: string,
  words: ReadonlyMap<string, readonly string[]>,
  known: Map<string, Slot>,
): Pattern | null {
  const slots: Slot[] = [];
  for (const part of partsOf(written)) {
    let slot = known.get(part);
    if (slot === undefined) {
      const name = nameIn(part);
      const wordings =
        name === null ? [formsOf(part)].filter(({ length }) => length > 0) : wordingsOf(name, words);
      slot = { name, wordings };
      known.set(part, slot);
    }
    if (slot.wordings.length === 0) return null;
    slots.push(slot);
  }
  return slots.length === 0 ? null : { slots, doubtful: /\?\s*$/u.test(written) };
}
