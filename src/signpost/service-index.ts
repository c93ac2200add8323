// The directory of a line, made ready for quick answers: once per line. Must not know a person or a moment.

import type { Service } from '../model/directory.ts';
import type { LanguageCode } from '../model/language.ts';
import type { Line } from '../model/line.ts';
import { countryOf, EUROPE, type PlaceId } from '../model/place.ts';
import { groupOf, isDanger, isFinance, type TopicCode } from '../model/topic.ts';
import { type Reach, reachOf } from './coverage.ts';

const DAY_MS = 86_400_000;
const SUPPORT_TOPICS: readonly TopicCode[] = ['biz.counsel', 'biz.training', 'biz.plan'];

/** A service with what can be known of it before anybody asks. */
export type Entry = {
  readonly service: Service;
  /** Position among all services by id: the last and stable tie-break. */
  readonly order: number;
  readonly finance: boolean;
  /** May stand beside a finance service. */
  readonly support: boolean;
  /** How long a check holds, in ms. */
  readonly interval: number;
  /** When it was checked, ms since 1970; null when nobody has. */
  readonly checkedAt: number | null;
  /** How it fits somebody of whom no place is known. */
  readonly anywhere: Reach | null;
  /** Languages spoken, without their regions. */
  readonly speaks: readonly LanguageCode[];
};

export type ServiceIndex = {
  readonly size: number;
  readonly byId: ReadonlyMap<string, Entry>;
  /** Topic or group code → country or `europe` → entries. */
  readonly byTopic: ReadonlyMap<string, ReadonlyMap<PlaceId, readonly Entry[]>>;
  /** Support service → finance services that name it as their pair. */
  readonly financeFor: ReadonlyMap<string, readonly Entry[]>;
};

const indexes = new WeakMap<Line, ServiceIndex>();

/** The index of a line, built on first use; a line never changes, so it never grows old. */
export function indexOf(line: Line): ServiceIndex {
  let index = indexes.get(line);
  if (!index) {
    index = buildIndex(line);
    indexes.set(line, index);
  }
  return index;
}

function buildIndex(line: Line): ServiceIndex {
  const services = [...line.services.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  const byId = new Map<string, Entry>();
  const byTopic = new Map<string, Map<PlaceId, Entry[]>>();
  const financeFor = new Map<string, Entry[]>();
  for (const [order, service] of services.entries()) {
    const entry = entryOf(line, service, order);
    byId.set(service.id, entry);
    const countries = new Set(service.coverage.map(countryOf));
    for (const code of findableUnder(line, service)) {
      const byCountry = getOrAdd(byTopic, code, () => new Map<PlaceId, Entry[]>());
      for (const country of countries) getOrAdd(byCountry, country, () => []).push(entry);
    }
    if (entry.finance) {
      for (const pair of new Set(service.pairWith)) getOrAdd(financeFor, pair, () => []).push(entry);
    }
  }
  return { size: services.length, byId, byTopic, financeFor };
}

/** All entries of a topic that could reach a place; with no place, all of the topic. Each once. */
export function candidates(
  index: ServiceIndex,
  topic: TopicCode,
  place: PlaceId | undefined,
): Iterable<Entry> {
  const byCountry = index.byTopic.get(topic);
  if (!byCountry) return [];
  if (place === undefined) return new Set([...byCountry.values()].flat());
  return new Set([...(byCountry.get(countryOf(place)) ?? []), ...(byCountry.get(EUROPE) ?? [])]);
}

function entryOf(line: Line, service: Service, order: number): Entry {
  const finance = service.topics.some(
    (topic) => isFinance(topic) || line.topics.get(topic)?.rules.includes('fin-pair'),
  );
  const supports = service.topics.some((topic) => SUPPORT_TOPICS.includes(topic));
  const checkedAt = service.checked ? Date.parse(service.checked.date) : Number.NaN;
  return {
    service,
    order,
    finance,
    support: supports && (!finance || service.ownSupport),
    interval: intervalDays(line, service, finance) * DAY_MS,
    checkedAt: Number.isNaN(checkedAt) ? null : checkedAt,
    anywhere: reachOf(service.coverage, undefined),
    speaks: service.languages.map(baseLanguage),
  };
}

/** `fa-AF` → `fa`: who speaks the one is understood in the other. */
export function baseLanguage(code: LanguageCode): LanguageCode {
  return (code.split('-', 1)[0] ?? code).toLowerCase();
}

/** A service with several kinds of topics ages as fast as the fastest of them. */
function intervalDays({ freshness }: Line, service: Service, finance: boolean): number {
  const days = [freshness.others];
  if (finance) days.push(freshness.amounts);
  if (service.topics.some(isDanger)) days.push(freshness.safety);
  return Math.min(...days);
}

/** Its topics and their groups; a service that names a whole group is found under each topic of it. */
function findableUnder(line: Line, service: Service): Set<string> {
  const codes = new Set<string>();
  for (const topic of service.topics) {
    codes.add(topic).add(groupOf(topic));
    if (groupOf(topic) !== topic) continue;
    for (const { code, parent } of line.topics.values()) if (parent === topic) codes.add(code);
  }
  return codes;
}

function getOrAdd<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}
