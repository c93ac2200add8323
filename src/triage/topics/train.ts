// Learns to tell topics apart, and from held-back phrases how far to trust itself. Must not know lines or files.

import { isDanger } from '../../model/topic.ts';
import { NO_CONCEPTS } from './concepts.ts';
import type { Confidence } from './confidence.ts';
import { foldsOf } from './families.ts';
import { featuresOf } from './features.ts';
import { judge, type Measured, type Trial } from './judge.ts';
import { isTopic, type Label } from './labels.ts';
import type { Article, Lessons, Phrase } from './lessons.ts';
import { BARRED, type Lesson, learnWeights, type Weights } from './logistic.ts';
import { learnMix, type Mix } from './mix.ts';
import { openListeners, type Text } from './opinions.ts';
import { type Known, knowFeatures, openSpace } from './space.ts';
import type { Thresholds } from './thresholds.ts';

export type Learned = {
  readonly labels: readonly Label[];
  readonly known: Known;
  readonly weights: Weights;
  readonly mix: Mix;
  readonly confidence: Confidence;
  readonly alarm: Confidence;
  readonly thresholds: Thresholds;
  readonly measured: Measured;
};

const FOLDS = 4;
/** From so many phrases on, half of the folds are judged: enough to measure, in half the time. */
const MANY = 3000;

export type Texts = {
  readonly phrases: readonly Text[];
  readonly articles: readonly Text[];
  readonly alikes: readonly Text[];
};

/** The labels in the order of their first phrase. */
export function labelsOf(phrases: readonly Phrase[], articles: readonly Article[]): readonly Label[] {
  return [...new Set([...phrases.map(({ label }) => label), ...articles.flatMap(({ topics }) => topics)])];
}

/** Phrases and articles as features and numbers of labels; what has no label among them is left out. */
export function textsOf(labels: readonly Label[], { phrases, articles, alikes, concepts }: Lessons): Texts {
  const numbers = new Map(labels.map((label, at) => [label, at]));
  const make = (text: string, owners: readonly Label[]): Text => ({
    features: featuresOf(text, concepts),
    labels: owners.flatMap((label) => numbers.get(label) ?? []),
  });
  const labelled = ({ labels: owners }: Text) => owners.length > 0;
  return {
    phrases: phrases.map(({ text, label }) => make(text, [label])).filter(labelled),
    articles: articles.map(({ text, topics }) => make(text, topics)).filter(labelled),
    alikes: alikes.map((text) => make(text, [])),
  };
}

/** Trains with pauses of some milliseconds: seconds in all for five languages. Null when there are not two labels. */
export function* learnTopics(
  lessons: Lessons,
): Generator<void, { learned: Learned; trials: readonly Trial[] } | null> {
  const { phrases, articles } = lessons;
  const labels = labelsOf(phrases, articles);
  if (labels.length < 2) return null;
  const texts = textsOf(labels, lessons);
  const trials = yield* holdBack(labels, lessons, texts);
  const told = trials.filter(({ label }) => label !== BARRED);
  const mix = yield* learnMix(told.map(({ label, opinions: { scores } }) => ({ label, scores })));
  const judgement = judge(labels, trials, mix);
  const { known, weights } = yield* learnOnce(labels, texts);
  return { learned: { labels, known, weights, mix, ...judgement }, trials };
}

function* learnOnce(
  labels: readonly Label[],
  { phrases, articles, alikes }: Texts,
): Generator<void, { known: Known; weights: Weights }> {
  const known = knowFeatures([...phrases, ...articles, ...alikes], labels.length);
  yield;
  const space = openSpace(known);
  const weigh = evenly(labels.length, phrases);
  const lessons = [...phrases, ...articles].flatMap(({ features, labels: owners }): Lesson[] => {
    const vector = space.vector(features);
    return owners.map((label) => {
      const varied = isTopic(labels[label]!) && !isDanger(labels[label]!);
      return { vector, label, weight: weigh(label) / owners.length, varied };
    });
  });
  for (const { features } of alikes)
    lessons.push({ vector: space.vector(features), label: BARRED, weight: 1, varied: false });
  yield;
  const weights = yield* learnWeights(lessons, labels.length, known.shared, labels.map(isDanger));
  return { known, weights };
}

/** Labels with many phrases, as dangers have, are not likelier to be meant for that: each of their phrases counts for less. */
function evenly(labels: number, phrases: readonly Text[]): (label: number) => number {
  const counts = new Array<number>(labels).fill(0);
  for (const { labels: owners } of phrases) for (const label of owners) counts[label]! += 1;
  const typical = [...counts].sort((one, other) => one - other)[labels >> 1]!;
  return (label) => Math.sqrt(Math.min(1, typical / Math.max(1, counts[label]!)));
}

/** Opinions on each phrase, and on each look-alike, by listeners that have learned from no phrase of its family. */
function* holdBack(
  labels: readonly Label[],
  { phrases, alikes: alikeTexts, concepts }: Lessons,
  { phrases: texts, articles, alikes }: Texts,
): Generator<void, readonly Trial[]> {
  const space = openSpace(knowFeatures([...texts, ...articles], labels.length));
  // Families are by wording: phrases that only name the same things are what is to be measured.
  const vectors = phrases.map(({ text }) => space.vector(featuresOf(text, NO_CONCEPTS)));
  const folds = yield* foldsOf(phrases, vectors, space.hashes.length, FOLDS);
  const trials: Trial[] = [];
  const judged = phrases.length > MANY ? FOLDS / 2 : FOLDS;
  for (let fold = 0; fold < judged; fold++) {
    const kept = texts.filter((_, at) => folds[at] !== fold);
    if (kept.length === 0 || kept.length === texts.length) continue;
    const others = alikes.filter((_, at) => alikeFold(at) !== fold);
    const { known, weights } = yield* learnOnce(labels, { phrases: kept, articles, alikes: others });
    const listeners = openListeners(labels, known, weights, kept, articles, others, concepts);
    const held = [
      ...texts.flatMap((text, at) => (folds[at] === fold ? [{ ...text, text: phrases[at]!.text }] : [])),
      ...alikes.flatMap((text, at) => (alikeFold(at) === fold ? [{ ...text, text: alikeTexts[at]! }] : [])),
    ];
    for (const [at, { labels: owners, text }] of held.entries()) {
      if (at % 20 === 0) yield;
      const opinions = listeners.ask(text.split(' '));
      if (opinions.known > 0) trials.push({ label: owners[0] ?? BARRED, opinions, text, fold });
    }
  }
  return trials;
}

/** Look-alikes that stand together in their list are often of one family. */
const ALIKE_FAMILY = 5;
const alikeFold = (at: number): number => Math.floor(at / ALIKE_FAMILY) % FOLDS;
