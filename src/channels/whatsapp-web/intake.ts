// Hands updates to the line, one person's strictly in order, and keeps them while the line cannot take them: WhatsApp brings a
// message once. Must not know what is in them.

import { setTimeout as sleep } from 'node:timers/promises';
import { Fault } from '../../model/fault.ts';
import type { Update } from '../../model/update.ts';
import type { Log, Receive } from '../../runtime/ports.ts';

/** Most updates kept at once; the line is away for long by then. */
const MOST = 5_000;
const PAUSE = 1_000;
const PASSING: ReadonlySet<string> = new Set(['store/unavailable', 'runtime/busy']);

export type Intake = { take(update: Update): void; close(): void };

export function createIntake(receive: Receive, log: Log): Intake {
  const ends = new Map<string, Promise<void>>();
  const closing = new AbortController();
  let kept = 0;

  async function hand(update: Update): Promise<void> {
    while (!closing.signal.aborted) {
      try {
        await receive(update);
        return;
      } catch (error) {
        const code = error instanceof Fault ? error.code : 'exception';
        log.warn('whatsapp-web/not-taken-in', { why: code });
        if (!PASSING.has(code)) return;
        await sleep(PAUSE, undefined, closing).catch(() => undefined);
      }
    }
  }

  return {
    take(update) {
      if (kept >= MOST) return log.error('whatsapp-web/overflow', { kept });
      kept += 1;
      const { to } = update.address;
      const end = (ends.get(to) ?? Promise.resolve()).then(() => hand(update));
      ends.set(to, end);
      void end.then(() => {
        kept -= 1;
        if (ends.get(to) === end) ends.delete(to);
      });
    },
    close: () => closing.abort(),
  };
}
