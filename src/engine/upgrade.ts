// Reads a stored state of any version, older or damaged. What cannot be read is null, and the person starts again
// with a word about it; nothing is guessed. Must not know where it was stored.

import { SLOTS, type Slots } from '../model/dialog.ts';
import type { LanguageEvidence } from '../model/language.ts';
import { STATE_VERSION, type State } from '../model/state.ts';

/** @param raw parsed JSON */
export function upgrade(raw: unknown): State | null {
  if (!isRecord(raw) || raw['v'] !== STATE_VERSION || typeof raw['lang'] !== 'string') return null;
  const heard = raw['heard'];
  const evidence = evidenceIn(raw['evidence']);
  return {
    v: STATE_VERSION,
    lang: raw['lang'],
    slots: slots(raw['slots']),
    ...(raw['chosen'] === true && { chosen: true }),
    ...(typeof raw['at'] === 'string' && { at: raw['at'] }),
    ...(isStrings(raw['ret']) && { ret: raw['ret'] }),
    ...(isStrings(raw['trail']) && { trail: raw['trail'] }),
    ...(isStrings(raw['offered']) && { offered: raw['offered'] }),
    ...(typeof raw['shown'] === 'number' && { shown: raw['shown'] }),
    ...(typeof raw['later'] === 'string' && { later: raw['later'] }),
    ...(evidence && { evidence }),
    ...(Array.isArray(heard) &&
      typeof heard[0] === 'string' &&
      typeof heard[1] === 'number' && { heard: [heard[0], heard[1]] as const }),
  };
}

function slots(raw: unknown): Slots {
  if (!isRecord(raw)) return {};
  const known = SLOTS.filter((name) => typeof raw[name] === 'string').map((name) => [name, raw[name]]);
  return Object.fromEntries(known) as Slots;
}

function evidenceIn(raw: unknown): LanguageEvidence | null {
  if (!isRecord(raw) || typeof raw['floor'] !== 'number' || !isRecord(raw['sums'])) return null;
  const sums = Object.entries(raw['sums']).filter(
    (entry): entry is [string, number] => typeof entry[1] === 'number',
  );
  return { floor: raw['floor'], sums: Object.fromEntries(sums) };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isStrings(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((entry) => typeof entry === 'string');
}
