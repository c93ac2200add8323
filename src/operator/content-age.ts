// How old the directory's facts are, counted. Must not know who looks.

import type { Line } from '../model/line.ts';
import { freshnessOf } from '../signpost/candidate.ts';
import { indexOf } from '../signpost/service-index.ts';

export type AgeKind = 'fresh' | 'call-first' | 'unconfirmed' | 'stale' | 'aged' | 'ended';

export type ContentAge = {
  readonly services: Readonly<Record<AgeKind, number>>;
  /** Days since the newest, the middle and the oldest check; null when no service was ever checked. */
  readonly checked: { readonly newest: number; readonly median: number; readonly oldest: number } | null;
  /** Languages whose texts no native speaker has reviewed. */
  readonly drafts: readonly string[];
};

const DAY = 86_400_000;

/** Ages at `now`, ms since 1970. An ended or aged service counts as that, whatever its last check. */
export function contentAge(line: Line, now: number): ContentAge {
  const services = { fresh: 0, 'call-first': 0, unconfirmed: 0, stale: 0, aged: 0, ended: 0 };
  const days: number[] = [];
  for (const entry of indexOf(line).byId.values()) {
    const { status } = entry.service;
    const kind: AgeKind = status === 'ended' || status === 'aged' ? status : freshnessOf(entry, now);
    services[kind] += 1;
    if (entry.checkedAt !== null) days.push((now - entry.checkedAt) / DAY);
  }
  days.sort((a, b) => a - b);
  const at = (share: number) => Math.max(0, days[Math.floor((days.length - 1) * share)] ?? 0);
  return {
    services,
    checked: days.length === 0 ? null : { newest: at(0), median: at(0.5), oldest: at(1) },
    drafts: line.languages.filter(({ review }) => review.status === 'draft').map(({ code }) => code),
  };
}
