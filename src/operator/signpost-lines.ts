// The command `signpost`: which services a person would be shown, with the reasons, as JSON. Must not know how they are found.

import { NEEDS, type Need, STATUSES, type Status } from '../model/directory.ts';
import type { Line } from '../model/line.ts';
import { EUROPE, type PlaceId } from '../model/place.ts';
import type { Reason, SignpostQuery } from '../model/signposting.ts';
import { createSignpost } from '../signpost/signpost.ts';
import { type Answer, stringIn, stringsIn } from './json-lines.ts';

/** `{id, topic, place?, status?, languages?, needs?, now?}` → `{id, services, withheld}`; `now` is ISO 8601 or ms. */
export function signpostLine(line: Line, today: number): Answer {
  return (input) => {
    const id = input['id'] ?? null;
    const query = readQuery(line, input);
    if (typeof query === 'string') return { id, services: [], withheld: [], error: query };
    const now = readNow(input['now'], today);
    if (now === null) return { id, services: [], withheld: [], error: 'now is not a date' };
    const answer = createSignpost(line, now)(query);
    return {
      id,
      services: answer.services.map(({ service, why, pairedWith }) => ({
        id: service,
        why: why.map(reasonInWords),
        pairedWith,
      })),
      withheld: answer.withheld.map(({ service, why }) => ({ id: service, why })),
    };
  };
}

function readQuery(line: Line, input: Readonly<Record<string, unknown>>): SignpostQuery | string {
  const topic = stringIn(input, 'topic');
  if (!topic || !(line.topics.has(topic) || line.groups.some(({ code }) => code === topic))) {
    return 'topic is missing or is no code of topics.yaml';
  }
  const place = readPlace(line, stringIn(input, 'place'));
  if (place === null) return 'place is not known; places.yaml lists the ids';
  const status = stringIn(input, 'status');
  if (status && !STATUSES.includes(status as Status)) return `status is none of ${STATUSES.join(', ')}`;
  const needs = stringsIn(input, 'needs');
  if (!needs.every((need) => NEEDS.includes(need as Need))) return `needs are none of ${NEEDS.join(', ')}`;
  return {
    topic,
    languages: stringsIn(input, 'languages'),
    needs: needs as readonly Need[],
    ...(place && { place }),
    ...(status && { status: status as Status }),
  };
}

/** An id, or a name in any of the line's languages; undefined when none was asked for, null when unknown. */
function readPlace(line: Line, wanted: string | undefined): PlaceId | undefined | null {
  if (!wanted) return undefined;
  const lower = wanted.toLowerCase();
  if (lower === EUROPE || line.places.has(lower)) return lower;
  for (const { id, name } of line.places.values()) {
    if (Object.values(name).some((one) => one.toLowerCase() === lower)) return id;
  }
  return null;
}

function readNow(value: unknown, today: number): number | null {
  if (value === undefined || value === null) return today;
  const now = typeof value === 'number' ? value : typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isFinite(now) ? now : null;
}

function reasonInWords(reason: Reason): string {
  switch (reason.why) {
    case 'in':
      return `in ${reason.place}`;
    case 'speaks':
      return `speaks ${reason.language}`;
    case 'checked':
      return `checked ${reason.date}`;
    case 'support-for':
      return `support for ${reason.service}`;
    case 'free':
    case 'online':
    case 'open-now':
    case 'women-only':
    case 'for-status':
    case 'own-support':
    case 'europe-wide':
      return reason.why;
    default:
      return reason satisfies never;
  }
}
