// Counts in a ledger what went wrong: lost, repeated, misordered, misdirected, thought twice or not at all; and how long answers took.

import { type Check, figure, none } from '../row.ts';
import type { Heard, Ledger, Network, Said } from './ledger.ts';

export type Count = {
  readonly said: number;
  /** Never acknowledged: the far side gave up or still tries. Not counted as lost. */
  readonly unacknowledged: number;
  /** Acknowledged, and at least one part of the answer never came. */
  readonly lost: number;
  /** Copies of a part beyond the first. */
  readonly repeatedOnWeb: number;
  readonly repeatedOnNetworks: number;
  /** Answers (first copies) that came after the answer to a later message of the same conversation. */
  readonly misordered: number;
  readonly misdirected: number;
  /** Messages whose turn number does not fit: the state heard one twice, or forgot one. Apologies are left out. */
  readonly miscounted: number;
  readonly apologies: number;
  /** Ms from writing to the whole answer. */
  readonly p50: number;
  readonly p99: number;
  readonly slowest: number;
  /** Answers that took more than a second, by channel. */
  readonly late: Readonly<Record<Network, number>>;
  /** Marks of what was lost, misordered or misdirected. */
  readonly wrong: readonly string[];
};

/** `from`, `to`: only messages written in this span (ms, performance.now()) count in the latency. */
export function count(ledger: Ledger, from = 0, to = Number.POSITIVE_INFINITY): Count {
  const copies = new Map<string, Heard[]>();
  const first: Heard[] = [];
  for (const one of ledger.heard) {
    const name = `${one.talk}.${one.k}.${one.part}`;
    const known = copies.get(name);
    if (known === undefined) {
      copies.set(name, [one]);
      first.push(one);
    } else known.push(one);
  }
  const answered = new Map<string, Heard[]>();
  for (const one of first) {
    const name = `${one.talk}.${one.k}`;
    answered.set(name, [...(answered.get(name) ?? []), one]);
  }
  const whole = ({ talk, k }: Said) => {
    const parts = answered.get(`${talk}.${k}`);
    return parts !== undefined && parts.length === parts[0]!.of ? parts : null;
  };
  const acknowledged = ledger.said.filter(({ acked }) => acked !== undefined);
  const lost = acknowledged.filter((one) => whole(one) === null);
  const overtaken = misordered(first);
  const astray = ledger.heard.filter(({ to, talk }) => to !== talk);
  const repeats = (web: boolean) =>
    [...copies.values()]
      .filter(([one]) => (ledger.channelOf.get(one!.talk) === 'web-chat') === web)
      .reduce((sum, all) => sum + all.length - 1, 0);
  const waits = ledger.said
    .filter(({ at }) => at >= from && at < to)
    .flatMap((one) => {
      const parts = whole(one);
      const channel = ledger.channelOf.get(one.talk);
      return parts === null || channel === undefined
        ? []
        : [{ channel, ms: Math.max(...parts.map(({ at }) => at)) - one.at }];
    });
  const latencies = waits.map(({ ms }) => ms).sort((a, b) => a - b);
  const slow = (name: Network) => waits.filter(({ channel, ms }) => channel === name && ms > 1_000).length;
  const quantile = (q: number) =>
    latencies[Math.min(latencies.length - 1, Math.floor(q * latencies.length))] ?? 0;
  return {
    said: ledger.said.length,
    unacknowledged: ledger.said.length - acknowledged.length,
    lost: lost.length,
    repeatedOnWeb: repeats(true),
    repeatedOnNetworks: repeats(false),
    misordered: overtaken.length,
    misdirected: astray.length,
    miscounted: miscounted(first),
    apologies: first.filter(({ turn }) => turn === 'sorry').length,
    p50: quantile(0.5),
    p99: quantile(0.99),
    slowest: latencies.at(-1) ?? 0,
    late: {
      'web-chat': slow('web-chat'),
      telegram: slow('telegram'),
      'whatsapp-cloud': slow('whatsapp-cloud'),
    },
    wrong: [
      ...lost.map(({ talk, k }) => `lost:${talk}.${k}`),
      ...overtaken.map(({ talk, k, part }) => `late:${talk}.${k}/${part}`),
      ...astray.map(({ talk, k, to }) => `astray:${talk}.${k}>${to}`),
    ],
  };
}

function misordered(first: readonly Heard[]): Heard[] {
  const newest = new Map<string, number>();
  return first.filter(({ talk, k, part }) => {
    const place = k * 1_000 + part;
    const before = newest.get(talk) ?? 0;
    newest.set(talk, Math.max(place, before));
    return place < before;
  });
}

/**
 * Message k is heard in turn k, or in turn k + 1 when the conversation was opened without words before; an apology is no turn.
 */
function miscounted(first: readonly Heard[]): number {
  const base = new Map<string, number>();
  let wrong = 0;
  for (const { talk, k, turn, part } of [...first].sort((a, b) => a.k - b.k)) {
    if (part !== 1) continue;
    const expected = base.get(talk);
    if (turn === 'sorry') base.set(talk, (expected ?? 0) - 1);
    else if (expected === undefined) base.set(talk, turn - k);
    else if (turn - k !== expected) wrong += 1;
  }
  return wrong;
}

/** What every row promises. `onNetworks`: how many repeats the row allows there. */
export function promises(found: Count, onNetworks = 0): readonly Check[] {
  return [
    figure('messages', found.said),
    none('unacknowledged', found.unacknowledged),
    none('lost', found.lost),
    none('repeated on web chat', found.repeatedOnWeb),
    {
      promise: `repeated on networks ≤ ${onNetworks}`,
      measured: `${found.repeatedOnNetworks}`,
      good: found.repeatedOnNetworks <= onNetworks,
    },
    none('misordered', found.misordered),
    none('misdirected', found.misdirected),
    none('turns thought twice or never', found.miscounted),
    ...(found.wrong.length > 0 ? [figure('see', found.wrong.slice(0, 8).join(' '))] : []),
    figure('answer p50 / p99 / slowest', `${ms(found.p50)} / ${ms(found.p99)} / ${ms(found.slowest)}`),
  ];
}

function ms(value: number): string {
  return value < 10_000 ? `${Math.round(value)} ms` : `${(value / 1000).toFixed(1)} s`;
}
