// Keeps phrases that say nearly the same on one side when some are held back. Must not know what they mean.

import type { Phrase } from './lessons.ts';
import { indexVectors } from './lookup.ts';
import type { Vector } from './space.ts';

/** Phrases of one label and language that share so much (cosine) are of one family. */
const ALIKE = 0.45;

/**
 * The fold of each phrase, 0 to `folds` - 1: a family stays together, and so do phrases that stand in the same place of their
 * list in several languages, which are often translations of each other.
 */
export function* foldsOf(
  phrases: readonly Phrase[],
  vectors: readonly Vector[],
  features: number,
  folds: number,
): Generator<void, Int32Array> {
  const parents = Int32Array.from(phrases, (_, at) => at);
  const find = (at: number): number => {
    let top = at;
    while (parents[top] !== top) top = parents[top]!;
    parents[at] = top;
    return top;
  };
  const groups = new Map<string, number[]>();
  phrases.forEach(({ label, language }, at) => {
    const key = `${language} ${label}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [at]);
    else group.push(at);
  });
  for (const group of groups.values()) {
    const lookup = indexVectors(
      group.map((at) => vectors[at]!),
      features,
    );
    group.forEach((at, member) => {
      const { amount, texts, cosines } = lookup.near([vectors[at]!], vectors[at]!.length);
      for (let index = 0; index < amount; index++) {
        const other = texts[index]!;
        if (other < member && cosines[other]! > ALIKE) parents[find(at)] = find(group[other]!);
      }
    });
    yield;
  }
  return parents.map((_, at) => phrases[find(at)]!.position % folds);
}
