// What we use of two files inside the natural library, which ships types for its index only. Must not describe more.

declare module 'natural/lib/natural/classifiers/bayes_classifier.js' {
  export default class BayesClassifier {
    constructor(stemmer?: undefined, smoothing?: number);
    protected features: Record<string, number>;
    protected classifier: {
      getClassifications(observation: Record<string, number>): { label: string; value: number }[];
    };
    addDocument(tokens: string[], label: string): void;
    train(): void;
    textToFeatures(tokens: readonly string[]): number[];
  }
}

declare module 'natural/lib/natural/distance/jaro-winkler_distance.js' {
  export default function jaroWinkler(one: string, other: string): number;
}
