// Gathers what several thoughts of one conversation want committed together. Must not know who thinks or who stores.

import type { Part } from '../model/part.ts';
import type { State } from '../model/state.ts';
import type { Address } from '../model/update.ts';
import { sealLineEntry, sealPart, sealState, sealUpdate } from './envelope.ts';
import type { Commit, ConversationKey, Outgoing } from './ports.ts';
import type { Seal } from './sealing.ts';
import type { Thought } from './think.ts';

const MINUTE = 60_000;

export type Draft = {
  readonly state: State | null;
  readonly address: Address;
  readonly empty: boolean;
  readonly forgets: boolean;
  readonly counts: { readonly what: string; readonly code: string }[];
  /** The update `id` is dealt with, by this thought. `journal`: the channel's log is ours. `now` in ms. */
  take(id: string, address: Address, journal: boolean, thought: Thought, now: number): void;
  /** The update `id` is dealt with, without a thought. */
  drop(id: string): void;
  say(address: Address, journal: boolean, parts: readonly Part[], now: number): void;
  commit(): Commit;
};

/** What is known of a conversation; the address is null until its first update. */
export type Known = { readonly state: State | null; readonly address: Address | null };

export function createDraft(seal: Seal, conversation: ConversationKey, before: Known): Draft {
  const done: string[] = [];
  const parts: Outgoing[] = [];
  const counts: Draft['counts'] = [];
  let state = before.state;
  let address = before.address ?? { channel: '', to: '' };
  let to: Commit['to'] = 'outbox';
  let forgets = false;
  let reminder: Commit['reminder'];

  function say(where: Address, journal: boolean, said: readonly Part[], now: number): void {
    address = where;
    to = journal ? 'journal' : 'outbox';
    for (const part of said) {
      const sealed = journal
        ? sealLineEntry(seal, conversation, { from: 'line', at: now, part })
        : sealPart(seal, conversation, { address, part });
      parts.push({ id: part.id, sealed });
    }
  }

  function remind(wanted: NonNullable<Thought['reminder']>, now: number): NonNullable<Commit['reminder']> {
    const at = now + wanted.after * MINUTE;
    const update = { id: `r${at}`, address, content: { type: 'reminded', to: wanted.to } } as const;
    return { at, sealed: sealUpdate(seal, conversation, update) };
  }

  return {
    get state() {
      return state;
    },
    get address() {
      return address;
    },
    get empty() {
      return done.length === 0;
    },
    get forgets() {
      return forgets;
    },
    counts,
    take(id, where, journal, thought, now) {
      done.push(id);
      say(where, journal, thought.parts, now);
      counts.push(...thought.counts);
      if (thought.handOff !== undefined) counts.push({ what: 'hand-off', code: thought.handOff });
      forgets = thought.forget;
      state = forgets ? null : thought.state;
      if (forgets) reminder = null;
      else if (thought.reminder) reminder = remind(thought.reminder, now);
      else if (thought.reminder === null) reminder = null;
    },
    drop(id) {
      done.push(id);
    },
    say,
    commit() {
      // A sealed null is a conversation without a state yet; only forgetting takes away what is stored.
      const sealed = forgets ? null : sealState(seal, conversation, { state, address });
      const base = { state: sealed, parts, to, done };
      return reminder === undefined ? base : { ...base, reminder };
    },
  };
}
