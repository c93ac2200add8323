// Sets from which confidence the line answers, offers, or shows the menu, by what held-back phrases show. Data in, two numbers out.

export type Thresholds = { readonly answer: number; readonly offer: number };

/** One held-back phrase: how sure the best topic was, whether it was right, and whether the phrase was out of scope. */
export type HeldBack = { readonly confidence: number; readonly right: boolean; readonly outside: boolean };

/**
 * What each decision may cost. A wrong answer sends a person to the wrong office, so nine in ten must be right and few
 * messages from outside the line's topics may be answered. A wrong offer costs a glance: it must be better than chance.
 */
const RIGHT_WHEN_ANSWERED = 0.93;
const OUTSIDE_ANSWERED = 0.05;
const OUTSIDE_OFFERED = 0.25;

/** Where a small line has too few phrases to measure, and the bounds for what they may ask. */
const ANSWER = { least: 0.5, most: 0.9, unmeasured: 0.75 };
const OFFER = { least: 0.12, most: 0.4, unmeasured: 0.25 };
const FEWEST = 100;

const clamp = (value: number, { least, most }: typeof ANSWER): number =>
  Math.min(most, Math.max(least, value));

/** The lowest thresholds that keep to those costs on the held-back phrases. */
export function setThresholds(samples: readonly HeldBack[]): Thresholds {
  if (samples.length < FEWEST) return { answer: ANSWER.unmeasured, offer: OFFER.unmeasured };
  const outside = samples.filter((sample) => sample.outside).length;
  const sorted = [...samples].sort((one, other) => other.confidence - one.confidence);
  let answer = 1;
  let offer = 1;
  let inside = 0;
  let right = 0;
  let strangers = 0;
  for (const sample of sorted) {
    if (sample.outside) strangers++;
    else inside++;
    if (sample.right) right++;
    const share = outside === 0 ? 0 : strangers / outside;
    if (inside > 0 && right / inside >= RIGHT_WHEN_ANSWERED && share <= OUTSIDE_ANSWERED)
      answer = sample.confidence;
    if (share <= OUTSIDE_OFFERED) offer = sample.confidence;
  }
  const answered = clamp(answer, ANSWER);
  return { answer: answered, offer: Math.min(clamp(offer, OFFER), answered) };
}
