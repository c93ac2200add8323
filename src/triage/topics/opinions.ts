// Four opinions on a text, label by label: learned weights, the middle of each label, the nearest phrase, the nearest
// text of the line itself. Must not know how they are weighed.

import type { Features } from './features.ts';
import type { Label } from './labels.ts';
import { scoresOf, type Weights } from './logistic.ts';
import { centreOf, indexVectors, type Near } from './lookup.ts';
import { type Known, openSpace, type Space, type Vector } from './space.ts';

/** A phrase or article with its labels as numbers. `group` tells languages apart. */
export type Text = {
  readonly features: Features;
  readonly labels: readonly number[];
  readonly group: string;
};

export type Opinions = {
  /** By opinion, then by label: scores of the weights, then three cosines. */
  readonly scores: readonly Float32Array[];
  readonly unseen: number;
  /** Number of known features. */
  readonly known: number;
  /** Position of the nearest phrase. */
  readonly phrase: number;
  /** Cosine to the nearest look-alike of danger. */
  readonly alike: number;
};

/** A feature that more phrases share is left out when the nearest is looked for. */
const TELLING = 500;

export type Listeners = { readonly space: Space; ask(features: Features): Opinions };

/** Makes the listeners ready from what was learned and the texts it was learned from. */
export function openListeners(
  labels: readonly Label[],
  known: Known,
  weights: Weights,
  phrases: readonly Text[],
  articles: readonly Text[],
  alikes: readonly Text[],
): Listeners {
  const space = openSpace(known);
  const features = known.hashes.length;
  const vectors = phrases.map((phrase) => space.vector(phrase.features));
  const middles = middlesOf(phrases, vectors);
  const nearest = indexVectors(vectors, features, TELLING);
  const middle = indexVectors(
    middles.map(({ vector }) => vector),
    features,
  );
  const article = indexVectors(
    articles.map((text) => space.vector(text.features)),
    features,
    TELLING,
  );
  const alike = indexVectors(
    alikes.map((text) => space.vector(text.features)),
    features,
    TELLING,
  );
  const ofMiddles = ownersOf(middles);
  const ofPhrases = ownersOf(phrases);
  const ofArticles = ownersOf(articles);
  return {
    space,
    ask(text) {
      const vector = space.vector(text);
      const byPhrase = bestOf(nearest.near(vector), ofPhrases, labels.length);
      return {
        scores: [
          scoresOf(weights, vector),
          bestOf(middle.near(vector), ofMiddles, labels.length).byLabel,
          byPhrase.byLabel,
          bestOf(article.near(vector), ofArticles, labels.length).byLabel,
        ],
        unseen: vector.unseen,
        known: vector.at.length,
        phrase: byPhrase.first,
        alike: mostOf(alike.near(vector)),
      };
    },
  };
}

/** Which labels each text has, text after text; a text of many labels says less about each. */
type Owners = {
  readonly starts: Int32Array;
  readonly labels: Int32Array;
  readonly shares: Float32Array;
};

function ownersOf(texts: readonly Pick<Text, 'labels'>[]): Owners {
  const starts = new Int32Array(texts.length + 1);
  texts.forEach(({ labels }, at) => {
    starts[at + 1] = starts[at]! + labels.length;
  });
  return {
    starts,
    labels: Int32Array.from(texts.flatMap(({ labels }) => labels)),
    shares: Float32Array.from(texts, ({ labels }) => 1 / Math.sqrt(Math.max(1, labels.length))),
  };
}

/** The best cosine of each label, and the position of the best of all. */
function bestOf({ amount, texts, cosines }: Near, { starts, labels, shares }: Owners, all: number) {
  const byLabel = new Float32Array(all);
  let most = 0;
  let first = 0;
  for (let index = 0; index < amount; index++) {
    const text = texts[index]!;
    const cosine = cosines[text]!;
    if (cosine > most || (cosine === most && text < first)) {
      most = cosine;
      first = text;
    }
    const weighed = cosine * shares[text]!;
    const end = starts[text + 1]!;
    for (let cell = starts[text]!; cell < end; cell++)
      if (weighed > byLabel[labels[cell]!]!) byLabel[labels[cell]!] = weighed;
  }
  return { byLabel, first };
}

function mostOf({ amount, texts, cosines }: Near): number {
  let most = 0;
  for (let index = 0; index < amount; index++) most = Math.max(most, cosines[texts[index]!]!);
  return most;
}

/** One middle for each label in each language: the middle of several languages is near to none of them. */
function middlesOf(phrases: readonly Text[], vectors: readonly Vector[]) {
  const groups = new Map<string, { labels: readonly number[]; vectors: Vector[] }>();
  phrases.forEach(({ group, labels }, at) => {
    const key = `${group} ${labels.join()}`;
    const known = groups.get(key);
    if (known === undefined) groups.set(key, { labels, vectors: [vectors[at]!] });
    else known.vectors.push(vectors[at]!);
  });
  return [...groups.values()].map((group) => ({ labels: group.labels, vector: centreOf(group.vectors) }));
}
