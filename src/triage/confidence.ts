// Turns the signs of a guess into the chance that it is right, learned from held-back phrases. Must not know topics.

/** What can be seen of a guess: log probability, lead over the best rival, share of known tokens, log of their number. */
export type Signs = readonly [logProbability: number, lead: number, known: number, amount: number];
export type Judged = { readonly signs: Signs; readonly right: boolean };
export type Confidence = (signs: Signs) => number;

const ROUNDS = 300;
const RATE = 0.5;
const SHRINK = 0.002;
/** With fewer judged guesses than this a fit says nothing; then the model's own probability must do. */
const FEWEST = 60;

const squash = (x: number): number => 1 / (1 + Math.exp(-x));

/** Fits a logistic regression on standardised signs; the same samples give the same answer. Result is 0 to 1. */
export function learnConfidence(samples: readonly Judged[]): Confidence {
  if (samples.length < FEWEST) return ([logProbability, , known]) => Math.exp(logProbability) * known;
  const width = samples[0]!.signs.length;
  const mean = new Array<number>(width).fill(0);
  const spread = new Array<number>(width).fill(0);
  for (const { signs } of samples)
    signs.forEach((sign, at) => {
      mean[at]! += sign / samples.length;
    });
  for (const { signs } of samples)
    signs.forEach((sign, at) => {
      spread[at]! += (sign - mean[at]!) ** 2 / samples.length;
    });
  const standard = (signs: Signs) =>
    signs.map((sign, at) => (sign - mean[at]!) / (Math.sqrt(spread[at]!) || 1));
  const rows = samples.map(({ signs, right }) => ({ row: standard(signs), right: right ? 1 : 0 }));
  const weights = new Array<number>(width).fill(0);
  let base = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const slope = new Array<number>(width).fill(0);
    let baseSlope = 0;
    for (const { row, right } of rows) {
      const off = squash(row.reduce((sum, value, at) => sum + value * weights[at]!, base)) - right;
      row.forEach((value, at) => {
        slope[at]! += (off * value) / rows.length;
      });
      baseSlope += off / rows.length;
    }
    weights.forEach((weight, at) => {
      weights[at] = weight - RATE * (slope[at]! + SHRINK * weight);
    });
    base -= RATE * baseSlope;
  }
  return (signs) => squash(standard(signs).reduce((sum, value, at) => sum + value * weights[at]!, base));
}
