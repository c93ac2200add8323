// Three opinions on a text, label by label: learned weights, the nearest phrase, the nearest text of the line itself.
// Must not know how they are weighed.

import { remember } from '../remember.ts';
import type { Concept, Concepts } from './concepts.ts';
import { countedWords, type Features, featuresOfWord, takeBetween } from './features.ts';
import type { Label } from './labels.ts';
import { addScore, addScores, type Weights } from './logistic.ts';
import { indexVectors } from './lookup.ts';
import { type Known, openSpace, type Piece, type Sparse, type Vector } from './space.ts';

/** A phrase or article with its labels as numbers; a phrase has one. */
export type Text = {
  readonly features: Features;
  readonly labels: readonly number[];
};

export type Opinions = {
  /** By opinion, then by label: scores of the weights, then the cosines to the nearest phrase and article. */
  readonly scores: readonly [weights: Float32Array, phrase: Float32Array, article: Float32Array];
  readonly unseen: number;
  /** Number of known features. */
  readonly known: number;
  /** Position of the nearest phrase, and its cosine. */
  readonly phrase: number;
  readonly likeness: number;
  /** Cosine to the nearest look-alike of danger. */
  readonly alike: number;
};

export type Listeners = {
  /** `said` are normalised words. */
  ask(said: readonly string[]): Opinions;
};

/** Features of one phrase by which it is looked for. */
const KEENEST = 14;
/** Pairs of one text that are looked up; the bound is for stories. */
const MOST_BETWEEN = 1000;

/** What a word adds to a text, and to the score of each label. */
type Heard = Piece & { readonly scores: Float32Array; readonly named: readonly Concept[] };

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
  // Look-alikes stand behind the phrases as if they were phrases of one more label.
  const alike = labels.length;
  const nearest = nearestOf(
    [...phrases, ...alikes].map(({ features }) => space.vector(features)),
    Int16Array.from([...phrases.map((phrase) => phrase.labels[0]!), ...alikes.map(() => alike)]),
    known.hashes.length,
    labels.length + 1,
    phrases.length,
    KEENEST,
  );
  const article = nearestArticleOf(
    articles.map(({ features }) => space.vector(features)),
    articles,
    known.hashes.length,
    labels.length,
  );
  const hearWord = remember((word): Heard => {
    const piece = space.piece(featuresOfWord(word, concepts));
    const scores = new Float32Array(labels.length);
    addScores(weights, piece, scores);
    return { ...piece, scores, named: concepts.of(word) };
  });
  const between = { at: new Int32Array(MOST_BETWEEN), value: new Float32Array(MOST_BETWEEN), telling: 0 };
  const common = { at: between.at.slice(), value: between.value.slice(), telling: 0 };
  /** What words say by standing beside each other; the features are left in `between` and `common`. */
  const addBetween = (sums: Sums, words: readonly string[], all: readonly Heard[]) => {
    between.telling = 0;
    common.telling = 0;
    const namedAt = (_: string, at: number) => all[at]!.named;
    takeBetween(words, namedAt, (feature, weight) => {
      const position = space.positionOf(feature);
      if (position < 0) {
        sums.strange += weight * known.rarest;
        return;
      }
      const value = weight * known.weights[position]!;
      sums.found++;
      sums.total += value;
      sums.square += value * value;
      sums.longSquare += value * value;
      addScore(weights, position, value, sums.scores);
      const list = position < known.common ? common : between;
      if (list === between) sums.tellingSquare += value * value;
      if (list.telling === MOST_BETWEEN) return;
      list.at[list.telling] = position;
      list.value[list.telling++] = value;
    });
  };
  return {
    ask(said) {
      const words = countedWords(said);
      const all = words.map(hearWord);
      const sums = sumsOf(all, labels.length);
      addBetween(sums, words, all);
      const { scores, found, total, strange, tellingSquare } = sums;
      const length = Math.sqrt(sums.square) || 1;
      for (let label = 0; label < scores.length; label++)
        scores[label] = weights.base[label]! + scores[label]! / length;
      const some = tellingSquare > 0;
      const telling: readonly Sparse[] = some ? [...all, between] : [...all.map(longOf), common];
      const tellingLength = Math.sqrt(some ? tellingSquare : sums.longSquare);
      const { cosines, first, likeness } = nearest(telling, tellingLength);
      return {
        scores: [scores, cosines.subarray(0, alike), article(telling, tellingLength)],
        unseen: found === 0 ? 1 : strange / (strange + total),
        known: found,
        phrase: first,
        likeness,
        alike: cosines[alike]!,
      };
    },
  };
}

/** What pieces of a text add up to; see `Piece`. */
type Sums = {
  /** By label, before the text is made unit length. */
  readonly scores: Float32Array;
  /** Number of known features. */
  found: number;
  total: number;
  strange: number;
  square: number;
  tellingSquare: number;
  longSquare: number;
};

function sumsOf(all: readonly Heard[], labels: number): Sums {
  const scores = new Float32Array(labels);
  const sums = { scores, found: 0, total: 0, strange: 0, square: 0, tellingSquare: 0, longSquare: 0 };
  for (const heard of all) {
    sums.found += heard.at.length;
    sums.total += heard.total;
    sums.strange += heard.strange;
    sums.square += heard.square;
    sums.tellingSquare += heard.tellingSquare;
    sums.longSquare += heard.longSquare;
    for (let label = 0; label < labels; label++) scores[label] = scores[label]! + heard.scores[label]!;
  }
  return sums;
}

/** Where nothing that a text says is telling, all that is long tells a little. */
const longOf = (heard: Heard): Sparse => ({ ...heard, telling: heard.long });

type Nearest = {
  /** By label. */
  readonly cosines: Float32Array;
  /** Position of the nearest of the first `named` texts, and its cosine. */
  readonly first: number;
  readonly likeness: number;
};

/** Finds the best cosine of each label; `owners` are the labels of the texts. */
function nearestOf(
  vectors: readonly Vector[],
  owners: Int16Array,
  features: number,
  labels: number,
  named: number,
  most: number,
): (telling: readonly Sparse[], length: number) => Nearest {
  const lookup = indexVectors(vectors, features, most);
  return (telling, length) => {
    const { amount, texts, cosines } = lookup.near(telling, length);
    const best = new Float32Array(labels);
    let nearest = 0;
    let first = 0;
    for (let index = 0; index < amount; index++) {
      const text = texts[index]!;
      const cosine = Math.min(1, cosines[text]!);
      if (cosine >= nearest && text < named) {
        first = cosine > nearest || text < first ? text : first;
        nearest = cosine;
      }
      if (cosine > best[owners[text]!]!) best[owners[text]!] = cosine;
    }
    return { cosines: best, first, likeness: nearest };
  };
}

/** The same for texts of several labels, each of which says less about each. */
function nearestArticleOf(
  vectors: readonly Vector[],
  articles: readonly Text[],
  features: number,
  labels: number,
): (telling: readonly Sparse[], length: number) => Float32Array {
  const lookup = indexVectors(vectors, features);
  return (telling, length) => {
    const best = new Float32Array(labels);
    if (articles.length === 0) return best;
    const { amount, texts, cosines } = lookup.near(telling, length);
    for (let index = 0; index < amount; index++) {
      const text = texts[index]!;
      const { labels: owners } = articles[text]!;
      const cosine = cosines[text]! / Math.sqrt(owners.length);
      for (const owner of owners) if (cosine > best[owner]!) best[owner] = cosine;
    }
    return best;
  };
}
