// Four opinions on a text, label by label: learned weights, the middle of each label, the nearest phrase, the nearest
// text of the line itself. Must not know how they are weighed.

import type { Features } from './features.ts';
import type { Label } from './labels.ts';
import { scoresOf, type Weights } from './logistic.ts';
import { centreOf, indexVectors } from './lookup.ts';
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
};

export type Listeners = { readonly space: Space; ask(features: Features): Opinions };

/** Makes the listeners ready from what was learned and the texts it was learned from. */
export function openListeners(
  labels: readonly Label[],
  known: Known,
  weights: Weights,
  phrases: readonly Text[],
  articles: readonly Text[],
): Listeners {
  const space = openSpace(known);
  const features = known.hashes.length;
  const vectors = phrases.map((phrase) => space.vector(phrase.features));
  const middles = middlesOf(phrases, vectors);
  const nearest = indexVectors(vectors, features);
  const middle = indexVectors(
    middles.map(({ vector }) => vector),
    features,
  );
  const article = indexVectors(
    articles.map((text) => space.vector(text.features)),
    features,
  );
  const ofMiddles = ownersOf(middles);
  const ofPhrases = ownersOf(phrases);
  const ofArticles = ownersOf(articles);
  const best = (cosines: Float32Array, { starts, owners, shares }: Owners) => {
    const byLabel = new Float32Array(labels.length);
    for (let at = 0; at < cosines.length; at++) {
      if (cosines[at] === 0) continue;
      const share = cosines[at]! * shares[at]!;
      for (let cell = starts[at]!; cell < starts[at + 1]!; cell++)
        if (share > byLabel[owners[cell]!]!) byLabel[owners[cell]!] = share;
    }
    return byLabel;
  };
  return {
    space,
    ask(text) {
      const vector = space.vector(text);
      const byPhrase = nearest.cosines(vector);
      let phrase = 0;
      for (let at = 1; at < byPhrase.length; at++) if (byPhrase[at]! > byPhrase[phrase]!) phrase = at;
      return {
        scores: [
          scoresOf(weights, vector),
          best(middle.cosines(vector), ofMiddles),
          best(byPhrase, ofPhrases),
          best(article.cosines(vector), ofArticles),
        ],
        unseen: vector.unseen,
        known: vector.at.length,
        phrase,
      };
    },
  };
}

/** The labels of each text in one row, from `starts`; a text of many labels says less about each. */
type Owners = { readonly starts: Int32Array; readonly owners: Int32Array; readonly shares: Float32Array };

function ownersOf(texts: readonly Pick<Text, 'labels'>[]): Owners {
  const starts = new Int32Array(texts.length + 1);
  texts.forEach(({ labels }, at) => {
    starts[at + 1] = starts[at]! + labels.length;
  });
  return {
    starts,
    owners: Int32Array.from(texts.flatMap(({ labels }) => labels)),
    shares: Float32Array.from(texts, ({ labels }) => 1 / Math.sqrt(Math.max(1, labels.length))),
  };
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
