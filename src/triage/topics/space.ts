// Numbers the features of the texts learned from and weighs them, so that texts become vectors. Must not know topics.

import { type Features, isLong } from './features.ts';

/** A text as positions and values of unit length; those of telling features come first. */
export type Vector = {
  readonly at: Int32Array;
  readonly value: Float32Array;
  /** How many features are telling: long and not common, or all long ones where that leaves none. And the length of their part. */
  readonly telling: number;
  readonly length: number;
  /** Share of the text's weight that no learned text has, 0 to 1. */
  readonly unseen: number;
};

export type Known = {
  /** The features by hash: those that very many texts use, those that several use, those of one. */
  readonly hashes: Int32Array;
  /** The weight of each. */
  readonly weights: Float32Array;
  /** The weight of an unknown one. */
  readonly rarest: number;
  /** Number of features that very many texts use. */
  readonly common: number;
  /** Number of features that several texts use, with those. */
  readonly shared: number;
};

export type Space = Known & { vector(features: Features): Vector };

/** What a feature of every label keeps of its weight: nearly none, so that "please" and "how" decide nothing. */
const EVERYWHERE = 0.95;

/** A feature of more texts is common: it finds too many to tell which is near. */
const COMMON = 1000;

/** Weighs features by rarity among the texts and by how unevenly the labels use them. `labels` are numbers below `amount`. */
export function knowFeatures(
  texts: readonly { readonly features: Features; readonly labels: readonly number[] }[],
  amount: number,
): Known {
  const uses = new Map<number, Map<number, number>>();
  const counts = new Map<number, number>();
  for (const { features, labels } of texts)
    for (const feature of features.hashes) {
      let byLabel = uses.get(feature);
      if (byLabel === undefined) {
        byLabel = new Map();
        uses.set(feature, byLabel);
      }
      for (const label of labels) byLabel.set(label, (byLabel.get(label) ?? 0) + 1);
      counts.set(feature, (counts.get(feature) ?? 0) + 1);
    }
  const common: number[] = [];
  const several: number[] = [];
  const single: number[] = [];
  for (const [feature, count] of counts)
    (count > COMMON ? common : count > 1 ? several : single).push(feature);
  const hashes = Int32Array.from([...common, ...several, ...single]);
  const weights = Float32Array.from(hashes, (feature) => {
    const rarity = Math.log((1 + texts.length) / (1 + counts.get(feature)!)) + 1;
    return rarity * Math.sqrt(1 - EVERYWHERE * unsureness([...uses.get(feature)!.values()], amount));
  });
  return {
    hashes,
    weights,
    rarest: Math.log(1 + texts.length) + 1,
    common: common.length,
    shared: common.length + several.length,
  };
}

/** 0 when one label has all uses, 1 when all labels share them evenly. */
function unsureness(uses: readonly number[], amount: number): number {
  const total = uses.reduce((sum, use) => sum + use, 0);
  const entropy = uses.reduce((sum, use) => sum - (use / total) * Math.log(use / total), 0);
  return amount < 2 ? 0 : entropy / Math.log(amount);
}

/** Makes vectors of texts. */
export function openSpace(known: Known): Space {
  const positionOf = indexHashes(known.hashes);
  return {
    ...known,
    vector({ hashes, weights }) {
      const positions = new Int32Array(hashes.length);
      let own = 0;
      for (let index = 0; index < hashes.length; index++) {
        const position = positionOf(hashes[index]!);
        positions[index] = position;
        if (position >= known.common && isLong(hashes[index]!)) own++;
      }
      const from = own > 0 ? known.common : 0;
      const isTelling = (index: number) => positions[index]! >= from && isLong(hashes[index]!);
      const at = new Int32Array(hashes.length);
      const value = new Float32Array(hashes.length);
      let found = 0;
      let square = 0;
      let total = 0;
      let strange = 0;
      const take = (index: number) => {
        const position = positions[index]!;
        const weighed = weights[index]! * known.weights[position]!;
        at[found] = position;
        value[found++] = weighed;
        square += weighed * weighed;
        total += weighed;
      };
      for (let index = 0; index < hashes.length; index++) if (isTelling(index)) take(index);
      const telling = found;
      const tellingSquare = square;
      for (let index = 0; index < hashes.length; index++)
        if (positions[index]! < 0) strange += weights[index]! * known.rarest;
        else if (!isTelling(index)) take(index);
      const length = Math.sqrt(square) || 1;
      for (let index = 0; index < found; index++) value[index]! /= length;
      return {
        at: at.subarray(0, found),
        value: value.subarray(0, found),
        telling,
        length: Math.sqrt(tellingSquare) / length,
        unseen: found === 0 ? 1 : strange / (strange + total),
      };
    },
  };
}

/** A function from a hash to its place in the list, -1 for others: a table of pairs, half empty, tried one after the other. */
function indexHashes(hashes: Int32Array): (hash: number) => number {
  const size = 2 ** Math.ceil(Math.log2(Math.max(2, 2 * hashes.length)));
  const table = new Int32Array(2 * size);
  const placeOf = (hash: number): number => {
    let place = (hash ^ (hash >>> 15)) & (size - 1);
    while (table[2 * place + 1] !== 0 && table[2 * place] !== hash) place = (place + 1) & (size - 1);
    return 2 * place;
  };
  hashes.forEach((hash, position) => {
    const place = placeOf(hash);
    table[place] = hash;
    table[place + 1] = position + 1;
  });
  return (hash) => table[placeOf(hash) + 1]! - 1;
}
