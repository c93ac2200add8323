// What travels to the scripts and what comes back. Must not know the client library.

import { Fault } from '../model/fault.ts';
import type { Commit, Committed, ConversationKey, Delivery, Entered, Outgoing } from '../runtime/ports.ts';
import type { ScriptName } from './redis-scripts.ts';

export type EnteredReply =
  | readonly ['closed']
  | readonly ['duplicate']
  | readonly ['waiting']
  | readonly ['leased', fence: number, state: string | null, tries: number, items: readonly string[]];

export type CommittedReply =
  | readonly ['lost']
  | readonly ['released', Delivery]
  | readonly ['more', Delivery, items: readonly string[]];

/** Id, line break, sealed body. */
export function itemOf(outgoing: Outgoing): string {
  return `${outgoing.id}\n${outgoing.sealed}`;
}

/** The sealed body is base64url, so the last line break is the one that was put in. */
export function outgoingOf(item: string): Outgoing {
  const split = item.lastIndexOf('\n');
  return { id: item.slice(0, split), sealed: item.slice(split + 1) };
}

export function enteredOf(conversation: ConversationKey, reply: EnteredReply): Entered {
  switch (reply[0]) {
    case 'leased': {
      const [, fence, state, tries, items] = reply;
      const updates = items.map(outgoingOf);
      return { status: 'leased', lease: { conversation, fence }, state, updates, tries };
    }
    case 'closed':
      throw closed();
    case 'duplicate':
      return { status: 'duplicate' };
    case 'waiting':
      return { status: 'waiting' };
    default:
      return reply satisfies never;
  }
}

/** The Fault of a conversation that was erased for good. */
export function closed(): Fault {
  return new Fault('store/closed', 'the conversation was erased for good');
}

export function isClosed(error: unknown): boolean {
  return error instanceof Fault && error.code === 'store/closed';
}

export function committedOf(reply: CommittedReply): Committed {
  switch (reply[0]) {
    case 'released':
      return { status: 'released', delivery: reply[1] };
    case 'more':
      return { status: 'more', delivery: reply[1], updates: reply[2].map(outgoingOf) };
    case 'lost':
      return { status: 'lost' };
    default:
      return reply satisfies never;
  }
}

/** The script that gets no more keys than this commit needs. */
export function commitScript(commit: Commit): ScriptName {
  const reminds = commit.reminder !== undefined;
  if (commit.state === null) return 'commitAll';
  if (commit.to === 'journal') return reminds ? 'commitAll' : 'commitToJournal';
  return reminds ? 'commitAndRemind' : 'commit';
}

export function commitValues(fence: number, commit: Commit): (string | number)[] {
  const { state, to, done, parts, reminder } = commit;
  const head = [fence, to === 'outbox' ? 'o' : 'j', done.length, parts.length].join(' ');
  const note = reminder ? [reminder.at, reminder.sealed] : [];
  return [head, state ?? '', ...done, ...parts.map(itemOf), ...note];
}
