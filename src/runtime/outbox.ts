// Sends what was committed, in order, one conversation at a time. Must not know how the parts came about.

import { setTimeout as sleep } from 'node:timers/promises';
import { Fault } from '../model/fault.ts';
import type { Part } from '../model/part.ts';
import type { Address } from '../model/update.ts';
import { openPart } from './envelope.ts';
import { createInFlight } from './in-flight.ts';
import type { Channel, ConversationKey, Log, Outgoing, Sent, Store } from './ports.ts';
import type { Seal } from './sealing.ts';

/** Times in ms. */
export type SendSettings = {
  /** A send that takes longer has failed. */
  readonly timeout: number;
  /** Pause before the second try; it doubles with each further one, up to `mostBackOff`. */
  readonly backOff: number;
  readonly mostBackOff: number;
  /** After so many failed tries a part is left for a later sweep. */
  readonly tries: number;
  /** A sender says so often, at least, that it is at work. */
  readonly heartbeat: number;
};

export const SEND_SETTINGS: SendSettings = {
  timeout: 15_000,
  backOff: 500,
  mostBackOff: 15_000,
  tries: 8,
  heartbeat: 10_000,
};

export type OutboxNeeds = {
  readonly store: Store;
  readonly channels: ReadonlyMap<string, Channel>;
  readonly seal: Seal;
  readonly log: Log;
  readonly settings: SendSettings;
  /** Ms after which another process takes an untouched outbox over. */
  readonly abandonedAfter: number;
};

export type OutboxSender = {
  /**
   * Sends all that waits, after what is being sent already. `known` parts are the oldest and need not be read; `since`: when the
   * store was asked to take them, on performance.now().
   */
  deliver(conversation: ConversationKey, known?: readonly Outgoing[], since?: number): void;
  readonly inFlight: number;
  /** Conversations of this channel that are being sent to. */
  sendingTo(channel: string): number;
  idle(): Promise<void>;
  /** Cuts waiting short and resolves when all that could be sent at once is sent. What is left, another process finds. */
  stop(): Promise<void>;
};

/** Sent parts whose crossing-off failed are remembered up to this number, to be crossed off and not sent again. */
const MOST_REMEMBERED = 10_000;

type Outcome = 'done' | 'gone' | 'later';

/** An outbox that this process sends from; `at`: when it last told the store so, on performance.now(), before it asked. */
type Held = { readonly conversation: ConversationKey; at: number };

export function createOutbox(needs: OutboxNeeds): OutboxSender {
  const { store, channels, seal, log, settings } = needs;
  // Less than the others wait, for their clocks began later than ours.
  const overtakenAfter = needs.abandonedAfter * 0.9;
  const heartbeat = Math.min(settings.heartbeat, needs.abandonedAfter / 3);
  const work = createInFlight();
  const stopping = new AbortController();
  const sentAlready = new Set<string>();
  const sending = new Map<string, number>();

  async function run(held: Held, known: readonly Outgoing[]): Promise<void> {
    // A send or a wait may take long: the store hears now and then that this outbox has its sender.
    const beat = setInterval(() => isOurs(held) && read(held).catch(() => undefined), heartbeat);
    let channel: string | undefined;
    try {
      const waiting = known.length > 0 ? known : isOurs(held) ? await read(held) : [];
      channel = waiting[0] && openOrNull(held.conversation, waiting[0])?.address.channel;
      if (channel !== undefined) sending.set(channel, (sending.get(channel) ?? 0) + 1);
      await sendAll(held, waiting);
    } finally {
      clearInterval(beat);
      if (channel !== undefined) sending.set(channel, (sending.get(channel) ?? 0) - 1);
    }
  }

  async function sendAll(held: Held, known: readonly Outgoing[]): Promise<void> {
    let waiting = known;
    while (waiting.length > 0) {
      const [first, ...rest] = waiting as readonly [Outgoing, ...Outgoing[]];
      const outcome = await deliverOne(held, first);
      if (outcome === 'later') return;
      if (outcome === 'gone') return await store.erase(held.conversation);
      const left = await crossOff(held, first.id);
      // More or fewer than expected: parts came, or the person has had them erased.
      waiting = left === rest.length ? rest : await read(held);
    }
  }

  async function read(held: Held): Promise<readonly Outgoing[]> {
    const at = performance.now();
    const waiting = await store.outbox(held.conversation);
    keep(held, at);
    return waiting;
  }

  /** False when the person has had the part erased while it waited. */
  async function stillWaits(held: Held, { id }: Outgoing): Promise<boolean> {
    return (await read(held)).some((waiting) => waiting.id === id);
  }

  async function crossOff(held: Held, part: string): Promise<number> {
    const name = `${held.conversation} ${part}`;
    if (sentAlready.size < MOST_REMEMBERED) sentAlready.add(name);
    // Once the store is back this must come before a sweep of another process, which would send the part again.
    const until = performance.now() + settings.tries * settings.mostBackOff;
    for (let tries = 1; ; tries += 1) {
      try {
        const at = performance.now();
        const left = await store.sent(held.conversation, part);
        keep(held, at);
        sentAlready.delete(name);
        return left;
      } catch (error) {
        if (stopping.signal.aborted || performance.now() > until) throw error;
        await pause(Math.min(backOff(tries), 2 * settings.backOff));
      }
    }
  }

  /** False when this process stood still so long that another may be sending now. */
  function isOurs({ at }: Held): boolean {
    return performance.now() - at < overtakenAfter;
  }

  /** The store was told at `at`; what was overtaken by then stays so. */
  function keep(held: Held, at: number): void {
    if (at - held.at < overtakenAfter) held.at = at;
  }

  async function deliverOne(held: Held, outgoing: Outgoing): Promise<Outcome> {
    const { conversation } = held;
    if (sentAlready.has(`${conversation} ${outgoing.id}`)) return 'done';
    const opened = openOrNull(conversation, outgoing);
    const channel = opened === null ? undefined : channels.get(opened.address.channel);
    if (opened === null || channel === undefined) {
      log.error(opened === null ? 'outbox/unreadable' : 'outbox/no-channel');
      return 'done';
    }
    let failures = 0;
    for (;;) {
      if (!isOurs(held)) {
        log.warn('outbox/overtaken');
        return 'later';
      }
      const sent = await trySend(channel, opened.address, opened.part);
      switch (sent.type) {
        case 'sent':
          return 'done';
        case 'gone':
          log.info('outbox/gone', { channel: channel.name });
          return 'gone';
        case 'refused':
          log.error('outbox/refused', { channel: channel.name, why: sent.why });
          return 'done';
        case 'wait':
          log.warn('outbox/wait', { channel: channel.name, seconds: sent.seconds });
          if (!(await waitOut(sent.seconds * 1000))) return 'later';
          if (!(await stillWaits(held, outgoing))) return 'done';
          break;
        case 'failed':
          failures += 1;
          log.warn('outbox/failed', { channel: channel.name, tries: failures, why: sent.why });
          if (failures >= settings.tries) return 'later';
          if (!(await waitOut(backOff(failures)))) return 'later';
          if (!(await stillWaits(held, outgoing))) return 'done';
          break;
        default:
          return sent satisfies never;
      }
    }
  }

  async function trySend(
    channel: Channel,
    to: Address,
    part: Part,
  ): Promise<Sent | { readonly type: 'failed'; readonly why: string }> {
    const cancel = new AbortController();
    try {
      const late = sleep(settings.timeout, { type: 'failed', why: 'timeout' } as const, cancel);
      return await Promise.race([channel.send(to, part), late]);
    } catch (error) {
      return { type: 'failed', why: error instanceof Fault ? error.code : 'exception' };
    } finally {
      cancel.abort();
    }
  }

  /** Waits the full time; false when stopped. */
  async function waitOut(ms: number): Promise<boolean> {
    await pause(ms);
    return !stopping.signal.aborted;
  }

  function backOff(failures: number): number {
    return Math.min(settings.backOff * 2 ** (failures - 1), settings.mostBackOff);
  }

  async function pause(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal: stopping.signal }).catch(() => undefined);
  }

  function openOrNull(conversation: ConversationKey, outgoing: Outgoing) {
    try {
      return openPart(seal, conversation, outgoing.sealed);
    } catch {
      return null;
    }
  }

  return {
    deliver(conversation, known = [], since = performance.now()) {
      work.startAfter(conversation, async () => {
        try {
          await run({ conversation, at: since }, known);
        } catch (error) {
          // The parts stay in the outbox; a sweep finds them.
          log.warn('outbox/interrupted', { why: error instanceof Fault ? error.code : 'exception' });
        }
      });
    },
    get inFlight() {
      return work.size;
    },
    sendingTo: (channel) => sending.get(channel) ?? 0,
    idle: () => work.empty(),
    async stop() {
      stopping.abort();
      await work.empty();
    },
  };
}
