// One service as it stands for one person now: may it be shown, and how well does it fit. Must not know pairs.

import type { Need } from '../model/directory.ts';
import type { LanguageCode } from '../model/language.ts';
import type { Line } from '../model/line.ts';
import type { PlaceId } from '../model/place.ts';
import type { SignpostQuery, WithheldWhy } from '../model/signposting.ts';
import { type Reach, reachOf } from './coverage.ts';
import { openAt, type WallTime, wallTime } from './opening-hours.ts';
import type { Entry } from './service-index.ts';

export type Freshness = 'fresh' | 'call-first' | 'unconfirmed' | 'stale';

/** What was asked, made ready: by whom, where, when. */
export type Asked = {
  readonly line: Line;
  readonly query: SignpostQuery;
  /** Undefined when nothing is known of where the person is. */
  readonly place: PlaceId | undefined;
  /** ms since 1970 */
  readonly now: number;
  /** Wall clocks already read, by time zone. */
  readonly clocks: Map<string, WallTime>;
};

export type Candidate = {
  readonly entry: Entry;
  readonly reach: Reach;
  /** The language of the person that is spoken there; null when none is known to be. */
  readonly speaks: LanguageCode | null;
  readonly open: boolean;
  readonly freshness: Freshness;
  readonly withheld: WithheldWhy | null;
  /** Smaller is better; no two services have the same. */
  readonly rank: number;
};

/** The service as this person would meet it; null when it does not cover their place. */
export function candidateOf(entry: Entry, asked: Asked): Candidate | null {
  const reach = reachOf(entry.service.coverage, asked.place);
  if (!reach) return null;
  const { languages } = asked.query;
  const spoken = languages ? languages.findIndex((code) => speaks(entry, code)) : -1;
  const facts = {
    entry,
    reach,
    speaks: languages?.[spoken] ?? null,
    open: isOpen(entry, reach.place, asked),
    freshness: freshnessOf(entry, asked.now),
  };
  return { ...facts, withheld: withheldWhy(facts, asked.query), rank: rankOf(facts, spoken, asked.query) };
}

type Facts = Omit<Candidate, 'withheld' | 'rank'>;

/** Age of the last check against its interval: within it fresh, within twice call first, beyond that stale. */
export function freshnessOf(entry: Entry, now: number): Freshness {
  if (entry.checkedAt === null) return 'unconfirmed';
  const age = now - entry.checkedAt;
  if (age <= entry.interval) return 'fresh';
  return age <= 2 * entry.interval ? 'call-first' : 'stale';
}

function withheldWhy(facts: Facts, query: SignpostQuery): WithheldWhy | null {
  const { service } = facts.entry;
  if (service.status === 'ended') return 'ended';
  if (service.status === 'aged') return 'aged';
  const { statuses } = service.eligibility;
  if (query.status && statuses && !statuses.includes(query.status)) return 'status';
  if (facts.freshness === 'stale') return 'stale';
  return query.needs?.every((need) => meets(facts, need, query)) === false ? 'need' : null;
}

function meets({ entry, open, ...facts }: Facts, need: Need, query: SignpostQuery): boolean {
  switch (need) {
    case 'free':
      return entry.service.cost.kind === 'free';
    case 'my-language':
      // Without knowing the person's language there is nothing to hold against the service.
      return facts.speaks !== null || !query.languages?.length;
    case 'open-now':
      return open;
    case 'women-only':
      return entry.service.eligibility.womenOnly === true;
    case 'online':
      return entry.service.online;
    default:
      return need satisfies never;
  }
}

/** Place, language, general before women-only, open now, freshness, cost, then id: one number, first named weighs most. */
function rankOf(facts: Facts, spoken: number, query: SignpostQuery): number {
  const { service, order } = facts.entry;
  const womenLast = service.eligibility.womenOnly && !query.needs?.includes('women-only') ? 1 : 0;
  let rank = facts.reach.distance;
  rank = rank * 64 + (spoken === -1 ? 63 : Math.min(spoken, 62));
  rank = rank * 2 + womenLast;
  rank = rank * 2 + (facts.open ? 0 : 1);
  rank = rank * 4 + (['fresh', 'call-first', 'unconfirmed', 'stale'] as const).indexOf(facts.freshness);
  rank = rank * 2 + (service.cost.kind === 'free' ? 0 : 1);
  return rank * 2 ** 32 + order;
}

/** `fa-AF` is served where `fa` is spoken. */
function speaks(entry: Entry, language: LanguageCode): boolean {
  return entry.service.languages.some((spoken) => base(spoken) === base(language));
}

function base(code: LanguageCode): string {
  const dash = code.indexOf('-');
  return (dash === -1 ? code : code.slice(0, dash)).toLowerCase();
}

function isOpen({ service }: Entry, where: PlaceId, { line, place, now, clocks }: Asked): boolean {
  if (service.hours.length === 0) return false;
  const zone = line.places.get(where)?.timeZone ?? (place && line.places.get(place)?.timeZone) ?? 'UTC';
  let clock = clocks.get(zone);
  if (!clock) {
    clock = wallTime(zone, now);
    clocks.set(zone, clock);
  }
  return openAt(service.hours, clock);
}
