// One service as it stands for one person now: may it be shown, and how well does it fit. Must not know pairs.

import type { Need } from '../model/directory.ts';
import type { LanguageCode } from '../model/language.ts';
import type { Line } from '../model/line.ts';
import type { PlaceId } from '../model/place.ts';
import type { SignpostQuery, WithheldWhy } from '../model/signposting.ts';
import { type Reach, reachOf } from './coverage.ts';
import { openAt, wallTime } from './opening-hours.ts';
import type { Entry } from './service-index.ts';

/** Best first. */
const FRESHNESS = ['fresh', 'call-first', 'unconfirmed', 'stale'] as const;
export type Freshness = (typeof FRESHNESS)[number];

/** What was asked, made ready: by whom, where, when. */
export type Asked = {
  readonly line: Line;
  readonly query: SignpostQuery;
  /** Undefined when nothing is known of where the person is. */
  readonly place: PlaceId | undefined;
  /** `query.languages` without their regions. */
  readonly languages: readonly LanguageCode[];
  /** ms since 1970 */
  readonly now: number;
};

export type Candidate = {
  readonly entry: Entry;
  readonly reach: Reach;
  /** Which of the person's languages is spoken there; -1 when none is known to be. */
  readonly language: number;
  readonly open: boolean;
  readonly freshness: Freshness;
  readonly withheld: WithheldWhy | null;
  /** Smaller is better; no two services have the same. */
  readonly rank: number;
};

/** The service as this person would meet it; null when it does not cover their place. */
export function candidateOf(entry: Entry, asked: Asked): Candidate | null {
  const { query, place, languages, now } = asked;
  const reach = place === undefined ? entry.anywhere : reachOf(entry.service.coverage, place);
  if (!reach) return null;
  const language = languageOf(entry, languages);
  const open = entry.service.hours.length > 0 && isOpen(entry, reach.place, asked);
  const freshness = freshnessOf(entry, now);
  const withheld = withheldWhy(entry, language, open, freshness, query);
  const rank = rankOf(entry, reach, language, open, freshness, query);
  return { entry, reach, language, open, freshness, withheld, rank };
}

/** Age of the last check against its interval: within it fresh, within twice call first, beyond that stale. */
export function freshnessOf(entry: Entry, now: number): Freshness {
  if (entry.checkedAt === null) return 'unconfirmed';
  const age = now - entry.checkedAt;
  if (age <= entry.interval) return 'fresh';
  return age <= 2 * entry.interval ? 'call-first' : 'stale';
}

function withheldWhy(
  entry: Entry,
  language: number,
  open: boolean,
  freshness: Freshness,
  query: SignpostQuery,
): WithheldWhy | null {
  const { service } = entry;
  if (service.status === 'ended') return 'ended';
  if (service.status === 'aged') return 'aged';
  const { statuses } = service.eligibility;
  if (query.status && statuses && !statuses.includes(query.status)) return 'status';
  if (freshness === 'stale') return 'stale';
  for (const need of query.needs ?? []) if (!meets(entry, need, language, open, query)) return 'need';
  return null;
}

function meets(
  { service }: Entry,
  need: Need,
  language: number,
  open: boolean,
  query: SignpostQuery,
): boolean {
  switch (need) {
    case 'free':
      return service.cost.kind === 'free';
    case 'my-language':
      // Without knowing the person's language there is nothing to hold against the service.
      return language !== -1 || !query.languages?.length;
    case 'open-now':
      return open;
    case 'women-only':
      return service.eligibility.womenOnly === true;
    case 'online':
      return service.online;
    default:
      return need satisfies never;
  }
}

/** Place, language, general before women-only, one that can be reached, open now, freshness, cost, then id: one number, first named weighs most. */
function rankOf(
  { service, order }: Entry,
  reach: Reach,
  language: number,
  open: boolean,
  freshness: Freshness,
  query: SignpostQuery,
): number {
  const womenLast = service.eligibility.womenOnly && !query.needs?.includes('women-only') ? 1 : 0;
  let rank = reach.distance;
  rank = rank * 64 + (language === -1 ? 63 : Math.min(language, 62));
  rank = rank * 2 + womenLast;
  rank = rank * 2 + (canBeReached(service) ? 0 : 1);
  rank = rank * 2 + (open ? 0 : 1);
  rank = rank * 4 + FRESHNESS.indexOf(freshness);
  rank = rank * 2 + (service.cost.kind === 'free' ? 0 : 1);
  return rank * 2 ** 32 + order;
}

function canBeReached({ phones, email, web, address }: Entry['service']): boolean {
  return phones.length > 0 || email !== undefined || web !== undefined || address !== undefined;
}

function languageOf({ speaks }: Entry, languages: readonly LanguageCode[]): number {
  if (speaks.length === 0) return -1;
  for (let at = 0; at < languages.length; at++) if (speaks.includes(languages[at] as LanguageCode)) return at;
  return -1;
}

function isOpen({ service }: Entry, where: PlaceId, { line, place, now }: Asked): boolean {
  const zone = line.places.get(where)?.timeZone ?? (place && line.places.get(place)?.timeZone) ?? 'UTC';
  return openAt(service.hours, wallTime(zone, now));
}
