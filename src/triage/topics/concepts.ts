// Words of every language that name the same thing, so that what is learned from a phrase in one language holds in all.
// Must not know topics.

import type { Phrases } from '../../model/phrase.ts';
import { indexForms } from '../patterns/forms.ts';
import { remember } from '../remember.ts';
import { hash } from './hash.ts';

export type Concept = {
  readonly feature: number;
  readonly sureness: number;
};

export type Concepts = {
  /** What a normalised word may name. */
  of(word: string): readonly Concept[];
  /** Changes when the words do. */
  readonly key: string;
};

export const NO_CONCEPTS: Concepts = { of: () => [], key: '' };

/** A word one slip away from a known one is probably that word. */
const SLIP = 0.7;
/** From the section `concepts` of all languages: its names tie the languages together. `known` words are never slips. */
export function compileConcepts(all: Iterable<Phrases>, known: ReadonlySet<string>): Concepts {
  const forms: string[] = [];
  const features: number[] = [];
  for (const { concepts } of all)
    for (const [name, words] of concepts ?? [])
      for (const word of words) {
        forms.push(word);
        features.push(hash(name, 0, name.length, 0x27d4eb2f));
      }
  if (forms.length === 0) return NO_CONCEPTS;
  const index = indexForms(forms, known);
  const look = (word: string): readonly Concept[] => {
    const found = new Map<number, number>();
    for (const [form, slipped] of index.find(word)) {
      const feature = features[form]!;
      found.set(feature, Math.max(found.get(feature) ?? 0, slipped ? SLIP : 1));
    }
    return [...found].map(([feature, sureness]) => ({ feature, sureness }));
  };
  return {
    key: forms.map((form, at) => `${features[at]} ${form}`).join('\n'),
    of: remember(look),
  };
}
