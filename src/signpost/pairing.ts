// The finance rule: a finance service never stands alone. Puts its business support right behind it, or holds it back.
// Must not know how services are ranked.

import { groupOf } from '../model/topic.ts';
import { type Asked, type Candidate, candidateOf } from './candidate.ts';
import { overlap } from './coverage.ts';
import type { Entry, ServiceIndex } from './service-index.ts';

/** One service in its final place. */
export type Placed = { readonly candidate: Candidate; pairedWith: string | null; supportFor: string | null };

export type Balanced = {
  readonly placed: readonly Placed[];
  /** Finance services held back: nothing to pair with, or only support that the person's needs rule out. */
  readonly heldBack: readonly { readonly entry: Entry; readonly why: 'no-pair' | 'need' }[];
};

/** Take showable candidates, best first, and balance them. Each service appears once. */
export function balance(ranked: readonly Candidate[], index: ServiceIndex, asked: Asked): Balanced {
  const placed = new Map<string, Placed>();
  const heldBack: { entry: Entry; why: 'no-pair' | 'need' }[] = [];
  const offersFinance = asked.query.wantsMoney === true && groupOf(asked.query.topic) === 'biz';

  function place(candidate: Candidate, supportFor: string | null): void {
    const { service, finance } = candidate.entry;
    if (placed.has(service.id)) return;
    const pairs = finance ? livePairs(candidate, index, asked) : null;
    // A pair that is not on the page yet can stand right beside; one that is gets named.
    const pair = pairs?.showable.find(({ entry }) => !placed.has(entry.service.id)) ?? pairs?.showable[0];
    if (pairs && !pair && !service.ownSupport) {
      heldBack.push({ entry: candidate.entry, why: pairs.ruledOut ? 'need' : 'no-pair' });
      return;
    }
    placed.set(service.id, { candidate, pairedWith: pair?.entry.service.id ?? null, supportFor });
    if (pair) {
      place(pair, service.id);
      const beside = placed.get(pair.entry.service.id);
      if (beside) beside.supportFor ??= service.id;
    } else if (offersFinance && !finance) {
      offerFinance(candidate);
    }
  }

  /** The softer reverse: who needs money and is shown support also sees the finance that goes with it. */
  function offerFinance(support: Candidate): void {
    for (const entry of index.financeFor.get(support.entry.service.id) ?? []) {
      const finance = candidateOf(entry, asked);
      if (!finance || finance.withheld || placed.has(entry.service.id)) continue;
      if (!canStandBeside(support.entry, entry)) continue;
      placed.set(entry.service.id, {
        candidate: finance,
        pairedWith: support.entry.service.id,
        supportFor: null,
      });
      const beside = placed.get(support.entry.service.id);
      if (beside) beside.supportFor ??= entry.service.id;
    }
  }

  for (const candidate of ranked) place(candidate, null);
  return { placed: [...placed.values()], heldBack };
}

type Pairs = { readonly showable: readonly Candidate[]; readonly ruledOut: boolean };

/** The pairs that may be shown here and now, best first: plain support before support that is itself finance. */
function livePairs({ entry }: Candidate, index: ServiceIndex, asked: Asked): Pairs {
  const known = [...new Set(entry.service.pairWith)]
    .map((id) => index.byId.get(id))
    .filter((pair): pair is Entry => pair !== undefined && pair !== entry && canStandBeside(pair, entry))
    .map((pair) => candidateOf(pair, asked))
    .filter((pair) => pair !== null);
  const showable = known
    .filter((pair) => pair.withheld === null)
    .sort((a, b) => Number(a.entry.finance) - Number(b.entry.finance) || a.rank - b.rank);
  return { showable, ruledOut: known.some(({ withheld }) => withheld === 'need') };
}

/** Support on the same ground. */
function canStandBeside(pair: Entry, finance: Entry): boolean {
  return pair.support && overlap(pair.service.coverage, finance.service.coverage);
}
