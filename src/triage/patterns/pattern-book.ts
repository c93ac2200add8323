// Compiles the patterns of all languages into one book, so that an utterance is read once. Must not know how it is read.

import type { LanguageCode } from '../../model/language.ts';
import type { Phrases } from '../../model/phrase.ts';
import { remember } from '../remember.ts';
import { compileConcepts } from '../topics/concepts.ts';
import { hash } from '../topics/hash.ts';
import { indexForms } from './forms.ts';
import { readPattern, type Slot } from './read-pattern.ts';

const LISTS = 0x51ed270b;
/** A shorter word that is in a list only but for a slip may as well be another word. */
export const SHORTEST_SLIP = 5;

export type BookPattern = {
  readonly language: LanguageCode;
  /** A danger's topic, an intent, or `harmless`. */
  readonly label: string;
  /** Numbers of slots, in order. */
  readonly slots: readonly number[];
  readonly doubtful: boolean;
  readonly written: string;
};

/** A wording: its forms side by side, and the slots that it fills. */
export type Wording = { readonly forms: readonly number[]; readonly slots: readonly number[] };

/** What a word begins: the slots that it fills by itself, and wordings of several words. */
export type Begun = {
  /** The forms that the word is, and whether only but for a slip. */
  readonly forms: ReadonlyMap<number, boolean>;
  readonly alone: readonly number[];
  /** The word is any of its forms only but for a slip. */
  readonly slipped: boolean;
  readonly wordings: readonly Wording[];
  /** Numbers of the concepts that it names. */
  readonly concepts: readonly number[];
};

export type PatternBook = {
  readonly patterns: readonly BookPattern[];
  /** A number for the name of each slot's list, the same in all languages; plain words have none. */
  readonly lists: readonly (number | null)[];
  /** One readable wording list per slot, to write examples from. */
  readonly examples: readonly (readonly string[])[];
  readonly begun: (word: string) => Begun;
  /** By slot, the patterns that have no rarer one, so that a message brings few to mind. */
  readonly byRarest: readonly (readonly BookPattern[])[];
};

/** Some milliseconds for five languages of some hundred patterns. `correct` are words that are no slips of others. */
export function compilePatterns(all: readonly Phrases[], correct: ReadonlySet<string>): PatternBook {
  const written: string[] = [];
  const formAt = new Map<string, number>();
  const formOf = (form: string): number => {
    const known = formAt.get(form) ?? written.length;
    if (known === written.length) {
      written.push(form);
      formAt.set(form, known);
    }
    return known;
  };
  const patterns: BookPattern[] = [];
  const slots: Slot[] = [];
  const wordings = new Map<string, { forms: readonly number[]; slots: number[] }>();
  for (const { language, patterns: labelled, words } of all) {
    const known = new Map<string, Slot>();
    const numbers = new Map<Slot, number>();
    const numberOf = (slot: Slot): number => {
      const before = numbers.get(slot);
      if (before !== undefined) return before;
      const number = slots.push(slot) - 1;
      numbers.set(slot, number);
      for (const wording of slot.wordings) {
        const forms = wording.map(formOf);
        const key = forms.join(' ');
        const same = wordings.get(key);
        if (same === undefined) wordings.set(key, { forms, slots: [number] });
        else if (same.slots.at(-1) !== number) same.slots.push(number);
      }
      return number;
    };
    for (const [label, lines] of labelled ?? [])
      for (const line of lines) {
        const pattern = readPattern(line, words ?? new Map(), known);
        if (pattern === null) continue;
        const filled = pattern.slots.map(numberOf);
        patterns.push({
          language,
          label,
          slots: filled,
          doubtful: pattern.doubtful,
          written: line,
        });
      }
  }
  const byFirst: Wording[][] = written.map(() => []);
  for (const wording of wordings.values()) byFirst[wording.forms[0]!]!.push(wording);
  const uses = slots.map(() => 0);
  for (const pattern of patterns) for (const slot of new Set(pattern.slots)) uses[slot]! += 1;
  const byRarest: BookPattern[][] = slots.map(() => []);
  for (const pattern of patterns)
    byRarest[pattern.slots.reduce((rarest, slot) => (uses[slot]! < uses[rarest]! ? slot : rarest))]!.push(
      pattern,
    );
  const forms = indexForms(written, correct);
  const concepts = compileConcepts(all, correct);
  return {
    begun: remember((word) => {
      const found = forms.find(word);
      const begun = [...found.keys()].flatMap((form) => byFirst[form]!);
      return {
        forms: found,
        alone: [...new Set(begun.flatMap((wording) => (wording.forms.length === 1 ? wording.slots : [])))],
        slipped: [...found.values()].some((slipped) => slipped),
        wordings: begun.filter((wording) => wording.forms.length > 1),
        concepts: concepts
          .of(word)
          .flatMap(({ feature, sureness }) =>
            sureness === 1 || word.length >= SHORTEST_SLIP ? [feature] : [],
          ),
      };
    }),
    patterns,
    lists: slots.map(({ name }) => (name === null ? null : hash(name, 0, name.length, LISTS))),
    examples: slots.map(({ wordings: each }) => each.map((forms) => forms.join(' ').replaceAll('~', ''))),
    byRarest,
  };
}
