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
  /** Cosine to the nearest look-alike of danger. */
  readonly alike: number;
};

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
  const nearest = indexVectors(vectors, features);
  const middle = indexVectors(
    middles.map(({ vector }) => vector),
    features,
  );
  const article = indexVectors(
    articles.map((text) => space.vector(text.features)),
    features,
  );
  const alike = indexVectors(
    alikes.map((text) => space.vector(text.features)),
    features,
  );
  const ofMiddles = runsOf(middles);
  const ofPhrases = runsOf(phrases);
  const ofArticles = runsOf(articles);
  /** The best cosine of each label, and the position of the best of all. */
  const best = (cosines: Float32Array, runs: readonly Run[]) => {
    const byLabel = new Float32Array(labels.length);
    let most = 0;
    let first = 0;
    for (const { start, end, owners, share } of runs) {
      let highest = 0;
      let at = start;
      for (let entry = start; entry < end; entry++)
        if (cosines[entry]! > highest) {
          highest = cosines[entry]!;
          at = entry;
        }
      if (highest > most) {
        most = highest;
        first = at;
      }
      for (const label of owners) byLabel[label] = Math.max(byLabel[label]!, highest * share);
    }
    return { byLabel, first };
  };
  return {
    space,
    ask(text) {
      const vector = space.vector(text);
      const byPhrase = best(nearest.cosines(vector), ofPhrases);
      return {
        scores: [
          scoresOf(weights, vector),
          best(middle.cosines(vector), ofMiddles).byLabel,
          byPhrase.byLabel,
          best(article.cosines(vector), ofArticles).byLabel,
        ],
        unseen: vector.unseen,
        known: vector.at.length,
        phrase: byPhrase.first,
        alike: alike.cosines(vector).reduce((most, cosine) => (cosine > most ? cosine : most), 0),
      };
    },
  };
}

/** Neighbouring texts of the same labels; a text of many labels says less about each. */
type Run = {
  readonly start: number;
  readonly end: number;
  readonly owners: readonly number[];
  readonly share: number;
};

function runsOf(texts: readonly Pick<Text, 'labels'>[]): readonly Run[] {
  const runs: Run[] = [];
  for (let start = 0, end = 0; start < texts.length; start = end) {
    const { labels } = texts[start]!;
    const key = labels.join();
    while (end < texts.length && texts[end]!.labels.join() === key) end++;
    runs.push({ start, end, owners: labels, share: 1 / Math.sqrt(Math.max(1, labels.length)) });
  }
  return runs;
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
