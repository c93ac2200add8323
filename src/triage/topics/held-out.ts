// Texts as a model hears them that has learned from none of their family, for the judgements that are learned on top.
// Must not know what is judged.

import { echoed } from './echo.ts';
import type { Trial } from './judge.ts';
import type { Label } from './labels.ts';
import { type Leanings, openLeanings } from './leanings.ts';
import { BARRED } from './logistic.ts';
import type { Learned } from './train.ts';

export type HeldOut = {
  /** Null for a look-alike of danger. */
  readonly label: Label | null;
  /** Normalised. */
  readonly text: string;
  readonly fold: number;
  readonly leanings: Leanings;
};

/** In the order in which they were held back, fold by fold. */
export function heldOutOf(
  { labels, mix }: Pick<Learned, 'labels' | 'mix'>,
  trials: readonly Trial[],
): readonly HeldOut[] {
  const leaningsOf = openLeanings(labels);
  return trials.map(({ label, text, fold, opinions }) => ({
    label: label === BARRED ? null : labels[label]!,
    text,
    fold,
    leanings: leaningsOf(echoed(mix, opinions).chances, opinions),
  }));
}
