// Finds phrases that even a model which has learned them takes for something else. Must not know lines or files.

import { intentOf, isOutside, type Label } from './labels.ts';
import type { Lessons, Phrase } from './lessons.ts';
import { scoresOf, softmax } from './logistic.ts';
import { largest } from './signs.ts';
import { openSpace } from './space.ts';
import { type Learned, textsOf } from './train.ts';

export type Misheard = Phrase & { readonly heardAs: Label; readonly chance: number };

/** Below this chance the model only hesitates. */
const PLAINLY = 0.7;

/** By the learned weights alone: to the other listeners every phrase is nearest to itself. Intents have listeners of their own. */
export function mishearings({ labels, known, weights }: Learned, lessons: Lessons): readonly Misheard[] {
  const space = openSpace(known);
  const phrases = lessons.phrases.filter(({ label }) => labels.includes(label));
  return textsOf(labels, { ...lessons, phrases, articles: [] }).phrases.flatMap(({ features }, at) => {
    const phrase = phrases[at]!;
    const chances = scoresOf(weights, space.vector(features));
    softmax(chances);
    const best = largest(chances);
    const heardAs = labels[best]!;
    const same = heardAs === phrase.label || (isOutside(heardAs) && isOutside(phrase.label));
    if (same || chances[best]! < PLAINLY) return [];
    if (intentOf(phrase.label) !== null || intentOf(heardAs) !== null) return [];
    return [{ ...phrase, heardAs, chance: chances[best]! }];
  });
}
