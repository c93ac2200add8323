// The directory: organisations and their services, in the words of Open Referral HSDS 3. Must not know dialogs.

import type { LanguageCode, Texts } from './language.ts';
import type { PlaceId } from './place.ts';
import type { TopicCode } from './topic.ts';

/** Residence status of a person, as far as services and rules depend on it. */
export const STATUSES = [
  'asylum-seeker',
  'refugee',
  'temporary-protection',
  'student',
  'worker',
  'family',
  'eu-citizen',
  'no-papers',
  'other',
] as const;
export type Status = (typeof STATUSES)[number];

/** What a person can ask of a service beside its topic. */
export const NEEDS = ['free', 'my-language', 'open-now', 'women-only', 'online'] as const;
export type Need = (typeof NEEDS)[number];

export type Organisation = {
  readonly id: string;
  /** Names are not translated; people must be able to find them on a door. */
  readonly name: string;
  readonly description: Texts;
  readonly web?: string;
};

export type Phone = {
  /** As dialled, e.g. `+49 40 123` or `116 016`. A string everywhere, never a number. */
  readonly number: string;
  readonly note?: Texts;
};

export type Weekday = 'mo' | 'tu' | 'we' | 'th' | 'fr' | 'sa' | 'su';

/** `opens` and `closes` are local times `HH:MM`; `24:00` is the end of the day. */
export type Opening = { readonly days: readonly Weekday[]; readonly opens: string; readonly closes: string };

export type Source = {
  readonly url: string;
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; absent where the source shows none. */
  readonly date?: string;
  readonly kind: string;
};

/** When and by whom an entry was confirmed by calling or visiting. */
export type Check = { readonly date: string; readonly by: string };

/**
 * standing: a permanent public number; unconfirmed: the source looked current, nobody has called;
 * aged: the source is over five years old, a lead and not an answer; ended: finished.
 */
export type ServiceStatus = 'standing' | 'unconfirmed' | 'aged' | 'ended';

export type Cost = {
  readonly kind: 'free' | 'loan' | 'paid' | 'mixed' | 'unknown';
  readonly note?: Texts;
};

/** Hard conditions only; everything softer is said in `whoFor`. */
export type Eligibility = {
  /** Absent: open to every status. */
  readonly statuses?: readonly Status[];
  readonly womenOnly?: boolean;
  readonly minimumAge?: number;
  readonly maximumAge?: number;
};

export type Service = {
  readonly id: string;
  /** Where the entry is written: `knowledge-base/europe/services/de/de-hh-asm.yaml`. */
  readonly file: string;
  readonly organisation: string;
  readonly name: Texts;
  readonly offers: Texts;
  readonly whoFor: Texts;
  readonly topics: readonly TopicCode[];
  readonly coverage: readonly PlaceId[];
  /** What the source says about where, when coverage alone would say too little. */
  readonly coverageNote?: Texts;
  readonly online: boolean;
  /** Languages spoken; empty where the source does not say. */
  readonly languages: readonly LanguageCode[];
  readonly languagesNote?: Texts;
  readonly eligibility: Eligibility;
  readonly cost: Cost;
  readonly documents: readonly Texts[];
  readonly phones: readonly Phone[];
  readonly email?: string;
  readonly web?: string;
  readonly address?: string;
  /** Empty: not known. */
  readonly hours: readonly Opening[];
  readonly source: Source;
  readonly checked: Check | null;
  readonly status: ServiceStatus;
  /** Services that a finance service is shown with. */
  readonly pairWith: readonly string[];
  /** True when a finance service brings its own business support. */
  readonly ownSupport: boolean;
};
