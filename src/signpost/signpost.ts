// Topic × person × place × now → services, best first, each with its reasons. Must not know dialogs or channels.

import type { Line } from '../model/line.ts';
import { EUROPE, type PlaceId } from '../model/place.ts';
import type { Signpost, SignpostAnswer, SignpostQuery, WithheldWhy } from '../model/signposting.ts';
import { type Asked, type Candidate, candidateOf } from './candidate.ts';
import { balance, type Placed } from './pairing.ts';
import { reasonsOf } from './reasons.ts';
import { baseLanguage, candidates, indexOf } from './service-index.ts';

/** Signposting for one line at one moment (ms since 1970): `query => answer`. Deterministic; unknown codes find nothing. */
export function createSignpost(line: Line, now: number): Signpost {
  return (query) => {
    const languages = (query.languages ?? []).map(baseLanguage);
    return signpost({ line, query, place: placeOf(line, query), languages, now });
  };
}

function signpost(asked: Asked): SignpostAnswer {
  const { query, place } = asked;
  const index = indexOf(asked.line);
  const ranked: Candidate[] = [];
  const withheld: { service: string; why: WithheldWhy; order: number }[] = [];
  for (const entry of candidates(index, query.topic, place)) {
    const candidate = candidateOf(entry, asked);
    if (!candidate) continue;
    if (candidate.withheld === null) ranked.push(candidate);
    else withheld.push({ service: entry.service.id, why: candidate.withheld, order: entry.order });
  }
  ranked.sort((a, b) => a.rank - b.rank);
  const { placed, heldBack } = balance(ranked, index, asked);
  for (const { entry, why } of heldBack) {
    withheld.push({ service: entry.service.id, why, order: entry.order });
  }
  withheld.sort((a, b) => a.order - b.order);
  return {
    services: placed.map((one) => signposted(one, query)),
    withheld: withheld.map(({ service, why }) => ({ service, why })),
  };
}

function signposted({ candidate, pairedWith, supportFor }: Placed, query: SignpostQuery) {
  const { entry, freshness } = candidate;
  return {
    service: entry.service.id,
    why: reasonsOf(candidate, query, supportFor),
    // Stale services were withheld before; nothing else can arrive here.
    freshness: freshness === 'stale' ? ('call-first' as const) : freshness,
    pairedWith,
  };
}

/** A town's own line answers for its town unless the person said otherwise. */
function placeOf(line: Line, query: SignpostQuery): PlaceId | undefined {
  const place = query.place ?? line.place;
  return place === EUROPE ? undefined : place;
}
