// Two opinions on a text, label by label: learned weights, and the nearest phrase. Must not know how they are weighed.

import { remember } from '../remember.ts';
import type { Concepts } from './concepts.ts';
import { countedWords, type Features, featuresBetween, featuresOfWord } from './features.ts';
import type { Label } from './labels.ts';
import { addScores, type Weights } from './logistic.ts';
import { indexVectors } from './lookup.ts';
import { type Known, openSpace, type Piece, type Sparse, type Vector } from './space.ts';

/** A phrase or article with its labels as numbers; a phrase has one. */
export type Text = {
  readonly features: Features;
  readonly labels: readonly number[];
};

export type Opinions = {
  /** By opinion, then by label: scores of the weights, then the cosines to the nearest phrase. */
  readonly scores: readonly [weights: Float32Array, phrase: Float32Array];
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
  alikes: readonly Text[],
  concepts: Concepts,
): Listeners {
  const space = openSpace(known);
  // Look-alikes stand behind the phrases as if they were phrases of one more label.
  const alike = labels.length;
  const nearest = nearestOf(
    [...phrases, ...alikes].map(({ features }) => space.vector(features)),
    Int16Array.from([...phrases.map((phrase) => phrase.labels[0]!), ...alikes.map(() => alike)]),
    known.hashes.length,
    labels.length + 1,
    phrases.length,
  );
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
        scores: [scores, cosines.subarray(0, alike)],
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

/** Finds the best cosine of each label; `owners` are the labels of the texts. */
function nearestOf(
  vectors: readonly Vector[],
  owners: Int16Array,
  features: number,
  labels: number,
  named: number,
): (telling: readonly Sparse[], length: number) => Nearest {
  const lookup = indexVectors(vectors, features);
  return (telling, length) => {
    const { amount, texts, cosines } = lookup.near(telling, length);
    const best = new Float32Array(labels);
    let most = 0;
    let first = 0;
    for (let index = 0; index < amount; index++) {
      const text = texts[index]!;
      const cosine = cosines[text]!;
      if (cosine >= most && text < named) {
        first = cosine > most || text < first ? text : first;
        most = cosine;
      }
      if (cosine > best[owners[text]!]!) best[owners[text]!] = cosine;
    }
    return { cosines: best, first };
  };
}
