// The store of one process: the same promises as Redis, gone with the process. Must not know what a state means.

import type {
  Clock,
  Commit,
  Committed,
  ConversationKey,
  Delivery,
  Entered,
  Outgoing,
  Store,
  Waiting,
} from '../runtime/ports.ts';
import { ExpiringMap } from './expiring-map.ts';
import { MemoryJournal } from './memory-journal.ts';
import { type StoreSettings, storeSettings } from './store-settings.ts';

type Leased = Extract<Entered, { status: 'leased' }>;

type Conversation = {
  state: string | null;
  fence: number;
  /** 0 when nobody holds it. */
  leaseUntil: number;
  tries: number;
  mailbox: readonly Waiting[];
  outbox: readonly Outgoing[];
  /** The fence of the commit whose caller sends the outbox. */
  sender: number;
};

type Reminder = { readonly at: number; readonly sealed: string; readonly until: number };

const EMPTY: Conversation = {
  state: null,
  fence: 0,
  leaseUntil: 0,
  tries: 1,
  mailbox: [],
  outbox: [],
  sender: 0,
};

/** Settings as in store-settings.ts; `clock` decides what has expired and which leases are alive. */
export function createMemoryStore(changed: Partial<StoreSettings> = {}, clock: Clock = Date): Store {
  const settings = storeSettings(changed);
  const seen = new ExpiringMap<true>(settings.dedupe);
  const conversations = new ExpiringMap<Conversation>(settings.retention);
  const journal = new MemoryJournal(settings);
  const reminders = new Map<ConversationKey, Reminder>();
  /** Held conversations by the end of their lease, and outboxes with parts by when they were last touched. */
  const held = new Map<ConversationKey, number>();
  const sending = new Map<ConversationKey, number>();
  let lastFence = 0;

  function open(key: ConversationKey, now: number): Conversation {
    const found = conversations.get(key, now) ?? { ...EMPTY };
    conversations.set(key, found, now);
    return found;
  }

  function hold(key: ConversationKey, conversation: Conversation, now: number): void {
    conversation.leaseUntil = now + settings.lease;
    held.delete(key);
    held.set(key, conversation.leaseUntil);
  }

  function firstOf(conversation: Conversation): readonly Waiting[] {
    return conversation.mailbox.slice(0, settings.batch);
  }

  function lease(key: ConversationKey, conversation: Conversation, now: number): Leased {
    conversation.tries = conversation.leaseUntil === 0 ? 1 : conversation.tries + 1;
    lastFence += 1;
    conversation.fence = lastFence;
    hold(key, conversation, now);
    const { state, tries } = conversation;
    const taken = { conversation: key, fence: lastFence };
    return { status: 'leased', lease: taken, state, updates: firstOf(conversation), tries };
  }

  function release(key: ConversationKey, conversation: Conversation, delivery: Delivery, now: number) {
    if (conversation.mailbox.length > 0) {
      conversation.tries = 1;
      hold(key, conversation, now);
      return { status: 'more', updates: firstOf(conversation), delivery } as const;
    }
    conversation.leaseUntil = 0;
    held.delete(key);
    const empty = conversation.state === null && conversation.outbox.length === 0;
    if (empty) conversations.delete(key);
    return { status: 'released', delivery } as const;
  }

  function queue(key: ConversationKey, conversation: Conversation, parts: Commit['parts'], now: number) {
    if (parts.length === 0) return 'none';
    const older = conversation.outbox.length;
    const touched = sending.get(key);
    conversation.outbox = [...conversation.outbox, ...parts];
    if (touched !== undefined && touched + settings.sender > now) return 'theirs';
    sending.set(key, now);
    conversation.sender = conversation.fence;
    return older === 0 ? 'ours' : 'all';
  }

  function write(key: ConversationKey, conversation: Conversation, commit: Commit, now: number): Delivery {
    if (commit.state === null) {
      conversation.outbox = [];
      reminders.delete(key);
      journal.erase(key);
      // Who sends keeps sending: two senders at once would say things twice.
      if (commit.to === 'journal' || commit.parts.length === 0) sending.delete(key);
    }
    conversation.state = commit.state;
    if (commit.reminder !== undefined) reminders.delete(key);
    if (commit.reminder) {
      const until = Math.max(commit.reminder.at, now) + settings.retention;
      reminders.set(key, { ...commit.reminder, until });
    }
    if (commit.to === 'outbox') return queue(key, conversation, commit.parts, now);
    journal.put(key, commit.parts, now);
    return 'none';
  }

  function touchSending(key: ConversationKey, left: number, now: number): void {
    if (left === 0) sending.delete(key);
    else sending.set(key, now);
  }

  /** Takes the lease of a conversation that may have work, if it has and nobody does it. */
  function take(key: ConversationKey, now: number, storeNow: number): Leased | null {
    if ((conversations.get(key, storeNow)?.leaseUntil ?? 0) > storeNow) return null;
    const reminder = reminders.get(key);
    if (reminder !== undefined && reminder.at <= now) {
      reminders.delete(key);
      const reminded = open(key, storeNow);
      reminded.mailbox = [...reminded.mailbox, { id: `r${reminder.at}`, sealed: reminder.sealed }];
    }
    const found = conversations.get(key, storeNow);
    if (found !== undefined && found.mailbox.length > 0) return lease(key, found, storeNow);
    held.delete(key);
    if (found !== undefined) found.leaseUntil = 0;
    return null;
  }

  return {
    async enter(key, update, echo) {
      const now = clock.now();
      for (const map of [seen, conversations, journal]) map.sweep(now);
      journal.mustBeOpen(key, now);
      if (seen.get(update.id, now) !== undefined) return { status: 'duplicate' };
      seen.set(update.id, true, now);
      const conversation = open(key, now);
      conversation.mailbox = [...conversation.mailbox, update];
      if (echo !== undefined) journal.put(key, [echo], now);
      if (conversation.leaseUntil > now) return { status: 'waiting' };
      return lease(key, conversation, now);
    },

    async commit({ conversation: key, fence }, commit): Promise<Committed> {
      const now = clock.now();
      if (conversations.get(key, now)?.fence !== fence) return { status: 'lost' };
      const conversation = open(key, now);
      const left = conversation.mailbox.filter(({ id }) => !commit.done.includes(id));
      const again = commit.done.length > 0 && left.length === conversation.mailbox.length;
      if (!again && conversation.leaseUntil === 0) return { status: 'lost' };
      if (again) {
        const delivery = conversation.sender === fence && commit.to === 'outbox' ? 'all' : 'none';
        return conversation.leaseUntil === 0
          ? { status: 'released', delivery }
          : release(key, conversation, delivery, now);
      }
      conversation.mailbox = left;
      return release(key, conversation, write(key, conversation, commit, now), now);
    },

    async claim(now) {
      const storeNow = clock.now();
      for (const [key, reminder] of reminders) if (reminder.until <= storeNow) reminders.delete(key);
      const over = [...held].filter(([, until]) => until <= storeNow);
      const due = [...reminders].filter(([, reminder]) => reminder.at <= now);
      for (const [key] of [...over, ...due]) {
        const taken = take(key, now, storeNow);
        if (taken !== null) return taken;
      }
      return null;
    },

    async outbox(key) {
      const now = clock.now();
      const waiting = conversations.get(key, now)?.outbox ?? [];
      touchSending(key, waiting.length, now);
      return waiting;
    },

    async abandoned(_now, olderThan) {
      const now = clock.now();
      const keys = [...sending].filter(([, touched]) => touched + olderThan <= now).map(([key]) => key);
      for (const key of keys) sending.set(key, now);
      return keys;
    },

    async sent(key, part) {
      const now = clock.now();
      const conversation = conversations.get(key, now);
      if (conversation === undefined) return 0;
      conversation.outbox = conversation.outbox.filter(({ id }) => id !== part);
      touchSending(key, conversation.outbox.length, now);
      return conversation.outbox.length;
    },

    async append(key, entry) {
      const now = clock.now();
      journal.mustBeOpen(key, now);
      return journal.append(key, entry, now);
    },

    async journal(key, after) {
      const now = clock.now();
      journal.mustBeOpen(key, now);
      return { entries: journal.read(key, after, now), last: journal.last(key, now) };
    },

    async watch(key, hear, ended = () => undefined) {
      journal.mustBeOpen(key, clock.now());
      return journal.watch(key, hear, ended);
    },

    async erase(key, forGood = false) {
      journal.erase(key);
      if (forGood) journal.close(key, clock.now());
      for (const map of [conversations, held, sending, reminders]) map.delete(key);
    },

    async ping() {},
    async report() {
      const now = clock.now();
      const overdue = [...held.values()].filter((until) => until <= now).length;
      const touched = Math.min(now, ...sending.values());
      const outboxAge = sending.size === 0 ? 0 : now - touched;
      return { held: held.size, overdue, outboxes: sending.size, outboxAge, memory: null, warnings: [] };
    },
    async close() {
      journal.stop();
    },
  };
}
