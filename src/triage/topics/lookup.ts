// Finds texts whose vector is close to another's, by an index from feature to text. Must not know topics.

import type { Vector } from './space.ts';

export type Lookup = {
  /** The texts that share a feature with the vector; what is returned is used again by the next call. */
  near(vector: Vector): Near;
};

export type Near = {
  /** How many of `texts` count. */
  readonly amount: number;
  /** Positions of the texts, in no order. */
  readonly texts: Int32Array;
  /** Cosine to each text by its position, 0 to 1; 0 for those that share nothing. */
  readonly cosines: Float32Array;
};

/**
 * An index over unit vectors; `features` is their amount. A feature of more than `mostTexts` texts finds none of them: it
 * says little about any, and most of the time would go into it.
 */
export function indexVectors(
  entries: readonly Vector[],
  features: number,
  mostTexts = Number.POSITIVE_INFINITY,
): Lookup {
  const uses = new Int32Array(features);
  for (const { at } of entries) for (const feature of at) uses[feature]! += 1;
  const starts = new Int32Array(features + 1);
  for (let feature = 0; feature < features; feature++)
    starts[feature + 1] = starts[feature]! + (uses[feature]! > mostTexts ? 0 : uses[feature]!);
  const next = starts.slice();
  const owners = new Int32Array(starts[features]!);
  const values = new Float32Array(starts[features]!);
  entries.forEach(({ at, value }, entry) => {
    at.forEach((feature, index) => {
      if (uses[feature]! > mostTexts) return;
      const cell = next[feature]!++;
      owners[cell] = entry;
      values[cell] = value[index]!;
    });
  });
  const cosines = new Float32Array(entries.length);
  const texts = new Int32Array(entries.length);
  let amount = 0;
  return {
    near({ at, value }) {
      for (let index = 0; index < amount; index++) cosines[texts[index]!] = 0;
      amount = 0;
      for (let index = 0; index < at.length; index++) {
        const feature = at[index]!;
        const share = value[index]!;
        const end = starts[feature + 1]!;
        for (let cell = starts[feature]!; cell < end; cell++) {
          const owner = owners[cell]!;
          const before = cosines[owner]!;
          if (before === 0) texts[amount++] = owner;
          cosines[owner] = before + share * values[cell]!;
        }
      }
      return { amount, texts, cosines };
    },
  };
}

/** The middle of vectors, of unit length. */
export function centreOf(vectors: readonly Vector[]): Vector {
  const sum = new Map<number, number>();
  for (const { at, value } of vectors)
    at.forEach((feature, index) => {
      sum.set(feature, (sum.get(feature) ?? 0) + value[index]!);
    });
  const length = Math.sqrt([...sum.values()].reduce((total, value) => total + value * value, 0)) || 1;
  return {
    at: Int32Array.from(sum.keys()),
    value: Float32Array.from(sum.values(), (value) => value / length),
    unseen: 0,
  };
}
