// A second opinion on topics: how close an utterance is to the middle of each label's examples. Must not know languages.

import type { Example } from './natural.ts';

export type Centroids = {
  /** Cosine of the tokens to each label's centre, 0 to 1; labels without a shared token are left out. */
  ask(tokens: readonly string[]): ReadonlyMap<string, number>;
};

/** Weights by kind of token: a word, a pair of words, a part of a word. */
function kindWeight(token: string): number {
  if (token.startsWith('=')) return 1;
  return token.startsWith('+') ? 0.5 : 0.6;
}

/** TF-IDF centres, unit length, as an inverted index from token to labels. */
export function trainCentroids(examples: readonly Example[]): Centroids {
  const uses = new Map<string, number>();
  for (const { tokens } of examples) for (const token of tokens) uses.set(token, (uses.get(token) ?? 0) + 1);
  const weights = new Map<string, number>();
  for (const [token, count] of uses)
    weights.set(token, kindWeight(token) * (Math.log((1 + examples.length) / (1 + count)) + 1));
  const lengthOf = (tokens: readonly string[]): number =>
    Math.sqrt(tokens.reduce((sum, token) => sum + (weights.get(token) ?? 0) ** 2, 0)) || 1;

  const centres = new Map<string, Map<string, number>>();
  for (const { label, tokens } of examples) {
    const centre = centres.get(label) ?? new Map<string, number>();
    const length = lengthOf(tokens);
    for (const token of tokens) centre.set(token, (centre.get(token) ?? 0) + weights.get(token)! / length);
    centres.set(label, centre);
  }
  const index = new Map<string, (readonly [label: string, weight: number])[]>();
  for (const [label, centre] of centres) {
    const length = Math.sqrt([...centre.values()].reduce((sum, weight) => sum + weight ** 2, 0)) || 1;
    for (const [token, weight] of centre) {
      const entries = index.get(token) ?? [];
      entries.push([label, weight / length]);
      index.set(token, entries);
    }
  }

  return {
    ask(tokens) {
      const length = lengthOf(tokens);
      const cosines = new Map<string, number>();
      for (const token of tokens)
        for (const [label, weight] of index.get(token) ?? [])
          cosines.set(label, (cosines.get(label) ?? 0) + (weight * weights.get(token)!) / length);
      return cosines;
    },
  };
}
