// Why a service is shown, always in the same order. Must not know any language's words.

import { EUROPE } from '../model/place.ts';
import type { Reason, SignpostQuery } from '../model/signposting.ts';
import type { Candidate } from './candidate.ts';

/** `supportFor` is the finance service it stands beside. */
export function reasonsOf(
  { entry, reach, language, open }: Candidate,
  query: SignpostQuery,
  supportFor: string | null,
): readonly Reason[] {
  const { service } = entry;
  const reasons: Reason[] = [];
  if (reach.place === EUROPE) reasons.push({ why: 'europe-wide' });
  else reasons.push({ why: 'in', place: reach.place });
  const spoken = query.languages?.[language];
  if (spoken !== undefined) reasons.push({ why: 'speaks', language: spoken });
  if (service.cost.kind === 'free') reasons.push({ why: 'free' });
  if (service.online) reasons.push({ why: 'online' });
  if (open) reasons.push({ why: 'open-now' });
  if (service.eligibility.womenOnly) reasons.push({ why: 'women-only' });
  if (query.status && service.eligibility.statuses?.includes(query.status)) {
    reasons.push({ why: 'for-status' });
  }
  if (entry.finance && service.ownSupport) reasons.push({ why: 'own-support' });
  if (service.checked && entry.checkedAt !== null) {
    reasons.push({ why: 'checked', date: service.checked.date });
  }
  if (supportFor !== null) reasons.push({ why: 'support-for', service: supportFor });
  return reasons;
}
