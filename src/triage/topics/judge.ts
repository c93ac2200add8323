// Learns from held-back phrases how far a guess is to be trusted, and what to do with it. Must not know how guesses are made.

import { isDanger } from '../../model/topic.ts';
import { type Confidence, confidenceOf, type Judged, learnConfidence, type Signs } from './confidence.ts';
import { calmly, echoed } from './echo.ts';
import { isOutside, isTopic, type Label } from './labels.ts';
import { BARRED } from './logistic.ts';
import type { Mix } from './mix.ts';
import type { Opinions } from './opinions.ts';
import { largest, signsOf, signsOfAny } from './signs.ts';
import { type HeldBack, setThresholds, type Thresholds } from './thresholds.ts';

/** What the held-back phrases showed; shares are 0 to 1. */
export type Measured = {
  readonly phrases: number;
  /** Topic phrases whose first topic, and one of the first three, was right. */
  readonly first: number;
  readonly three: number;
  /** Topic phrases that would be answered, those of them that are right, and phrases of no topic that would be answered. */
  readonly answered: number;
  readonly right: number;
  readonly outside: number;
};

/** One held-back text; its label is `BARRED` for a look-alike of danger. */
export type Trial = {
  readonly label: number;
  readonly opinions: Opinions;
  readonly text: string;
  readonly fold: number;
};

export type Judgement = {
  readonly confidence: Confidence;
  readonly alarm: Confidence;
  readonly thresholds: Thresholds;
  readonly measured: Measured;
};

/** How sure a guess is by its signs, and the thresholds that follow. */
export function judge(labels: readonly Label[], trials: readonly Trial[], mix: Mix): Judgement {
  const outside = labels.map(isOutside);
  const topics = labels.map(isTopic);
  const dangers = labels.map(isDanger);
  const seen = trials.map(({ label, opinions }) => {
    const { chances: all } = echoed(mix, opinions);
    const chances = calmly(all, dangers);
    const first = largest(chances.map((chance, at) => (topics[at] ? chance : -1)));
    const signs = signsOf(opinions, chances, outside, first);
    const better = chances.filter((chance, at) => topics[at] && chance > (chances[label] ?? 1)).length;
    const refused = outside[largest(chances)]!;
    return { label, first, signs, better, refused, alarm: signsOfAny(opinions, all, dangers) };
  });
  const confidence = learnConfidence(
    seen
      .filter(({ label }) => label !== BARRED)
      .map(({ label, first, signs }): Judged => ({ signs, right: label === first })),
  );
  const alarm = learnConfidence(
    seen.map(({ label, alarm: signs }): Judged => ({ signs, right: dangers[label] === true })),
  );
  const sure = (model: Confidence, signs: Signs) => confidenceOf(model, signs);
  const heldBack: HeldBack[] = seen
    .filter(({ label }) => topics[label] || outside[label])
    .map(({ label, first, signs, refused, alarm: alarmed }) => ({
      confidence: refused ? 0 : sure(confidence, signs),
      right: label === first,
      outside: outside[label]!,
      alarm: sure(alarm, alarmed),
      danger: dangers[label]!,
    }));
  const alikes = seen.filter(({ label }) => label === BARRED).map(({ alarm: signs }) => sure(alarm, signs));
  const thresholds = setThresholds(heldBack, alikes);
  const asked = seen.filter(({ label }) => topics[label] && !dangers[label]);
  const share = (part: number, whole: number) => (whole === 0 ? 0 : part / whole);
  const answered = heldBack.filter(({ confidence: chance }) => chance >= thresholds.answer);
  const strangers = heldBack.filter((phrase) => phrase.outside).length;
  const inside = answered.filter((phrase) => !phrase.outside);
  return {
    confidence,
    alarm,
    thresholds,
    measured: {
      phrases: asked.length,
      first: share(asked.filter(({ better }) => better === 0).length, asked.length),
      three: share(asked.filter(({ better }) => better < 3).length, asked.length),
      answered: share(inside.length, asked.length),
      right: share(inside.filter(({ right }) => right).length, inside.length),
      outside: share(answered.length - inside.length, strangers),
    },
  };
}
