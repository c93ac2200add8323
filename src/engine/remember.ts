// The rules of what is remembered: a place brings its country, a new country drops the old place.
// Must not know where a value came from.

import type { SlotName, Slots } from '../model/dialog.ts';
import type { Need, Status } from '../model/directory.ts';
import { NEEDS, STATUSES } from '../model/directory.ts';
import type { Line } from '../model/line.ts';
import { contains, countryOf } from '../model/place.ts';
import type { Draft } from './world.ts';

const LANGUAGE = /^[a-z]{2,3}$/;

/** Put a value into a slot; an unknown value is refused with false, so that an old button cannot plant one. */
export function remember(draft: Draft, slot: SlotName, value: string): boolean {
  const { slots } = draft;
  if (!isPossible(draft.world.line, slot, value)) return false;
  switch (slot) {
    case 'country':
      if (slots.place && !contains(value, slots.place)) delete slots.place;
      slots.country = value;
      return true;
    case 'place':
      slots.place = value;
      slots.country = countryOf(value);
      return true;
    case 'status':
      slots.status = value as Status;
      return true;
    case 'topic':
      slots.topic = value;
      return true;
    case 'needs':
      slots.needs = addNeed(slots.needs, value as Need);
      return true;
    case 'speaks':
      slots.speaks = value;
      return true;
    case 'stage':
      slots.stage = value as NonNullable<Slots['stage']>;
      return true;
    case 'helpful':
      slots.helpful = value as NonNullable<Slots['helpful']>;
      draft.effects.push({ type: 'count', what: 'helpful', code: `${slots.topic ?? 'none'} ${value}` });
      return true;
    case 'money':
      slots.money = 'yes';
      return true;
    case 'consent':
      slots.consent = 'yes';
      return true;
    default:
      return slot satisfies never;
  }
}

/** Take back what was remembered; the country takes its place with it. */
export function forgetSlot(draft: Draft, slot: SlotName): void {
  delete draft.slots[slot];
  if (slot === 'country') delete draft.slots.place;
  if (slot === 'needs') delete draft.slots.speaks;
}

export function isSlot(name: string): name is SlotName {
  return name === 'place' || name === 'country' || name === 'status' || name === 'needs';
}

export function needsOf(slots: Slots): readonly Need[] {
  return (slots.needs?.split(',') ?? []) as Need[];
}

function addNeed(needs: string | undefined, need: Need): string {
  const all = needs ? needs.split(',') : [];
  return all.includes(need) ? all.join(',') : [...all, need].join(',');
}

function isPossible(line: Line, slot: SlotName, value: string): boolean {
  switch (slot) {
    case 'country':
      return line.places.get(value)?.kind === 'country';
    case 'place':
      return line.places.has(value);
    case 'status':
      return (STATUSES as readonly string[]).includes(value);
    case 'topic':
      return line.topics.has(value) || line.groups.some((group) => group.code === value);
    case 'needs':
      return (NEEDS as readonly string[]).includes(value);
    case 'speaks':
      return LANGUAGE.test(value);
    case 'stage':
      return ['idea', 'planning', 'running'].includes(value);
    case 'helpful':
      return value === 'yes' || value === 'no';
    case 'money':
    case 'consent':
      return value === 'yes';
    default:
      return slot satisfies never;
  }
}
