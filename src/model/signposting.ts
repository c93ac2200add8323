// What is asked of signposting and what it answers. Must not know how services are found.

import type { Need, Status } from './directory.ts';
import type { LanguageCode } from './language.ts';
import type { PlaceId } from './place.ts';
import type { TopicCode } from './topic.ts';

export type SignpostQuery = {
  readonly topic: TopicCode;
  readonly place?: PlaceId;
  readonly status?: Status;
  /** Languages the person speaks, best first. */
  readonly languages?: readonly LanguageCode[];
  readonly needs?: readonly Need[];
  /** The person has said that they need money: support answers then offer the finance paired with it. */
  readonly wantsMoney?: boolean;
};

/** Why a service is shown, in the order it is said. `in` names a place, `speaks` a language. */
export type Reason =
  | { readonly why: 'in'; readonly place: PlaceId }
  | { readonly why: 'speaks'; readonly language: LanguageCode }
  | {
      readonly why:
        | 'free'
        | 'online'
        | 'open-now'
        | 'women-only'
        | 'for-status'
        | 'own-support'
        | 'europe-wide';
    }
  | { readonly why: 'checked'; readonly date: string }
  | { readonly why: 'support-for'; readonly service: string };

export type Signposted = {
  readonly service: string;
  readonly why: readonly Reason[];
  readonly freshness: 'fresh' | 'call-first' | 'unconfirmed';
  /** The service shown beside it; null when none is needed. */
  readonly pairedWith: string | null;
};

export type WithheldWhy = 'aged' | 'ended' | 'stale' | 'no-pair' | 'status' | 'need';

export type SignpostAnswer = {
  /** All that fit, best first; a pair follows the finance service it belongs to. */
  readonly services: readonly Signposted[];
  readonly withheld: readonly { readonly service: string; readonly why: WithheldWhy }[];
};

export type Signpost = (query: SignpostQuery) => SignpostAnswer;
