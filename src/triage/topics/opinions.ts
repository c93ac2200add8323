// Three opinions on a text, label by label: learned weights, the nearest phrase, the nearest text of the line itself.
// Must not know how they are weighed.

import { remember } from '../remember.ts';
import type { Concepts } from './concepts.ts';
import { countedWords, type Features, featuresBetween, featuresOfWord } from './features.ts';
import type { Label } from './labels.ts';
import { addScores, type Weights } from './logistic.ts';
import { indexVectors } from './lookup.ts';
import { type Known, openSpace, type Piece, type Sparse, type Vector } from './space.ts';

/** A phrase or article with its labels as numbers. `group` tells languages apart. */
export type Text = {
  readonly features: Features;
  readonly labels: readonly number[];
  readonly group: string;
};

export type Opinions = {
  /** By opinion, then by label: scores of the weights, then the cosines to the nearest phrase and article. */
  readonly scores: readonly [weights: Float32Array, phrase: Float32Array, article: Float32Array];
  readonly unseen: number;
  /** Number of known features. */
  readonly known: number;
  /** Position of the nearest phrase. */
  readonly phrase: number;
  /** Cosine to the nearest look-alike of danger. */
  readonly alike: number;
};

export type Listeners = {
  /** `normal` is as `normalise` spells it. */
  ask(normal: string): Opinions;
};

/** What some features add to a text, and to the score of each label. */
type Heard = Piece & { readonly scores: Float32Array };

const MOST_REMEMBERED = 5000;

/** Makes the listeners ready from what was learned and the texts it was learned from. */
export function openListeners(
  labels: readonly Label[],
  known: Known,
  weights: Weights,
  phrases: readonly Text[],
  articles: readonly Text[],
  alikes: readonly Text[],
  concepts: Concepts,
): Listeners {
  const space = openSpace(known);
  const vectorOf = ({ features }: Text) => space.vector(features);
  const amount = known.hashes.length;
  // Look-alikes stand behind the phrases as if they were phrases of one more label.
  const alike = labels.length;
  const nearest = nearestOf(
    [...phrases, ...alikes].map(vectorOf),
    [...phrases, ...alikes.map(() => ({ labels: [alike] }))],
    amount,
    labels.length + 1,
    phrases.length,
  );
  const article = nearestOf(articles.map(vectorOf), articles, amount, labels.length);
  const hear = (features: Features): Heard => {
    const piece = space.piece(features);
    const scores = new Float32Array(labels.length);
    addScores(weights, piece, scores);
    return { ...piece, scores };
  };
  const hearWord = remember((word) => hear(featuresOfWord(word, concepts)), MOST_REMEMBERED);
  return {
    ask(normal) {
      const words = countedWords(normal);
      const heard = words.map(hearWord);
      if (words.length > 1) heard.push(hear(featuresBetween(words, concepts)));
      const sum = (of: (piece: Heard) => number) => heard.reduce((total, piece) => total + of(piece), 0);
      const length = Math.sqrt(sum(({ square }) => square)) || 1;
      const scores = new Float32Array(labels.length);
      for (const { scores: own } of heard)
        for (let label = 0; label < scores.length; label++) scores[label] = scores[label]! + own[label]!;
      for (let label = 0; label < scores.length; label++)
        scores[label] = weights.base[label]! + scores[label]! / length;
      const strange = sum((piece) => piece.strange);
      const some = heard.some(({ telling }) => telling > 0);
      const telling: readonly Sparse[] = some
        ? heard
        : heard.map((piece) => ({ ...piece, telling: piece.long }));
      const tellingLength = Math.sqrt(
        sum(({ tellingSquare, longSquare }) => (some ? tellingSquare : longSquare)),
      );
      const { cosines, first } = nearest(telling, tellingLength);
      const found = sum(({ at }) => at.length);
      return {
        scores: [scores, cosines.subarray(0, alike), article(telling, tellingLength).cosines],
        unseen: found === 0 ? 1 : strange / (strange + sum(({ total }) => total)),
        known: found,
        phrase: first,
        alike: cosines[alike]!,
      };
    },
  };
}

type Nearest = {
  /** By label. */
  readonly cosines: Float32Array;
  /** Position of the nearest of the first `named` texts. */
  readonly first: number;
};

/** Finds the best cosine of each label; a text of many labels says less about each. */
function nearestOf(
  vectors: readonly Vector[],
  texts: readonly Pick<Text, 'labels'>[],
  features: number,
  labels: number,
  named = texts.length,
): (telling: readonly Sparse[], length: number) => Nearest {
  const lookup = indexVectors(vectors, features);
  const starts = new Int32Array(texts.length + 1);
  texts.forEach((text, at) => {
    starts[at + 1] = starts[at]! + text.labels.length;
  });
  const owners = Int32Array.from(texts.flatMap((text) => text.labels));
  // The label of a text that has but one, as all phrases do; it is asked for at once.
  const only = Int16Array.from(texts, (text) => (text.labels.length === 1 ? text.labels[0]! : -1));
  const shares = Float32Array.from(texts, (text) => 1 / Math.sqrt(Math.max(1, text.labels.length)));
  return (telling, length) => {
    const { amount, texts: near, cosines } = lookup.near(telling, length);
    const best = new Float32Array(labels);
    let most = 0;
    let first = 0;
    for (let index = 0; index < amount; index++) {
      const text = near[index]!;
      const cosine = cosines[text]!;
      if (cosine >= most && text < named) {
        first = cosine > most || text < first ? text : first;
        most = cosine;
      }
      const label = only[text]!;
      if (label >= 0) {
        if (cosine > best[label]!) best[label] = cosine;
        continue;
      }
      const weighed = cosine * shares[text]!;
      const end = starts[text + 1]!;
      for (let cell = starts[text]!; cell < end; cell++)
        if (weighed > best[owners[cell]!]!) best[owners[cell]!] = weighed;
    }
    return { cosines: best, first };
  };
}
