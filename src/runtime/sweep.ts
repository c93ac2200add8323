// Looks at times for work that nobody does: of dead processes, left outboxes, due reminders. Must not know how it is done.

import { Fault } from '../model/fault.ts';
import type { Gate } from './gate.ts';
import type { Clock, ConversationKey, Log, Outgoing, Store } from './ports.ts';
import type { Leased } from './turn.ts';

export type SweepNeeds = {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly gate: Gate;
  /** Works off claimed work and calls `leave` at the end. */
  readonly run: (leased: Leased, leave: () => void) => void;
  readonly deliver: (conversation: ConversationKey, known: readonly Outgoing[], since: number) => void;
  /** Ms after which an outbox that nobody touched counts as left. */
  readonly abandonedAfter: number;
};

export type Sweep = {
  /** One look now. Never throws: a store that is away is tried again next time. */
  once(): Promise<void>;
  /** A look now and every `interval` ms, which does not keep the process alive. */
  start(interval: number): void;
  /** Resolves when the look under way, if any, has ended. */
  stop(): Promise<void>;
};

export function createSweep(needs: SweepNeeds): Sweep {
  const { store, clock, log, gate } = needs;
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> | null = null;
  let away = false;
  let backAt = Number.NEGATIVE_INFINITY;
  let stopped = false;

  async function look(): Promise<void> {
    try {
      while (!stopped && (await claimOne()));
      if (away) {
        log.info('store/back');
        away = false;
        backAt = performance.now();
      }
      // While the store was away no sender could say that it was at work: each gets the time to cross off what it has sent.
      if (performance.now() - backAt < needs.abandonedAfter) return;
      const asked = performance.now();
      for (const conversation of await store.abandoned(clock.now(), needs.abandonedAfter)) {
        log.info('sweep/outbox');
        needs.deliver(conversation, [], asked);
      }
    } catch (error) {
      const why = error instanceof Fault ? error.code : 'exception';
      if (!away) log.warn('sweep/failed', { why });
      away = true;
    }
  }

  async function claimOne(): Promise<boolean> {
    const leave = await gate.enter();
    try {
      const claimed = await store.claim(clock.now());
      if (claimed === null) {
        leave();
        return false;
      }
      if (claimed.tries > 1) log.warn('sweep/claimed', { tries: claimed.tries });
      needs.run(claimed, leave);
      return true;
    } catch (error) {
      leave();
      throw error;
    }
  }

  function once(): Promise<void> {
    looking ??= look().finally(() => {
      looking = null;
    });
    return looking;
  }

  return {
    once,
    start(interval) {
      void once();
      timer = setInterval(once, interval).unref();
    },
    async stop() {
      stopped = true;
      clearInterval(timer);
      await looking;
    },
  };
}
