// Measures a turn from outside, at the ports: what comes in, is thought, stored and sent. Must not know how it is done, nor
// keep anything of a person: of an update only its hashed id and its channel, until it is committed.

import { STORE_CALLS } from './metric-catalogue.ts';
import type { Metrics } from './metrics.ts';
import { SEND_SETTINGS } from './outbox.ts';
import type { Channel, Receive, Store } from './ports.ts';
import type { Think } from './think.ts';

/**
 * `since`: when it was first seen here; `whole` is false when that was not its beginning, because it was taken over from another
 * process; `ours` is false while another process may be at it.
 */
type Open = { readonly since: number; readonly whole: boolean; channel: string; ours: boolean };

export type Measured = {
  store(store: Store): Store;
  channel(channel: Channel): Channel;
  receive(receive: Receive): Receive;
  think(think: Think): Think;
};

/** Updates that another process deals with are never committed here: they are forgotten after so many ms, or when there are too many. */
const FORGET_AFTER = 120_000;
const MOST_OPEN = 20_000;

/** `now` gives ms that only go forward. */
export function measure(metrics: Metrics, now: () => number = () => performance.now()): Measured {
  const open = new Map<string, Open>();
  let receiving = 0;
  metrics.collect(() => {
    forgetOld();
    metrics.set('waypost_backlog', [...open.values()].filter(({ ours }) => ours).length);
    metrics.set('waypost_receiving', receiving);
  });

  const seconds = (since: number) => (now() - since) / 1_000;

  /** With each update, for it may be that nobody reads the figures. */
  function forgetOld(): void {
    for (const [id, { since }] of open) {
      if (now() - since < FORGET_AFTER && open.size <= MOST_OPEN) return;
      open.delete(id);
    }
  }

  function entered(id: string, ours: boolean): void {
    open.set(id, { since: now(), whole: true, channel: 'other', ours });
    forgetOld();
  }

  function committed(ids: readonly string[]): string {
    let last = 'other';
    for (const id of ids) {
      const { since = 0, whole = false, channel = 'other' } = open.get(id) ?? {};
      open.delete(id);
      metrics.add('waypost_turns_total', { channel });
      if (whole) metrics.observe('waypost_turn_duration_seconds', seconds(since), { channel });
      last = channel;
    }
    return last;
  }

  async function timed<T>(call: string, work: () => Promise<T>): Promise<T> {
    const since = now();
    try {
      return await work();
    } catch (error) {
      metrics.add('waypost_store_failures_total', { call });
      throw error;
    } finally {
      metrics.observe('waypost_store_duration_seconds', seconds(since), { call });
    }
  }

  return {
    store(store) {
      const each = STORE_CALLS.map((call) => {
        const plain = store[call] as (...values: unknown[]) => Promise<unknown>;
        return [call, (...values: unknown[]) => timed(call, () => plain.apply(store, values))];
      });
      const timing = { ...store, ...Object.fromEntries(each) } as Store;
      return {
        ...timing,
        async enter(conversation, update, echo) {
          const found = await timing.enter(conversation, update, echo);
          if (found.status !== 'duplicate') entered(update.id, found.status === 'leased');
          return found;
        },
        async commit(lease, commit) {
          const found = await timing.commit(lease, commit);
          if (found.status === 'lost') {
            metrics.add('waypost_leases_lost_total');
            for (const id of commit.done) open.delete(id);
            return found;
          }
          const channel = committed(commit.done);
          if (commit.to === 'journal') {
            metrics.add('waypost_sends_total', { channel, result: 'sent' }, commit.parts.length);
          }
          return found;
        },
      };
    },

    channel(channel) {
      const { name } = channel;
      for (const result of ['sent', 'wait', 'gone', 'refused', 'failed', 'timeout']) {
        metrics.add('waypost_sends_total', { channel: name, result }, 0);
      }
      return {
        ...channel,
        async send(to, part) {
          const since = now();
          let told = false;
          const tell = (result: string) => {
            if (!told) metrics.add('waypost_sends_total', { channel: name, result });
            told = true;
          };
          // The outbox waits no longer; what the channel says later comes too late.
          const late = setTimeout(tell, SEND_SETTINGS.timeout, 'timeout').unref();
          try {
            const sent = await channel.send(to, part);
            tell(sent.type);
            return sent;
          } catch (error) {
            tell('failed');
            throw error;
          } finally {
            clearTimeout(late);
            metrics.observe('waypost_send_duration_seconds', seconds(since), { channel: name });
          }
        },
      };
    },

    receive(receive) {
      return async (update, echo) => {
        const { channel } = update.address;
        receiving += 1;
        try {
          const result = await receive(update, echo);
          metrics.add('waypost_received_total', { channel, result });
          return result;
        } catch (error) {
          metrics.add('waypost_received_total', { channel, result: 'refused' });
          throw error;
        } finally {
          receiving -= 1;
        }
      };
    },

    think(think) {
      return (input) => {
        const { channel } = input.update.address;
        const known = open.get(input.turn);
        // A turn taken over from a dead process: when it began is not known here.
        if (known === undefined) open.set(input.turn, { since: now(), whole: false, channel, ours: true });
        else Object.assign(known, { channel, ours: true });
        if (input.update.content.type === 'hurried') metrics.add('waypost_rate_notices_total', { channel });
        const since = now();
        try {
          return think(input);
        } finally {
          metrics.observe('waypost_think_duration_seconds', seconds(since));
        }
      };
    },
  };
}
