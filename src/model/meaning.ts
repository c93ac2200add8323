// What triage found in an utterance. Must not know how it was found.

import type { Slots } from './dialog.ts';
import type { LanguageCode, LanguageEvidence } from './language.ts';
import type { Intent } from './phrase.ts';
import type { TopicCode } from './topic.ts';

export type TopicGuess = { readonly topic: TopicCode; readonly confidence: number };

export type LanguageGuess = { readonly code: LanguageCode; readonly confidence: number };

/** What this message and those before it say together about the person's language. */
export type Spoken = {
  readonly guess: LanguageGuess | null;
  /** To be given back with the next message; null before the first letters. */
  readonly evidence: LanguageEvidence | null;
  /** Languages of the line to ask about, likeliest first: nobody can tell which of them it is. */
  readonly among: readonly LanguageCode[];
};

/** What to do with it; `fixed-text` belongs to danger, `offer` is "Did you mean …". */
export type Decision = 'fixed-text' | 'intent' | 'answer' | 'offer' | 'menu';

type Found =
  | {
      readonly kind: 'urgent';
      readonly topic: TopicCode;
      readonly sure: boolean;
    }
  /** `wished`: the language that she named, when she wants another. */
  | { readonly kind: 'intent'; readonly intent: Intent; readonly wished?: LanguageCode }
  /** `option` is one of the ids that were offered. */
  | { readonly kind: 'choice'; readonly option: string }
  | { readonly kind: 'topic'; readonly topic: TopicCode }
  | { readonly kind: 'none' };

export type Meaning = Found & {
  /** 0 to 1. */
  readonly confidence: number;
  readonly decision: Decision;
  /** A mixed message's other topic, kept for after. */
  readonly second?: TopicCode;
  /** The best five topics, best first, whatever was found. */
  readonly alternatives: readonly TopicGuess[];
  readonly language: LanguageGuess | null;
  readonly spoken: Spoken;
  /** Slots said in passing: "I am in Hamburg" → { country, place }. */
  readonly heard: Slots;
  /** The language that a helper should speak ("a lawyer who speaks Tigrinya"); may be none of the line's. */
  readonly speaks?: LanguageCode;
  /** True when the utterance is a greeting and nothing more. */
  readonly greeting: boolean;
  /** One line per listener, in order, for `understand --explain`; never logged. */
  reasons(): readonly string[];
};
