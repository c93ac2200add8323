// When the line was last linked and listening, kept beside the pairing: what came later may have been missed.
// Must not know what came.

import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../../runtime/ports.ts';

/** Milliseconds; what is heard twice is dropped by its id. */
const OVERLAP = 15_000;
/** Nobody waits longer for an answer, and a phone full of old chats must not be answered. */
const LONGEST = 24 * 3_600_000;

export type LastAlive = {
  touch(): void;
  /** Milliseconds since 1970 from which messages may have been missed; null when the line was never linked here. */
  since(): number | null;
  forget(): void;
};

export function createLastAlive(folder: string, clock: Clock): LastAlive {
  const file = join(folder, 'last-alive');
  return {
    touch: () => quietly(() => writeFileSync(file, String(clock.now()))),
    since() {
      const last = Number(quietly(() => readFileSync(file, 'utf8')) ?? Number.NaN);
      return last > 0 ? Math.max(last - OVERLAP, clock.now() - LONGEST) : null;
    },
    forget: () => quietly(() => rmSync(file, { force: true })),
  };
}

/** A full disk must not end the channel: then nothing is caught up. */
function quietly<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
