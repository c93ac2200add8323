// What the runtime asks of the outside: channels, a store, a clock, a log. Must not know who keeps them.

import type { Capabilities, Part } from '../model/part.ts';
import type { Address, Update } from '../model/update.ts';

/** Opaque key of one conversation: an HMAC of channel and address, base64url, never the address itself. */
export type ConversationKey = string;

/**
 * Takes an update in; resolves once it is safely in the mailbox, so that a webhook may answer 200.
 * `echo` goes into the journal in the same call: the person's own words, sealed.
 */
export type Receive = (update: Update, echo?: Outgoing) => Promise<Received>;
/** `too-fast`: not kept, because the person writes faster than the line answers; she is told, and a platform need not bring it again. */
export type Received = 'accepted' | 'duplicate' | 'too-fast';

/** What became of one send. `gone` ends this conversation's delivery, `wait` pauses it for `seconds`. */
export type Sent =
  | { readonly type: 'sent' }
  | { readonly type: 'wait'; readonly seconds: number }
  | { readonly type: 'gone' }
  | { readonly type: 'refused'; readonly why: string };

/** A channel is data plus two functions; `close` frees what it holds. */
export type Channel = {
  readonly name: string;
  readonly can: Capabilities;
  /** True when the channel's log is ours: parts are committed straight into the journal and never sent twice. */
  readonly journal: boolean;
  listen(receive: Receive): Promise<void>;
  send(to: Address, part: Part): Promise<Sent>;
  close(): Promise<void>;
};

/** How a channel fares. `say` is one sentence for operators that says what to do: no token, nothing of a person. */
export type ChannelHealth = {
  readonly state: 'on' | 'trouble';
  readonly say: string;
  /** One word for machines that says more than `state`, e.g. `restarting`. */
  readonly detail?: string;
};
/** A channel tells when that changes: connected, its platform away, its token refused. */
export type TellHealth = (health: ChannelHealth) => void;

/** One entry of a conversation's log, sealed. `seq` counts from 1 and never goes back. */
export type JournalEntry = { readonly seq: number; readonly id: string; readonly sealed: string };

/** A lease fences off older holders: a commit with an older `fence` is refused. */
export type Lease = { readonly conversation: ConversationKey; readonly fence: number };

/** One waiting update: its hashed id and its sealed body. */
export type Waiting = { readonly id: string; readonly sealed: string };

export type Entered =
  | { readonly status: 'duplicate' }
  /** Another process holds the conversation and will find the update in the mailbox. */
  | { readonly status: 'waiting' }
  | {
      readonly status: 'leased';
      readonly lease: Lease;
      /** Sealed state; null for a new conversation. */
      readonly state: string | null;
      /** Oldest first; a long mailbox comes in batches. */
      readonly updates: readonly Waiting[];
      /** How often this work was taken up: 1, or more when holders died over it. */
      readonly tries: number;
    };

/** A part on its way: its id and its sealed body (address and drawn part). */
export type Outgoing = { readonly id: string; readonly sealed: string };

export type Commit = {
  /** Sealed state; null erases state, mailbox, outbox and journal, then stores `parts` only. */
  readonly state: string | null;
  readonly parts: readonly Outgoing[];
  readonly to: 'outbox' | 'journal';
  /** Ids of the updates that this turn has dealt with. */
  readonly done: readonly string[];
  /** Wake the conversation at this time (ms since 1970) with this sealed note; null clears. */
  readonly reminder?: { readonly at: number; readonly sealed: string } | null;
};

/**
 * Who sends what now stands in the outbox. `ours`: the caller, these parts and no others. `all`: the caller, once it has read the
 * outbox, where older parts wait. `theirs`: another sender is at it and will find them. `none`: nothing to send.
 */
export type Delivery = 'none' | 'ours' | 'all' | 'theirs';

export type Committed =
  /** The lease was lost; nothing was written. */
  | { readonly status: 'lost' }
  | { readonly status: 'released'; readonly delivery: Delivery }
  /** Updates are still waiting; the lease is kept. */
  | { readonly status: 'more'; readonly updates: readonly Waiting[]; readonly delivery: Delivery };

/**
 * The promises every store keeps; `test/store/contract.ts` holds them as a list of tests.
 * Each call is atomic. Everything written expires. A store that cannot answer throws Fault `store/unavailable`.
 */
export type Store = {
  /**
   * Drop the update if its id was seen; else append it to the mailbox and take the lease if it is free.
   * `echo` is appended to the journal in the same call (web chat shows people their own words).
   */
  enter(conversation: ConversationKey, update: Waiting, echo?: Outgoing): Promise<Entered>;
  /** The same commit again, because its answer was lost on the way, writes nothing twice. */
  commit(lease: Lease, commit: Commit): Promise<Committed>;
  /**
   * A conversation with work that nobody does: mailbox not empty or reminder due at `now` (the runtime's clock), and no live
   * lease (the store's clock). Takes the lease. The note of a due reminder comes as a waiting update.
   */
  claim(now: number): Promise<Extract<Entered, { status: 'leased' }> | null>;
  /** Parts still to be sent, oldest first. For the sender only: reading says that it is still at work. */
  outbox(conversation: ConversationKey): Promise<readonly Outgoing[]>;
  /** Conversations whose outbox was left behind longer than `olderThan` ms; each is handed to one caller at a time. */
  abandoned(now: number, olderThan: number): Promise<readonly ConversationKey[]>;
  /** Cross a part off; gives the number of parts left. */
  sent(conversation: ConversationKey, part: string): Promise<number>;
  /** Put an entry into the journal; the same id again changes nothing and gives the same entry. */
  append(conversation: ConversationKey, entry: Outgoing): Promise<JournalEntry>;
  /** Entries after `after` (a seq; 0 = all that is kept), and the newest seq. */
  journal(
    conversation: ConversationKey,
    after: number,
  ): Promise<{ readonly entries: readonly JournalEntry[]; readonly last: number }>;
  /**
   * Hear of new journal entries of one conversation, written by any process, in the order of `seq` and each once; what a lost
   * connection to the store swallowed is told when it is back. Returns the way to stop.
   */
  watch(
    conversation: ConversationKey,
    hear: (entries: readonly JournalEntry[]) => void,
    /** The conversation was erased for good, by any process. */
    ended?: () => void,
  ): Promise<() => void>;
  /**
   * Erase everything of the conversation at once. `forGood`: nobody may come back to it either; from now on, for as long as its
   * counter lives, `enter`, `append` and `journal` throw Fault `store/closed` and watchers are told.
   */
  erase(conversation: ConversationKey, forGood?: boolean): Promise<void>;
  /** Resolves when the store answers; throws Fault `store/unavailable` within 2 s otherwise. */
  ping(): Promise<void>;
  /** How the store fares and what waits in it, of all processes. Throws Fault `store/unavailable`. */
  report(): Promise<StoreReport>;
  close(): Promise<void>;
};

/** Numbers and codes only: nothing of a conversation. */
export type StoreReport = {
  /** Conversations that a process works on now, and those whose process has been silent for longer than its lease. */
  readonly held: number;
  readonly overdue: number;
  /** Conversations with parts still to be sent, and for how long (ms) the least lucky of them had no progress. */
  readonly outboxes: number;
  readonly outboxAge: number;
  /** Used memory as a share of the most there may be, 0 to 1; null when there is no bound. */
  readonly memory: number | null;
  readonly warnings: readonly StoreWarning[];
};

/** A setting of the store under which a promise does not hold. */
export type StoreWarning =
  | 'store/no-aof'
  | 'store/aof-not-always'
  | 'store/evicts'
  | 'store/memory'
  | 'store/settings-hidden';

export type Clock = { now(): number };

/** Codes and small facts only; never words, numbers of people, tokens or addresses. */
export type Log = {
  info(code: string, facts?: Readonly<Record<string, string | number | boolean>>): void;
  warn(code: string, facts?: Readonly<Record<string, string | number | boolean>>): void;
  error(code: string, facts?: Readonly<Record<string, string | number | boolean>>): void;
};
