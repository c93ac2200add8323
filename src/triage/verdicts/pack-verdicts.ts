// Writes the verdicts into bytes and reads them back. Must not know files.

import { DANGER_SIGNS } from './danger-signs.ts';
import { INTENT_SIGNS } from './intent-signs.ts';
import type { Verdicts } from './learn-verdicts.ts';

/** Changes whenever the method or the signs do, so that old bytes are never read. */
export const VERSION = 'v4';

/** JSON, for it is small and an operator may want to read it; empty when nothing was learned. */
export function packVerdicts(verdicts: Verdicts | null): Uint8Array {
  return verdicts === null
    ? new Uint8Array()
    : new TextEncoder().encode(JSON.stringify({ version: VERSION, ...verdicts }));
}

/** Null when the bytes are missing, empty, cut, or of another version. */
export function unpackVerdicts(bytes: Uint8Array | undefined): Verdicts | null {
  if (bytes === undefined || bytes.length === 0) return null;
  try {
    const { version, danger, intent } = JSON.parse(new TextDecoder().decode(bytes));
    const fits =
      version === VERSION &&
      danger.confidence.weights.length === DANGER_SIGNS.length &&
      intent.confidence.weights.length === INTENT_SIGNS.length;
    return fits ? { danger, intent } : null;
  } catch {
    return null;
  }
}
