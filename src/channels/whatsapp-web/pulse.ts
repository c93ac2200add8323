// Feels the page's pulse, because a frozen page or a dead link ends without an event. Must not know the library.

import { setTimeout as sleep } from 'node:timers/promises';
import type { Loss, Session } from './session.ts';

const EVERY = 5_000;
const PATIENCE = 10_000;
/** Pulses missed in a row that mean a dead page; pulses without the library in it that mean the same. */
const MISSED = 2;
const BARE = 12;

export type PulseNeeds = {
  readonly session: Session;
  /** What the session is now; nothing is felt while it starts. */
  readonly stage: () => 'starting' | 'qr' | 'ready';
  readonly connected: (is: boolean) => void;
  readonly lost: (why: Loss) => void;
  readonly signal: AbortSignal;
};

/** Goes on until `signal`. */
export async function feelPulse({ session, stage, connected, lost, signal }: PulseNeeds): Promise<void> {
  let missed = 0;
  let bare = 0;
  for (;;) {
    await sleep(EVERY, undefined, { signal, ref: false }).catch(() => undefined);
    if (signal.aborted) return;
    if (stage() === 'starting') continue;
    const pulse = await session.pulse(PATIENCE).catch(() => null);
    if (signal.aborted) return;
    missed = pulse ? 0 : missed + 1;
    if (missed >= MISSED) lost('page');
    if (!pulse) continue;
    const unpaired = pulse.state.startsWith('UNPAIRED');
    if (stage() === 'ready') {
      bare = pulse.injected ? 0 : bare + 1;
      connected(pulse.state === 'CONNECTED' && pulse.injected);
      if (unpaired) lost('unpaired');
      else if (bare >= BARE) lost('page');
    } else if (pulse.state === 'UNPAIRED_IDLE') {
      // The page stops making codes after a while, and the library's own way to wake it fails.
      await session.reload().catch(() => undefined);
    }
  }
}
