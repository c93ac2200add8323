// Turns the signs of a guess into the chance that it is right, learned from held-back phrases. Must not know topics.

/** What can be seen of a guess; every guess has the same signs in the same order. */
export type Signs = readonly number[];
export type Judged = { readonly signs: Signs; readonly right: boolean };

/** A logistic regression on standardised signs; null where too little was judged to learn one. */
export type Confidence = {
  readonly mean: readonly number[];
  readonly spread: readonly number[];
  readonly weights: readonly number[];
  readonly base: number;
} | null;

const ROUNDS = 400;
const RATE = 0.5;
const SHRINK = 0.002;
/** With fewer judged guesses than this a fit says nothing. */
const FEWEST = 60;

const squash = (x: number): number => 1 / (1 + Math.exp(-x));

/** 0 to 1; without a fit the chance that the model gives itself, which is the first sign's logarithm. */
export function confidenceOf(confidence: Confidence, signs: Signs): number {
  if (confidence === null) return Math.exp(signs[0]!);
  const { mean, spread, weights, base } = confidence;
  let sum = base;
  for (let at = 0; at < weights.length; at++) sum += (weights[at]! * (signs[at]! - mean[at]!)) / spread[at]!;
  return squash(sum);
}

/** The same samples give the same fit. */
export function learnConfidence(samples: readonly Judged[]): Confidence {
  if (samples.length < FEWEST) return null;
  const width = samples[0]!.signs.length;
  const zeros = () => new Array<number>(width).fill(0);
  const mean = zeros();
  const squares = zeros();
  for (const { signs } of samples)
    signs.forEach((sign, at) => {
      mean[at]! += sign / samples.length;
    });
  for (const { signs } of samples)
    signs.forEach((sign, at) => {
      squares[at]! += (sign - mean[at]!) ** 2 / samples.length;
    });
  const spread = squares.map((square) => Math.sqrt(square) || 1);
  const rows = samples.map(({ signs }) => signs.map((sign, at) => (sign - mean[at]!) / spread[at]!));
  const weights = zeros();
  let base = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const slope = zeros();
    let baseSlope = 0;
    rows.forEach((row, sample) => {
      let sum = base;
      for (let at = 0; at < width; at++) sum += row[at]! * weights[at]!;
      const off = (squash(sum) - (samples[sample]!.right ? 1 : 0)) / rows.length;
      for (let at = 0; at < width; at++) slope[at]! += off * row[at]!;
      baseSlope += off;
    });
    for (let at = 0; at < width; at++) weights[at]! -= RATE * (slope[at]! + SHRINK * weights[at]!);
    base -= RATE * baseSlope;
  }
  return { mean, spread, weights, base };
}
