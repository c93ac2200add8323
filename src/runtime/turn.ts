// One turn: think each waiting update in order, commit, then let the outbox send. Must not know stores, channels or dialogs.

import { setImmediate as breath, setTimeout as sleep } from 'node:timers/promises';
import { Fault } from '../model/fault.ts';
import type { Update } from '../model/update.ts';
import { openState, openUpdate } from './envelope.ts';
import type {
  Channel,
  Clock,
  Commit,
  Committed,
  ConversationKey,
  Entered,
  Log,
  Outgoing,
  Store,
  Waiting,
} from './ports.ts';
import type { Seal } from './sealing.ts';
import type { Apologise, Count, Think, ThinkInput, Thought, Upgrade } from './think.ts';
import { createDraft, type Draft, type Known } from './turn-draft.ts';

/** Times in ms. */
export type TurnSettings = {
  /** After so many failed tries an update is given up, with an apology. */
  readonly tries: number;
  /** Pause before the second try of a thought or a commit; it doubles with each further one. */
  readonly pause: number;
  /** After so many holders died over it, a conversation's first update is given up unthought. */
  readonly holders: number;
  readonly commitTries: number;
};

export const TURN_SETTINGS: TurnSettings = { tries: 3, pause: 50, holders: 5, commitTries: 7 };

export type TurnNeeds = {
  readonly store: Store;
  readonly channels: ReadonlyMap<string, Channel>;
  readonly seal: Seal;
  readonly clock: Clock;
  readonly log: Log;
  readonly think: Think;
  readonly apologise: Apologise;
  readonly upgrade: Upgrade;
  readonly count: Count;
  /** `since`: when the store was asked to take the parts, on performance.now(). */
  readonly deliver: (conversation: ConversationKey, known?: readonly Outgoing[], since?: number) => void;
  readonly settings: TurnSettings;
};

export type Leased = Extract<Entered, { status: 'leased' }>;

/** Works off a conversation that was entered or claimed; `known` is an update that need not be opened again. Never throws. */
export type RunTurn = (
  leased: Leased,
  known?: { readonly id: string; readonly update: Update },
) => Promise<void>;

type Memory = Known & { readonly lost: boolean };

export function createTurn(needs: TurnNeeds): RunTurn {
  const { store, channels, seal, clock, log, settings } = needs;

  async function work(leased: Leased, known: Parameters<RunTurn>[1]): Promise<void> {
    const { lease } = leased;
    let memory = remember(leased);
    let waiting = leased.updates;
    let dead = leased.tries > settings.holders;
    while (waiting.length > 0) {
      const draft = createDraft(seal, lease.conversation, memory);
      for (const [at, one] of waiting.entries()) {
        // Somebody else's turn comes between two of one person's many.
        if (at > 0) await breath();
        const update = one.id === known?.id ? known.update : openOrNull(lease.conversation, one);
        if (!(await add(draft, one, update, memory, dead))) break;
        dead = false;
        memory = { state: draft.state, address: draft.address, lost: memory.lost && update === null };
        if (draft.forgets) break;
      }
      const commit = draft.commit();
      const asked = performance.now();
      const committed = await commitSurely(leased, commit);
      if (committed.status === 'lost') return log.warn('turn/lost');
      after(lease.conversation, draft, commit, committed, asked);
      waiting = committed.status === 'more' ? committed.updates : [];
    }
  }

  /** False when the update must wait for a commit of its own. */
  async function add(draft: Draft, one: Waiting, update: Update | null, memory: Memory, dead: boolean) {
    const channel = update === null ? undefined : channels.get(update.address.channel);
    if (update === null || channel === undefined) {
      giveUp(draft, one, update === null ? 'unreadable' : 'no-channel');
      return true;
    }
    const { state, lost } = memory;
    const input = { update, state, lost, turn: one.id, can: channel.can, now: clock.now() };
    const thought = dead ? null : await thinkSurely(input);
    if (thought === null) {
      giveUp(draft, one, dead ? 'holders-died' : 'exception');
      draft.say(update.address, channel.journal, apology(input), input.now);
      return true;
    }
    // What was said before must not be erased together with what the person wants erased, nor the other way round.
    if (thought.forget && !draft.empty) return false;
    draft.take(one.id, update.address, channel.journal, thought, input.now);
    return true;
  }

  async function thinkSurely(input: ThinkInput): Promise<Thought | null> {
    for (let tries = 1; ; tries += 1) {
      try {
        return needs.think(input);
      } catch (error) {
        log.error('turn/exception', { tries, why: nameOf(error) });
        if (tries >= settings.tries) return null;
        await sleep(settings.pause * 2 ** (tries - 1));
      }
    }
  }

  function apology(input: ThinkInput) {
    try {
      return needs.apologise(input);
    } catch (error) {
      log.error('turn/no-apology', { why: nameOf(error) });
      return [];
    }
  }

  function giveUp(draft: Draft, one: Waiting, why: string): void {
    log.error('turn/dead-letter', { why });
    draft.drop(one.id);
    draft.counts.push({ what: 'dead-letter', code: why });
  }

  async function commitSurely({ lease }: Leased, commit: Commit): Promise<Committed> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await store.commit(lease, commit);
      } catch (error) {
        if (tries >= settings.commitTries) throw error;
        await sleep(settings.pause * 2 ** (tries - 1));
      }
    }
  }

  function after(
    conversation: ConversationKey,
    draft: Draft,
    commit: Commit,
    committed: Exclude<Committed, { status: 'lost' }>,
    asked: number,
  ) {
    if (committed.delivery === 'ours') needs.deliver(conversation, commit.parts, asked);
    if (committed.delivery === 'all') needs.deliver(conversation, [], asked);
    for (const { what, code } of draft.counts) needs.count(what, code);
  }

  function remember({ lease, state: sealed }: Leased): Memory {
    if (sealed === null) return { state: null, address: null, lost: false };
    try {
      const { state: stored, address } = openState(seal, lease.conversation, sealed);
      const state = stored === null ? null : needs.upgrade(stored);
      if (stored !== null && state === null) log.error('turn/state-unknown');
      return { state, address, lost: stored !== null && state === null };
    } catch (error) {
      log.error('turn/state-unreadable', { why: nameOf(error) });
      return { state: null, address: null, lost: true };
    }
  }

  function openOrNull(conversation: ConversationKey, one: Waiting): Update | null {
    try {
      return openUpdate(seal, conversation, one.sealed);
    } catch {
      return null;
    }
  }

  return async (leased, known) => {
    try {
      await work(leased, known);
    } catch (error) {
      // Nothing is committed: the updates still wait, and a sweep finds them when the lease is over.
      log.warn('turn/left', { why: nameOf(error) });
    }
  };
}

/** A code or a class; never a message, which may quote what a person wrote. */
function nameOf(error: unknown): string {
  if (error instanceof Fault) return error.code;
  return error instanceof Error ? error.name : 'unknown';
}
