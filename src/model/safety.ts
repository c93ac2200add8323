// The fixed texts for danger, with each country's own numbers. Must not know how a danger is recognised.

import type { LanguageCode, Review, Texts } from './language.ts';
import type { PlaceId } from './place.ts';
import type { TopicCode } from './topic.ts';

/** A number to call, valid in the countries listed. */
export type SafetyNumber = {
  readonly id: string;
  readonly number: string;
  readonly name: Texts;
  readonly topics: readonly TopicCode[];
  /** Countries where it is valid; `europe` for all. */
  readonly places: readonly PlaceId[];
  /** The service the fact comes from, so that its source can be found. */
  readonly service: string;
};

/** The fixed text of one danger in one language. `doubt` is the gentle question when it is not sure. */
export type SafetyText = {
  readonly topic: TopicCode;
  readonly text: string;
  readonly doubt: string;
  /** Only safe.emergency has one: no place to sleep tonight. */
  readonly second?: string;
};

export type Safety = {
  readonly numbers: readonly SafetyNumber[];
  readonly texts: ReadonlyMap<LanguageCode, ReadonlyMap<TopicCode, SafetyText>>;
  readonly review: ReadonlyMap<LanguageCode, Review>;
};
