// Sets from which confidence the line answers, offers, shows the menu, or asks gently about a danger that no phrase
// names, by what held-back phrases show. Must not know how a confidence comes about.

export type Thresholds = { readonly answer: number; readonly offer: number; readonly danger: number };

/** One held-back phrase and the best topic it was given. */
export type HeldBack = {
  readonly confidence: number;
  readonly right: boolean;
  /** The phrase belongs to no topic. */
  readonly outside: boolean;
  /** How sure it was that there is any danger, 0 to 1. */
  readonly alarm: number;
  /** The phrase does speak of a danger. */
  readonly danger: boolean;
};

/**
 * What each decision may cost. A wrong answer sends a person to the wrong office, so nearly all must be right and hardly any
 * message from outside the line's topics may be answered. Strangers write less like our phrases than these like each other, so
 * that of what they ask a smaller share will be right. A wrong offer costs a glance.
 */
const RIGHT_WHEN_ANSWERED = 0.96;
const OUTSIDE_ANSWERED = 0.015;
const OUTSIDE_OFFERED = 0.25;
/** A gentle question in vain costs a moment, so danger is heard more easily than a topic; look-alikes are counted in. */
const FALSE_ALARMS = 0.02;
const ALIKE_ALARMS = 0.05;

/** Where a small line has too few phrases to measure, and the bounds for what they may ask. */
const ANSWER = { least: 0.5, most: 0.95, unmeasured: 0.9 };
const OFFER = { least: 0.12, most: 0.3, unmeasured: 0.25 };
const DANGER = { least: 0.25, most: 0.9, unmeasured: 0.5 };
const FEWEST = 60;

const clamp = (value: number, { least, most }: typeof ANSWER): number =>
  Math.min(most, Math.max(least, value));

/** The lowest thresholds that keep to those costs on the held-back phrases. `alikes` are the alarms of look-alikes of danger. */
export function setThresholds(samples: readonly HeldBack[], alikes: readonly number[] = []): Thresholds {
  if (samples.length < FEWEST)
    return { answer: ANSWER.unmeasured, offer: OFFER.unmeasured, danger: DANGER.unmeasured };
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
  return {
    answer: answered,
    offer: Math.min(clamp(offer, OFFER), answered),
    danger: clamp(dangerFrom(samples, alikes), DANGER),
  };
}

/** The lowest alarm under which few wishes, texts of no topic, and look-alikes would be taken for danger. */
function dangerFrom(samples: readonly HeldBack[], alikes: readonly number[]): number {
  const from = (alarms: readonly number[], share: number): number =>
    [...alarms].sort((one, other) => other - one)[Math.floor(share * alarms.length)] ?? 0;
  const harmless = samples.filter(({ danger }) => !danger);
  const alarms = (group: readonly HeldBack[]) => group.map(({ alarm }) => alarm);
  const outside = harmless.filter((sample) => sample.outside);
  if (harmless.length === 0) return DANGER.unmeasured;
  return (
    Number.EPSILON +
    Math.max(
      from(alarms(harmless), FALSE_ALARMS),
      outside.length < FEWEST ? 0 : from(alarms(outside), FALSE_ALARMS),
      alikes.length < FEWEST ? 0 : from(alikes, ALIKE_ALARMS),
    )
  );
}
