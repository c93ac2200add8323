// Puts the runtime together: takes updates in, runs turns, sends, sweeps, and stops without losing anything.

import { setTimeout as sleep } from 'node:timers/promises';
import { Fault } from '../model/fault.ts';
import type { Address, Update } from '../model/update.ts';
import { sealUpdate } from './envelope.ts';
import { createGate } from './gate.ts';
import { createInFlight } from './in-flight.ts';
import { createOutbox, SEND_SETTINGS, type SendSettings } from './outbox.ts';
import { createPace, type PaceSettings } from './pace.ts';
import type { Channel, Clock, ConversationKey, Log, Outgoing, Receive, Received, Store } from './ports.ts';
import type { Seal } from './sealing.ts';
import { createSweep } from './sweep.ts';
import type { Apologise, Count, MustHear, Think, Upgrade } from './think.ts';
import { createTurn, TURN_SETTINGS, type TurnSettings } from './turn.ts';

/** Times in ms. */
export type RuntimeSettings = {
  /** Most turns at once, and most that wait for one of them to end before `receive` refuses. */
  readonly turns: number;
  readonly queue: number;
  /** Conversations of one channel that this process is sending to, beyond which the channel takes nothing in. */
  readonly backlog: number;
  /** How fast one conversation may write. */
  readonly pace?: Partial<PaceSettings>;
  readonly sweepEvery: number;
  /** An outbox untouched for so long has lost its sender; not less than the store's `sender`. */
  readonly abandonedAfter: number;
  readonly turn: TurnSettings;
  readonly send: SendSettings;
};

export type RuntimeNeeds = {
  readonly store: Store;
  readonly channels: readonly Channel[];
  readonly seal: Seal;
  readonly clock: Clock;
  readonly log: Log;
  readonly think: Think;
  readonly apologise: Apologise;
  readonly upgrade: Upgrade;
  /** Nothing, unless told. */
  readonly mustHear?: MustHear;
  readonly count?: Count;
  readonly settings?: Partial<RuntimeSettings>;
};

export type Runtime = {
  /**
   * Resolves once the update is in the mailbox; its turn runs on. `too-fast`: it is not, and the person is told once a minute.
   * Faults: `store/unavailable`, `runtime/busy`, `runtime/stopping`.
   */
  readonly receive: Receive;
  /** For how many ms from now nothing that comes from there can be taken, whatever it says; 0 when it must be read. */
  deaf(address: Address): number;
  /** Begins to look for work left behind. */
  start(): void;
  /** One look for work left behind, now. */
  sweep(): Promise<void>;
  /** Resolves when no turn and no send is under way. */
  idle(): Promise<void>;
  /** Takes nothing in any more and resolves when turns and sends under way have ended, or after `patience` ms. */
  drain(patience?: number): Promise<void>;
};

const SETTINGS: RuntimeSettings = {
  turns: 256,
  queue: 2_000,
  backlog: 5_000,
  sweepEvery: 5_000,
  abandonedAfter: 20_000,
  turn: TURN_SETTINGS,
  send: SEND_SETTINGS,
};

export function createRuntime(needs: RuntimeNeeds): Runtime {
  const { store, seal, clock, log } = needs;
  const settings = { ...SETTINGS, ...needs.settings };
  const channels = new Map(needs.channels.map((channel) => [channel.name, channel]));
  const gate = createGate(settings.turns, settings.queue);
  const turns = createInFlight();
  const { abandonedAfter } = settings;
  const outbox = createOutbox({ store, channels, seal, log, settings: settings.send, abandonedAfter });
  const pace = createPace(settings.pace);
  const count = needs.count ?? (() => undefined);
  const run = createTurn({
    ...needs,
    channels,
    count,
    deliver: outbox.deliver,
    settings: settings.turn,
  });
  const sweep = createSweep({
    ...needs,
    gate,
    run: (leased, leave) => turns.start(() => run(leased).finally(leave)),
    deliver: outbox.deliver,
    abandonedAfter,
  });
  let stopping = false;

  async function takeIn(update: Update, echo: Outgoing | undefined, tell: (received: Received) => void) {
    const { channel } = update.address;
    const conversation = seal.conversation(update.address);
    const ruling = pace.rule(conversation, clock.now(), () => mustHear(update));
    if (ruling !== 'go') count('too-fast', ruling);
    if (ruling === 'quiet') return tell('too-fast');
    const leave = await enterGate(conversation, channel);
    try {
      const taken = ruling === 'go' ? update : hurried(update, clock.now());
      const id = seal.updateId(taken.address, taken.id);
      const waiting = { id, sealed: sealUpdate(seal, conversation, taken) };
      const entered = await store.enter(conversation, waiting, ruling === 'go' ? echo : undefined);
      if (entered.status === 'duplicate') pace.repeated(conversation, clock.now());
      if (ruling === 'notice') tell('too-fast');
      else tell(entered.status === 'duplicate' ? 'duplicate' : 'accepted');
      if (entered.status === 'leased') await run(entered, { id, update: taken });
    } finally {
      leave();
    }
  }

  function mustHear(update: Update): boolean {
    try {
      return needs.mustHear?.(update) ?? false;
    } catch {
      log.error('runtime/not-heard');
      return false;
    }
  }

  async function enterGate(conversation: ConversationKey, channel: string): Promise<() => void> {
    if (outbox.sendingTo(channel) < settings.backlog) return gate.enter(conversation, channel);
    throw new Fault('runtime/busy', 'too many answers of this channel wait to be sent');
  }

  async function idle(): Promise<void> {
    while (turns.size + outbox.inFlight > 0) {
      await turns.empty();
      await outbox.idle();
    }
  }

  return {
    receive: (update, echo) =>
      new Promise((resolve, reject) => {
        if (stopping) reject(new Fault('runtime/stopping', 'the line is being stopped'));
        else
          turns.start(() =>
            takeIn(update, echo, resolve).catch((error: unknown) => {
              pace.forgive(seal.conversation(update.address));
              reject(error);
            }),
          );
      }),
    deaf: (address) => pace.deaf(seal.conversation(address), clock.now()),
    start: () => sweep.start(settings.sweepEvery),
    async sweep() {
      await sweep.once();
    },
    idle,
    async drain(patience = 10_000) {
      stopping = true;
      const cancel = new AbortController();
      const ended = sweep
        .stop()
        .then(() => turns.empty())
        .then(() => outbox.stop());
      await Promise.race([ended, sleep(patience, undefined, cancel)]);
      cancel.abort();
    },
  };
}

/** In place of an update that is not kept. The same one from all processes within a minute, so that the person is told once. */
function hurried({ address, language }: Update, now: number): Update {
  const id = `hurried ${Math.floor(now / 60_000)}`;
  return { id, address, content: { type: 'hurried' }, ...(language !== undefined && { language }) };
}
