// Hears what a person says of themselves in passing: papers, stage, needs. Must not know who asks for it.

import type { Slots } from '../model/dialog.ts';
import type { Need, Status } from '../model/directory.ts';
import type { Phrases } from '../model/phrase.ts';
import type { LightWords } from './light-words.ts';
import { normalise, wordsOf } from './normalise.ts';
import { compilePhrases, findPhrases, type Phrasebook } from './phrase-match.ts';

const SAID = 0.84;

type Stage = NonNullable<Slots['stage']>;
export type HeardBook = {
  readonly statuses: Phrasebook<Status>;
  readonly needs: Phrasebook<Need>;
  readonly stages: Phrasebook<Stage>;
};

export function compileHeard(phrases: Phrases, { light, not }: LightWords): HeardBook {
  const compile = <Label>(groups: ReadonlyMap<Label, readonly string[]> | undefined): Phrasebook<Label> =>
    compilePhrases(
      [...(groups ?? [])].flatMap(([label, texts]) =>
        texts.map((text) => ({ label, words: wordsOf(normalise(text)) })),
      ),
      light,
      not,
    );
  return {
    statuses: compile(phrases.statuses),
    needs: compile(phrases.needs),
    stages: compile(phrases.stages),
  };
}

/** The slots that the utterance's words fill; a status or stage only when one alone is said. */
export function hearSlots(
  book: HeardBook,
  words: readonly string[],
): Pick<Slots, 'status' | 'needs' | 'stage'> {
  const status = only(book.statuses, words);
  const stage = only(book.stages, words);
  const needs = [...new Set(said(book.needs, words))].sort();
  return {
    ...(status === null ? {} : { status }),
    ...(stage === null ? {} : { stage }),
    ...(needs.length === 0 ? {} : { needs: needs.join(',') }),
  };
}

/** Labels of phrases that were said and not denied: "I have no papers" must not be heard as having some. */
function said<Label>(book: Phrasebook<Label>, words: readonly string[]): readonly Label[] {
  return findPhrases(book, words, SAID)
    .filter((match) => match.negated && !denied(match.at[0]!, words, book.not, match.phrase))
    .map(({ label }) => label);
}

function denied(
  at: number,
  words: readonly string[],
  not: ReadonlySet<string>,
  phrase: readonly string[],
): boolean {
  return (
    !phrase.some((word) => not.has(word)) &&
    words.slice(Math.max(0, at - 2), at).some((word) => not.has(word))
  );
}

function only<Label>(book: Phrasebook<Label>, words: readonly string[]): Label | null {
  const labels = [...new Set(said(book, words))];
  return labels.length === 1 ? labels[0]! : null;
}
