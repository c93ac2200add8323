// Numbers the features of the texts learned from and weighs them, so that texts become vectors. Must not know topics.

import { type Features, isLong } from './features.ts';

/** Positions and values of features; those that are telling come first. */
export type Sparse = {
  readonly at: Int32Array;
  readonly value: Float32Array;
  /** How many are telling: long and not common. */
  readonly telling: number;
};

/** A text, of unit length. Where nothing else is telling, all that is long is. */
export type Vector = Sparse & {
  /** The length of the telling part. */
  readonly length: number;
};

/** What some features of a text add to it, before it is made unit length. */
export type Piece = Sparse & {
  /** How many are long: the telling ones, and common ones after them. */
  readonly long: number;
  /** Sums of squares: of all, of the telling ones, of the long ones. */
  readonly square: number;
  readonly tellingSquare: number;
  readonly longSquare: number;
  /** The weight of all, and of the features that no learned text has. */
  readonly total: number;
  readonly strange: number;
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

export type Space = Known & {
  /** The position of a feature; -1 for one that no learned text has. */
  positionOf(feature: number): number;
  piece(features: Features): Piece;
  vector(features: Features): Vector;
};

/** What a feature of every label keeps of its weight: nearly none, so that "please" and "how" decide nothing. */
const EVERYWHERE = 0.95;

/** A feature of more texts is common: it finds too many to tell which is near. */
const COMMON = 300;

/** Weighs features by rarity among the texts and by how unevenly the labels use them. `labels` are numbers below `amount`. */
export function knowFeatures(
  texts: readonly { readonly features: Features; readonly labels: readonly number[] }[],
  amount: number,
): Known {
  const uses = new Map<number, Map<number, number>>();
  const counts = new Map<number, number>();
  for (const { features, labels } of texts)
    for (const feature of new Set(features.hashes)) {
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
  const piece = ({ hashes, weights }: Features): Piece => {
    const positions = hashes.map(positionOf);
    const at = new Int32Array(hashes.length);
    const value = new Float32Array(hashes.length);
    let found = 0;
    let square = 0;
    let total = 0;
    const take = (isMeant: (position: number, feature: number) => boolean) => {
      for (let index = 0; index < hashes.length; index++) {
        const position = positions[index]!;
        if (position < 0 || !isMeant(position, hashes[index]!)) continue;
        const weighed = weights[index]! * known.weights[position]!;
        at[found] = position;
        value[found++] = weighed;
        square += weighed * weighed;
        total += weighed;
      }
    };
    take((position, feature) => position >= known.common && isLong(feature));
    const [telling, tellingSquare] = [found, square];
    take((position, feature) => position < known.common && isLong(feature));
    const [long, longSquare] = [found, square];
    take((_, feature) => !isLong(feature));
    let strange = 0;
    for (let index = 0; index < hashes.length; index++)
      if (positions[index]! < 0) strange += weights[index]! * known.rarest;
    return {
      at: at.slice(0, found),
      value: value.slice(0, found),
      telling,
      long,
      square,
      tellingSquare,
      longSquare,
      total,
      strange,
    };
  };
  return {
    ...known,
    positionOf,
    piece,
    vector(features) {
      const { at, value, telling, tellingSquare, long, longSquare, square } = piece(features);
      const length = Math.sqrt(square) || 1;
      const some = telling > 0;
      return {
        at,
        value: value.map((each) => each / length),
        telling: some ? telling : long,
        length: Math.sqrt(some ? tellingSquare : longSquare) / length,
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
