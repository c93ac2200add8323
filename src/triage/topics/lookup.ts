// Finds texts whose vector is close to another's, by an index from feature to text. Must not know topics.

import type { Sparse, Vector } from './space.ts';

export type Lookup = {
  /**
   * The texts that share a telling feature with a text, which may come in parts; `length` is that of its telling features
   * together. What is returned is used again by the next call.
   */
  near(parts: readonly Sparse[], length: number): Near;
};

export type Near = {
  /** How many of `texts` count. */
  readonly amount: number;
  /** Positions of the texts, in no order. */
  readonly texts: Int32Array;
  /** Cosine to the telling part of each text by its position, 0 to about 1; 0 for those that share nothing. */
  readonly cosines: Float32Array;
};

/** A text's value of a feature is kept in so many bits beside its position: half the memory is half the time. */
const BITS = 12;
const FULL = 2 ** BITS - 1;
/** More texts than the other bits can number are not looked for. */
const MOST_TEXTS = 2 ** (32 - BITS);

type Entry = { readonly at: Int32Array; readonly value: Float32Array };

/** The keenest features of a text, with values such that the text itself is as near as can be. */
function entryOf({ at, value, telling }: Vector, most: number): Entry {
  const order = [...at.subarray(0, telling).keys()].sort((one, other) => value[other]! - value[one]!);
  const kept = order.slice(0, most);
  const square = (places: readonly number[]) =>
    places.reduce((sum, place) => sum + value[place]! * value[place]!, 0);
  const scale = Math.sqrt(square(order)) / (square(kept) || 1);
  return {
    at: Int32Array.from(kept, (place) => at[place]!),
    value: Float32Array.from(kept, (place) => value[place]! * scale),
  };
}

/**
 * An index over the telling parts of vectors; `features` is the amount of features. Of each text only those `most` features are
 * looked for that weigh most: the others are what many texts have, and take most of the time.
 */
export function indexVectors(
  entries: readonly Vector[],
  features: number,
  most = Number.POSITIVE_INFINITY,
): Lookup {
  const texts = entries.slice(0, MOST_TEXTS).map((entry) => entryOf(entry, most));
  const starts = new Int32Array(features + 1);
  for (const { at } of texts) for (const feature of at) starts[feature + 1]! += 1;
  for (let feature = 0; feature < features; feature++)
    starts[feature + 1] = starts[feature + 1]! + starts[feature]!;
  const next = starts.slice();
  const cells = new Uint32Array(starts[features]!);
  texts.forEach(({ at, value }, text) => {
    at.forEach((feature, index) => {
      const step = Math.min(FULL, Math.max(1, Math.round(value[index]! * FULL)));
      cells[next[feature]!++] = text * 2 ** BITS + step;
    });
  });
  const cosines = new Float32Array(texts.length);
  const met = new Int32Array(texts.length);
  let amount = 0;
  return {
    near(parts, length) {
      for (let index = 0; index < amount; index++) cosines[met[index]!] = 0;
      amount = 0;
      const scale = 1 / (length * FULL);
      for (const { at, value, telling } of parts)
        for (let index = 0; index < telling; index++) {
          const feature = at[index]!;
          const share = value[index]! * scale;
          const end = starts[feature + 1]!;
          for (let cell = starts[feature]!; cell < end; cell++) {
            const packed = cells[cell]!;
            const text = packed >>> BITS;
            const before = cosines[text]!;
            if (before === 0) met[amount++] = text;
            cosines[text] = before + share * (packed & FULL);
          }
        }
      return { amount, texts: met, cosines };
    },
  };
}
