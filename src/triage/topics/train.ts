// Learns to tell topics apart, and from held-back phrases how far to trust itself. Must not know lines or files.

import { isDanger } from '../../model/topic.ts';
import { NO_CONCEPTS } from './concepts.ts';
import { type Confidence, confidenceOf, type Judged, learnConfidence, type Signs } from './confidence.ts';
import { calmly, echoed } from './echo.ts';
import { foldsOf } from './families.ts';
import { featuresOf } from './features.ts';
import { isOutside, isTopic, type Label } from './labels.ts';
import type { Article, Lessons, Phrase } from './lessons.ts';
import { type Lesson, learnWeights, type Weights } from './logistic.ts';
import { learnMix, type Mix } from './mix.ts';
import { type Listeners, type Opinions, openListeners, type Text } from './opinions.ts';
import { largest, signsOf, signsOfAny } from './signs.ts';
import { type Known, knowFeatures, openSpace } from './space.ts';
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

type Trial = { readonly label: number; readonly opinions: Opinions };

/** The labels in the order of their first phrase. */
export function labelsOf(phrases: readonly Phrase[], articles: readonly Article[]): readonly Label[] {
  return [...new Set([...phrases.map(({ label }) => label), ...articles.flatMap(({ topics }) => topics)])];
}

/** Phrases and articles as features and numbers of labels; what has no label among them is left out. */
export function textsOf(
  labels: readonly Label[],
  { phrases, articles, concepts }: Lessons,
): { readonly phrases: readonly Text[]; readonly articles: readonly Text[] } {
  const numbers = new Map(labels.map((label, at) => [label, at]));
  const make = (text: string, owners: readonly Label[], group: string): Text => ({
    features: featuresOf(text, concepts),
    labels: owners.flatMap((label) => numbers.get(label) ?? []),
    group,
  });
  const labelled = ({ labels: owners }: Text) => owners.length > 0;
  return {
    phrases: phrases.map(({ text, label, language }) => make(text, [label], language)).filter(labelled),
    articles: articles.map(({ text, topics }) => make(text, topics, '')).filter(labelled),
  };
}

/** Trains with pauses of some milliseconds: seconds in all for five languages. Null when there are not two labels. */
export function* learnTopics(lessons: Lessons): Generator<void, Learned | null> {
  const { phrases, articles } = lessons;
  const labels = labelsOf(phrases, articles);
  if (labels.length < 2) return null;
  const texts = textsOf(labels, lessons);
  const trials = yield* holdBack(labels, phrases, texts.phrases, texts.articles);
  const mix = yield* learnMix(trials.map(({ label, opinions: { scores } }) => ({ label, scores })));
  const judgement = judge(labels, trials, mix);
  const { known, weights } = yield* learnOnce(labels, texts.phrases, texts.articles);
  return { labels, known, weights, mix, ...judgement };
}

function* learnOnce(
  labels: readonly Label[],
  phrases: readonly Text[],
  articles: readonly Text[],
): Generator<void, { known: Known; weights: Weights }> {
  const known = knowFeatures([...phrases, ...articles], labels.length);
  yield;
  const space = openSpace(known);
  const weigh = evenly(labels.length, phrases);
  const lessons = [...phrases, ...articles].flatMap(({ features, labels: owners }): Lesson[] => {
    const vector = space.vector(features);
    return owners.map((label) => ({ vector, label, weight: weigh(label) / owners.length }));
  });
  yield;
  return { known, weights: yield* learnWeights(lessons, labels.length, known.shared) };
}

/** Labels with many phrases, as dangers have, are not likelier to be meant for that: each of their phrases counts for less. */
function evenly(labels: number, phrases: readonly Text[]): (label: number) => number {
  const counts = new Array<number>(labels).fill(0);
  for (const { labels: owners } of phrases) for (const label of owners) counts[label]! += 1;
  const typical = [...counts].sort((one, other) => one - other)[labels >> 1]!;
  return (label) => Math.sqrt(Math.min(1, typical / Math.max(1, counts[label]!)));
}

/** Opinions on each phrase by listeners that have learned from no phrase of its family. */
function* holdBack(
  labels: readonly Label[],
  phrases: readonly Phrase[],
  texts: readonly Text[],
  articles: readonly Text[],
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
    const { known, weights } = yield* learnOnce(labels, kept, articles);
    const listeners: Listeners = openListeners(labels, known, weights, kept, articles);
    for (const [
      at,
      {
        features,
        labels: [label],
      },
    ] of texts.entries()) {
      if (folds[at] !== fold) continue;
      if (at % 20 === 0) yield;
      const opinions = listeners.ask(features);
      if (opinions.known > 0) trials.push({ label: label!, opinions });
    }
  }
  return trials;
}

/** How sure a guess is by its signs, and the thresholds that follow. */
function judge(
  labels: readonly Label[],
  trials: readonly Trial[],
  mix: Mix,
): Pick<Learned, 'confidence' | 'alarm' | 'thresholds' | 'measured'> {
  const outside = labels.map(isOutside);
  const topics = labels.map(isTopic);
  const dangers = labels.map(isDanger);
  const seen = trials.map(({ label, opinions }) => {
    const { chances: all } = echoed(mix, opinions);
    const chances = calmly(all, dangers);
    const first = largest(chances.map((chance, at) => (topics[at] ? chance : -1)));
    const signs = signsOf(opinions, chances, outside, first);
    const better = chances.filter((chance, at) => topics[at] && chance > chances[label]!).length;
    const refused = outside[largest(chances)]!;
    return { label, first, signs, better, refused, alarm: signsOfAny(opinions, all, dangers) };
  });
  const confidence = learnConfidence(
    seen.map(({ label, first, signs }): Judged => ({ signs, right: label === first })),
  );
  const alarm = learnConfidence(
    seen.map(({ label, alarm: signs }): Judged => ({ signs, right: dangers[label]! })),
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
  const thresholds = setThresholds(heldBack);
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
