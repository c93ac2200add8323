// Hears which of the offered choices an utterance picks. Must not know what the choices mean or where they lead.

import type { Locale } from '../model/line.ts';
import { LANGUAGE_WORDS, POLITE_WORDS } from './language-words.ts';
import { likeness } from './natural.ts';
import { normalise, wordsOf } from './normalise.ts';

export type Offered = { readonly id: string; readonly label: string };

/** Words for positions and answers in one language: `ordinals[0]` are the words for "first"; all normalised. */
export type ChoiceWords = {
  readonly ordinals: readonly (readonly string[])[];
  readonly yes: readonly string[];
  readonly no: readonly string[];
};

export type PickedBy = 'number' | 'label' | 'answer' | 'ordinal' | 'near-label' | 'part-label';
export type Picked = {
  readonly option: string;
  readonly by: PickedBy;
  readonly confidence: number;
  /** The words beside a label that was one part of the utterance. */
  readonly beside?: string;
};

const NEAR = 0.9;
const CLEAR_OF_NEXT = 0.03;
/** Telling words that may stand beside a label or ordinal: "the second one please", "germany i think". */
const MOST_BESIDE = 3;
const LONGEST_ANSWER = 5;

const POLITE: ReadonlySet<string> = new Set(
  [...POLITE_WORDS, ...LANGUAGE_WORDS.flatMap(({ greetings }) => greetings.split(' '))].flatMap((word) =>
    wordsOf(normalise(word)),
  ),
);
const FUNCTION_WORDS: ReadonlySet<string> = new Set(
  LANGUAGE_WORDS.flatMap(({ words }) => wordsOf(normalise(words))),
);

/** Reads `ordinals` ("first / 1st, second / 2nd"), `yes-words` and `no-words` ("yes, yeah") from the namespace `common`. */
export function choiceWordsOf(locale: Locale | undefined): ChoiceWords {
  const list = (key: string): readonly string[] => {
    const value = locale?.['common']?.[key];
    return typeof value === 'string' ? value.split(/[,،]/u) : [];
  };
  const normal = (text: string) => normalise(text);
  return {
    ordinals: list('ordinals').map((position) => position.split('/').map(normal).filter(Boolean)),
    yes: list('yes-words').map(normal).filter(Boolean),
    no: list('no-words').map(normal).filter(Boolean),
  };
}

/** A number or a whole label: so plain that nothing else is asked, not even whether it sounds like danger. */
export function pickPlainly(normal: string, offered: readonly Offered[]): Picked | null {
  if (offered.length === 0) return null;
  const labelled = offered.find(({ label }) => normalise(label) === normal && normal !== '');
  if (labelled !== undefined) return { option: labelled.id, by: 'label', confidence: 1 };
  const digits = normal.match(/^(?:[\p{L}\p{M}]{1,8} )?(\d{1,2})$/u)?.[1];
  const byNumber = digits === undefined ? undefined : offered[Number(digits) - 1];
  return byNumber === undefined ? null : { option: byNumber.id, by: 'number', confidence: 1 };
}

/** Yes and no, ordinals, near labels, and labels said among a few other words. */
export function pickLoosely(
  normal: string,
  offered: readonly Offered[],
  languages: readonly ChoiceWords[],
): Picked | null {
  if (normal === '' || offered.length === 0) return null;
  const words = wordsOf(normal);
  return (
    byAnswer(words, offered, languages) ??
    byNearLabel(normal, offered) ??
    byOrdinal(words, offered, languages) ??
    byPartLabel(words, offered, languages)
  );
}

/** Yes or no is said only where nothing telling stands beside it: "no idea" and "no, he hits me" are no answers. */
function byAnswer(
  words: readonly string[],
  offered: readonly Offered[],
  languages: readonly ChoiceWords[],
): Picked | null {
  if (words.length > LONGEST_ANSWER) return null;
  const yes = languages.flatMap((language) => language.yes);
  const no = languages.flatMap((language) => language.no);
  // "not ok" holds "ok": the side whose wordings fill the answer, and whose wording is longer, was said.
  const said = (wordings: readonly string[]) =>
    onlyPolite(without(words, wordings)) ? longestHeld(words, wordings) : 0;
  const [yesSaid, noSaid] = [said(yes), said(no)];
  if (yesSaid === noSaid) return null;
  const answer = yesSaid > noSaid ? 'yes' : 'no';
  const option = offered.find(({ id }) => id.endsWith(`=${answer}`) || id === answer);
  return option === undefined ? null : { option: option.id, by: 'answer', confidence: 0.95 };
}

function longestHeld(words: readonly string[], wordings: readonly string[]): number {
  return Math.max(0, ...wordings.map((known) => (holds(words, known.split(' ')) ? known.length : 0)));
}

/** The words that belong to none of these wordings. */
function without(words: readonly string[], wordings: readonly string[]): readonly string[] {
  const taken = new Set<number>();
  for (const known of wordings) {
    const part = known.split(' ');
    words.forEach((_, start) => {
      if (part.every((word, at) => words[start + at] === word))
        for (let at = 0; at < part.length; at++) taken.add(start + at);
    });
  }
  return words.filter((_, at) => !taken.has(at));
}

const onlyPolite = (words: readonly string[]): boolean => words.every((word) => POLITE.has(word));

function byOrdinal(
  words: readonly string[],
  offered: readonly Offered[],
  languages: readonly ChoiceWords[],
): Picked | null {
  if (words.length > MOST_BESIDE + 1) return null;
  const named = languages.flatMap(({ ordinals }) => ordinals.flat());
  // "first aid" is no pick.
  if (!onlyPolite(without(words, named).filter((word) => !FUNCTION_WORDS.has(word)))) return null;
  const positions = new Set<number>();
  for (const { ordinals } of languages)
    ordinals.forEach((names, position) => {
      if (names.some((name) => holds(words, name.split(' ')))) positions.add(position);
    });
  const option = positions.size === 1 ? offered[[...positions][0]!] : undefined;
  return option === undefined ? null : { option: option.id, by: 'ordinal', confidence: 0.9 };
}

function byNearLabel(normal: string, offered: readonly Offered[]): Picked | null {
  if (normal.length < 4 || normal.length > 80) return null;
  const ranked = offered
    .map(({ id, label }) => ({ id, alike: nearness(normal, normalise(label)) }))
    .sort((one, other) => other.alike - one.alike);
  const [first, second] = ranked;
  if (first === undefined || first.alike < NEAR || first.alike - (second?.alike ?? 0) < CLEAR_OF_NEXT)
    return null;
  return { option: first.id, by: 'near-label', confidence: first.alike };
}

/** Labels of very different length are not misspellings of each other, whatever Jaro-Winkler makes of their fronts. */
function nearness(one: string, other: string): number {
  const [short, long] = [Math.min(one.length, other.length), Math.max(one.length, other.length)];
  return long === 0 || short / long < 0.7 ? 0 : likeness(one, other);
}

function byPartLabel(
  words: readonly string[],
  offered: readonly Offered[],
  languages: readonly ChoiceWords[],
): Picked | null {
  const answers = new Set(languages.flatMap(({ yes, no }) => [...yes, ...no]));
  const held = offered.filter(({ label }) => {
    const labelWords = wordsOf(normalise(label));
    const rest = words.length - labelWords.length;
    // A label that is but an answer word ("No") is heard as an answer, or whole.
    if (rest > 0 && answers.has(labelWords.join(' '))) return false;
    return rest <= MOST_BESIDE && holds(words, labelWords);
  });
  const only = held[0];
  if (only === undefined || held.length > 1) return null;
  const label = new Set(wordsOf(normalise(only.label)));
  const beside = words.filter((word) => !label.has(word)).join(' ');
  return { option: only.id, by: 'part-label', confidence: 0.85, beside };
}

/** True when `part` stands in `words` as whole words side by side. */
function holds(words: readonly string[], part: readonly string[]): boolean {
  if (part.length === 0 || part[0] === '') return false;
  return words.some((_, start) => part.every((word, at) => words[start + at] === word));
}
