// Which desk a person is sent to while advisers have no inbox: the team's first live service that covers
// the person's place. Must not know how a desk is drawn.

import type { StepOf } from '../model/dialog.ts';
import type { Team } from '../model/line.ts';
import type { Card } from '../model/message.ts';
import { contains, EUROPE, type PlaceId } from '../model/place.ts';
import { queryFor } from './say-services.ts';
import { hasText, text } from './values.ts';
import { type Draft, say } from './world.ts';

/** Say the step's text with the desk; without a desk here, the step's `-none` text. */
export function sayDesk(draft: Draft, step: StepOf<'hand-off'>): void {
  const namespace = step.id.slice(0, step.id.indexOf('/'));
  const card = deskOf(draft, draft.world.line.teams.get(step.team));
  const none = `${namespace}:${step.name}-none`;
  const key = !card && hasText(draft, none) ? none : `${namespace}:${step.name}`;
  say(draft, { texts: [text(draft, key)], ...(card && { cards: [card] }), from: step.source });
}

function deskOf(draft: Draft, team: Team | undefined): Card | null {
  const { line } = draft.world;
  const place = draft.slots.place ?? draft.slots.country;
  const shown = shownBefore(draft);
  let nearest: { readonly card: Card; readonly depth: number } | null = null;
  for (const id of team?.services ?? []) {
    const service = line.services.get(id);
    if (!service || service.status === 'aged' || service.status === 'ended' || shown.has(id)) continue;
    const { statuses } = service.eligibility;
    if (draft.slots.status && statuses && !statuses.includes(draft.slots.status)) continue;
    const covering = service.coverage.filter((area) => covers(area, place));
    if (covering.length === 0) continue;
    const depth = Math.max(...covering.map((area) => (area === EUROPE ? 0 : area.split('/').length)));
    if (nearest && nearest.depth >= depth) continue;
    const near = covering.find((area) => area !== EUROPE);
    nearest = {
      depth,
      card: {
        service: id,
        reasons: near ? [{ why: 'in', place: near }] : [{ why: 'europe-wide' }],
        freshness: service.checked ? 'fresh' : 'unconfirmed',
      },
    };
  }
  return nearest?.card ?? null;
}

/** Services of the answer in hand: sending a person back to what did not help her helps nobody. */
function shownBefore(draft: Draft): ReadonlySet<string> {
  const { topic } = draft.slots;
  if (!topic?.includes('.')) return draft.said;
  const { services } = draft.world.signpost(queryFor(draft, topic));
  return new Set([...draft.said, ...services.slice(0, draft.shown).map(({ service }) => service)]);
}

function covers(area: PlaceId, place: PlaceId | undefined): boolean {
  if (!place) return area === EUROPE;
  return contains(area, place) || contains(place, area);
}

/** Whether a team is open now, or speaks the person's language. Unknown hours count as closed. */
export function teamIs(draft: Draft, name: string, test: 'open-now' | 'speaks'): boolean {
  const { line, openNow } = draft.world;
  const team = line.teams.get(name);
  if (!team) return false;
  if (test === 'speaks') return team.languages.includes(draft.lang);
  const here = line.places.get(draft.slots.place ?? draft.slots.country ?? line.place);
  return here !== undefined && openNow(team.hours, here.timeZone);
}
