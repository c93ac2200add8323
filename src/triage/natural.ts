// The only door to the natural library, by deep imports: its index takes seconds and opens databases. Must not know topics.

import BayesClassifier from 'natural/lib/natural/classifiers/bayes_classifier.js';
import jaroWinkler from 'natural/lib/natural/distance/jaro-winkler_distance.js';

/**
 * natural looks every feature up in every document, which is slow from a few hundred phrases on. The same counts are
 * reached through an index: dense rows for training, sparse ones for asking, as its own classifier accepts both.
 */
class TokenBayes extends BayesClassifier {
  private positions: ReadonlyMap<string, number> = new Map();

  override textToFeatures(tokens: readonly string[]): number[] {
    if (this.positions.size === 0)
      this.positions = new Map(Object.keys(this.features).map((feature, at) => [feature, at]));
    const row = new Array<number>(this.positions.size).fill(0);
    for (const token of tokens) row[this.positions.get(token)!] = 1;
    return row;
  }

  ask(tokens: readonly string[]): readonly { label: string; value: number }[] {
    const known: Record<string, number> = {};
    for (const token of tokens) {
      const at = this.positions.get(token);
      if (at !== undefined) known[token] = at;
    }
    return this.classifier.getClassifications(known);
  }
}

export type Example = { readonly label: string; readonly tokens: readonly string[] };

export type Bayes = {
  knows(token: string): boolean;
  /** Natural logarithms of how well each label fits, best first; not probabilities. */
  ask(tokens: readonly string[]): readonly { readonly label: string; readonly score: number }[];
};

/** Counts of natural are multiplied and underflow: 140 stay above zero in classes of up to 180 examples. */
const MOST_TOKENS = 140;

/** Most examples of one label that count; the first come first. */
const MOST_EXAMPLES = 40;

/**
 * Repeats the examples of small labels until all labels have as many. natural's smoothing makes a token that a label
 * has never seen likelier the fewer examples the label has, so that small labels win: measured, 22 against 31 % right.
 */
function balance(examples: readonly Example[]): readonly Example[] {
  const byLabel = new Map<string, Example[]>();
  for (const example of examples)
    byLabel.set(example.label, [...(byLabel.get(example.label) ?? []), example]);
  const most = Math.min(MOST_EXAMPLES, Math.max(...[...byLabel.values()].map((group) => group.length)));
  return [...byLabel.values()].flatMap((group) =>
    Array.from({ length: most }, (_, at) => group[at % group.length]!),
  );
}

/** Trains a Bayes classifier on tokens, never on strings: natural's own tokeniser loses Arabic and Cyrillic. */
export function trainBayes(examples: readonly Example[], smoothing: number): Bayes {
  const model = new TokenBayes(undefined, smoothing);
  // A pair of words that was seen once tells little and doubles the time to train.
  const uses = new Map<string, number>();
  for (const { tokens } of examples) for (const token of tokens) uses.set(token, (uses.get(token) ?? 0) + 1);
  const counts = (token: string) => !token.startsWith('+') || (uses.get(token) ?? 0) > 1;
  for (const { label, tokens } of balance(examples)) model.addDocument(tokens.filter(counts), label);
  const known = new Set([...uses.keys()].filter(counts));
  model.train();
  return {
    knows: (token) => known.has(token),
    ask: (tokens) =>
      model
        .ask(tokens.filter((token) => known.has(token)).slice(0, MOST_TOKENS))
        .map(({ label, value }) => ({ label, score: Math.log(Math.max(value, Number.MIN_VALUE)) })),
  };
}

/** How alike two short words or labels are, 0 to 1. */
export function likeness(one: string, other: string): number {
  return jaroWinkler(one, other);
}
