// Reads a stored state as the built line does, and keeps the number of turns that mind.js wrote into it.

import { upgrade as read } from '../../../dist/engine/upgrade.js';

export * from '../../../dist/engine/upgrade.js';

export function upgrade(raw) {
  const state = read(raw);
  return state === null || typeof raw?.turns !== 'number' ? state : { ...state, turns: raw.turns };
}
