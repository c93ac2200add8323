// Finds texts whose vector is close to another's, by an index from feature to text. Must not know topics.

import type { Vector } from './space.ts';

export type Lookup = {
  /** Cosine to each text, 0 to 1, in their order; the array is used again by the next call. */
  cosines(vector: Vector): Float32Array;
};

/** An index over unit vectors; `features` is their amount. */
export function indexVectors(entries: readonly Vector[], features: number): Lookup {
  const starts = new Int32Array(features + 1);
  for (const { at } of entries) for (const feature of at) starts[feature + 1]! += 1;
  for (let feature = 0; feature < features; feature++)
    starts[feature + 1] = starts[feature + 1]! + starts[feature]!;
  const next = starts.slice();
  const owners = new Int32Array(starts[features]!);
  const values = new Float32Array(starts[features]!);
  entries.forEach(({ at, value }, entry) => {
    at.forEach((feature, index) => {
      const cell = next[feature]!++;
      owners[cell] = entry;
      values[cell] = value[index]!;
    });
  });
  const cosines = new Float32Array(entries.length);
  return {
    cosines({ at, value }) {
      cosines.fill(0);
      for (let index = 0; index < at.length; index++) {
        const feature = at[index]!;
        const amount = value[index]!;
        const end = starts[feature + 1]!;
        for (let cell = starts[feature]!; cell < end; cell++)
          cosines[owners[cell]!]! += amount * values[cell]!;
      }
      return cosines;
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
