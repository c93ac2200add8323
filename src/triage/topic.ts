// Hears what an utterance is about, in the person's language and with help from the line's other languages.
// Must not know phrases or how a model learns.

import type { LanguageCode } from '../model/language.ts';
import type { Line } from '../model/line.ts';
import type { TopicGuess } from '../model/meaning.ts';
import type { Intent } from '../model/phrase.ts';
import type { Thresholds } from './thresholds.ts';
import { tokensOf } from './tokens.ts';
import { examplesOf, intentOf, NONE } from './topic-examples.ts';
import { type Guess, type TopicModel, trainTopics } from './topic-model.ts';

export type TopicHeard = {
  /** Topics only, best first, at most five. */
  readonly topics: readonly TopicGuess[];
  /** The likeliest danger, and how sure it is that there is any. */
  readonly danger: TopicGuess | null;
  /** The best label of all, when it is an intent. */
  readonly intent: { readonly intent: Intent; readonly confidence: number } | null;
  /** Out of scope is likelier than any topic. */
  readonly outside: boolean;
  readonly thresholds: Thresholds;
  /** The language whose model spoke; null when none knew a word. */
  readonly by: LanguageCode | null;
};

export type TopicListener = {
  /** `own` is the utterance's language; `others` may help and count for less. */
  hear(normal: string, own: LanguageCode | null, others: readonly LanguageCode[]): TopicHeard;
  /** Trains what is not trained yet: about 0.1 s a language. */
  warm(languages: readonly LanguageCode[]): void;
  measured(language: LanguageCode): TopicModel['measured'] | null;
};

const MOST = 5;
/** A model of another language than the person's shares only names and loan words with them. */
const FOREIGN = 0.85;
/** What is heard where no word is known, or none should be. */
export const NOTHING_HEARD: TopicHeard = {
  topics: [],
  danger: null,
  intent: null,
  outside: true,
  thresholds: { answer: 1, offer: 1, danger: 1 },
  by: null,
};

/** A listener for the line; each language is trained when it is first needed. */
export function listenForTopics(line: Line): TopicListener {
  const models = new Map<LanguageCode, TopicModel | null>();
  const modelOf = (language: LanguageCode): TopicModel | null => {
    let model = models.get(language);
    if (model === undefined) {
      model = trainTopics(examplesOf(line, language));
      models.set(language, model);
    }
    return model;
  };
  return {
    hear(normal, own, others) {
      let best = NOTHING_HEARD;
      const tokens = tokensOf(normal);
      for (const language of new Set([...(own === null ? [] : [own]), ...others])) {
        const model = modelOf(language);
        if (model === null) continue;
        const guesses = model.guess(tokens);
        const heard = sort(guesses, model.thresholds, language, language === own ? 1 : FOREIGN);
        if (heard !== null && (best.by === null || weightOf(heard) > weightOf(best))) best = heard;
      }
      return best;
    },
    warm(languages) {
      for (const language of languages) modelOf(language);
    },
    measured: (language) => modelOf(language)?.measured ?? null,
  };
}

const weightOf = (heard: TopicHeard): number =>
  Math.max(heard.topics[0]?.confidence ?? 0, heard.intent?.confidence ?? 0);

function sort(
  { labels, danger }: Guess,
  thresholds: Thresholds,
  by: LanguageCode,
  factor: number,
): TopicHeard | null {
  const first = labels[0];
  if (first === undefined) return null;
  const intent = intentOf(first.label);
  const topics = labels
    .filter(({ label }) => label !== NONE && intentOf(label) === null)
    .slice(0, MOST)
    .map(({ label, confidence }) => ({ topic: label, confidence: confidence * factor }));
  return {
    topics,
    danger: danger === null ? null : { topic: danger.label, confidence: danger.confidence * factor },
    intent: intent === null ? null : { intent, confidence: first.confidence * factor },
    outside: first.label === NONE,
    thresholds,
    by,
  };
}
