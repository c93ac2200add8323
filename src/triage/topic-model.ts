// Guesses topics in one language: natural's Bayes and the nearest centre, made into chances on held-back phrases.
// Must not know lines or languages. Another method can take its place behind `TopicModel`.

import { isDanger } from '../model/topic.ts';
import { type Confidence, type Judged, learnConfidence, type Signs } from './confidence.ts';
import { trainBayes } from './natural.ts';
import { type HeldBack, setThresholds, type Thresholds } from './thresholds.ts';
import { trainCentroids } from './topic-centroid.ts';
import { intentOf, type Label, type Learned, NONE } from './topic-examples.ts';

export type LabelGuess = { readonly label: Label; readonly confidence: number };

export type Guess = {
  /** All labels, best first; empty when no token is known. */
  readonly labels: readonly LabelGuess[];
  /** The likeliest danger, and how sure it is that there is any danger at all. */
  readonly danger: LabelGuess | null;
};

export type TopicModel = {
  guess(tokens: readonly string[]): Guess;
  readonly thresholds: Thresholds;
  /** Share of held-back phrases whose first label, and one of the first three, was right. */
  readonly measured: { readonly phrases: number; readonly first: number; readonly three: number };
};

/** Measured on clinc35 and banking35: 1 is best of 1, 0.3, 0.1, 0.03. */
const SMOOTHING = 1;
const BAYES = 1.25;
const CENTROID = 12.5;
const FOLDS = 4;
/** From so many phrases on, half of them are judged: enough to measure, in half the time. */
const MANY_PHRASES = 400;
const TEMPERATURES = [0.25, 0.4, 0.6, 0.9, 1.3, 2, 3];

type Ranked = { readonly label: Label; readonly score: number };
type Seen = { readonly ranked: readonly Ranked[]; readonly known: number; readonly amount: number };
type Trial = Seen & { readonly label: Label };

type Opinion = (tokens: readonly string[]) => Seen;

/**
 * Both opinions added as log probabilities, weighted as measured on clinc35 and banking35 (together 91 and 85 %, alone 90
 * and 84, 89 and 85). Bayes is taken per root of the number of tokens, so that a long text is not surer for being long.
 */
function train(examples: readonly Learned[]): Opinion {
  const bayes = trainBayes(examples, SMOOTHING);
  const centroids = trainCentroids(examples);
  return (tokens) => {
    const amount = tokens.filter((token) => bayes.knows(token)).length;
    if (amount === 0) return { ranked: [], known: 0, amount };
    const cosines = centroids.ask(tokens);
    const ranked = bayes
      .ask(tokens)
      .map(({ label, score }) => ({
        label,
        score: (BAYES * score) / Math.sqrt(amount) + CENTROID * (cosines.get(label) ?? 0),
      }))
      .sort((one, other) => other.score - one.score);
    return { ranked, known: amount / tokens.length, amount };
  };
}

/** Log probabilities at a temperature. */
function spread(ranked: readonly Ranked[], temperature: number): readonly number[] {
  const top = ranked[0]?.score ?? 0;
  const logs = ranked.map(({ score }) => (score - top) / temperature);
  const total = Math.log(logs.reduce((sum, log) => sum + Math.exp(log), 0));
  return logs.map((log) => log - total);
}

function signsAt(at: number, logs: readonly number[], seen: Seen): Signs {
  const rival = at === 0 ? (logs[1] ?? -20) : logs[0]!;
  return [logs[at]!, logs[at]! - rival, seen.known, Math.log(1 + seen.amount)];
}

/** Dangers share words with each other, so their chances are added before asking whether there is one. */
function dangerSigns(logs: readonly number[], seen: Seen): Signs | null {
  const mass = logs.reduce(
    (sum, log, at) => (isDanger(seen.ranked[at]!.label) ? sum + Math.exp(log) : sum),
    0,
  );
  if (mass === 0) return null;
  const logMass = Math.log(Math.min(mass, 1 - 1e-6));
  return [logMass, logMass - Math.log1p(-Math.exp(logMass)), seen.known, Math.log(1 + seen.amount)];
}

/** Phrases judged by a model that has not seen them; folds go round within each label. */
function holdBack(examples: readonly Learned[]): readonly Trial[] {
  const turn = new Map<Label, number>();
  const folds = examples.map(({ label, phrase }) => {
    if (!phrase) return -1;
    const next = turn.get(label) ?? 0;
    turn.set(label, next + 1);
    return next % FOLDS;
  });
  const trials: Trial[] = [];
  const judged = folds.filter((fold) => fold !== -1).length > MANY_PHRASES ? FOLDS / 2 : FOLDS;
  for (let fold = 0; fold < judged; fold++) {
    const opinion = train(examples.filter((_, at) => folds[at] !== fold));
    examples.forEach((example, at) => {
      if (folds[at] === fold) trials.push({ label: example.label, ...opinion(example.tokens) });
    });
  }
  return trials.filter(({ ranked }) => ranked.length > 0);
}

/** The temperature under which the held-back phrases are least surprising. */
function fitTemperature(trials: readonly Trial[]): number {
  const surprise = (temperature: number) =>
    trials.reduce((sum, { ranked, label }) => {
      const at = ranked.findIndex((guess) => guess.label === label);
      return sum - (at === -1 ? -10 : Math.max(-10, spread(ranked, temperature)[at]!));
    }, 0);
  return TEMPERATURES.reduce((best, next) => (surprise(next) < surprise(best) ? next : best));
}

const isTopic = (label: Label): boolean => label !== NONE && intentOf(label) === null;

/** Trains on the examples of one language; null when there are not two labels to tell apart. */
export function trainTopics(examples: readonly Learned[]): TopicModel | null {
  if (new Set(examples.map(({ label }) => label)).size < 2) return null;
  const trials = holdBack(examples);
  const temperature = fitTemperature(trials);
  const judged: Judged[] = [];
  const alarms: Judged[] = [];
  const firstTopics: (Omit<HeldBack, 'confidence' | 'alarm'> & {
    readonly signs: Signs;
    alarmSigns: Signs | null;
  })[] = [];
  for (const trial of trials) {
    const logs = spread(trial.ranked, temperature);
    const danger = isDanger(trial.label);
    const alarmSigns = dangerSigns(logs, trial);
    if (alarmSigns !== null) alarms.push({ signs: alarmSigns, right: danger });
    const topic = trial.ranked.findIndex(({ label }) => isTopic(label));
    for (const at of new Set([0, topic])) {
      if (at === -1) continue;
      const signs = signsAt(at, logs, trial);
      const right = trial.ranked[at]!.label === trial.label;
      judged.push({ signs, right });
      if (at !== topic) continue;
      firstTopics.push({ signs, right, outside: !isTopic(trial.label), alarmSigns, danger });
    }
  }
  const confidence: Confidence = learnConfidence(judged);
  const alarm: Confidence = learnConfidence(alarms);
  const heldBack = firstTopics.map((guess) => ({
    ...guess,
    confidence: confidence(guess.signs),
    alarm: guess.alarmSigns === null ? 0 : alarm(guess.alarmSigns),
  }));
  const opinion = train(examples);
  return {
    guess(tokens) {
      const seen = opinion(tokens);
      const logs = spread(seen.ranked, temperature);
      const labels = seen.ranked.map(({ label }, at) => ({
        label,
        confidence: confidence(signsAt(at, logs, seen)),
      }));
      const signs = dangerSigns(logs, seen);
      const first = labels.find(({ label }) => isDanger(label));
      const danger =
        signs === null || first === undefined ? null : { label: first.label, confidence: alarm(signs) };
      return { labels, danger };
    },
    thresholds: setThresholds(heldBack),
    measured: measure(trials),
  };
}

function measure(trials: readonly Trial[]): TopicModel['measured'] {
  const within = (most: number) =>
    trials.filter(({ ranked, label }) => ranked.slice(0, most).some((guess) => guess.label === label))
      .length / Math.max(1, trials.length);
  return { phrases: trials.length, first: within(1), three: within(3) };
}
