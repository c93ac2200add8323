// The journals of one process and those who listen to them. Must not know leases, mailboxes or outboxes.

import { Fault } from '../model/fault.ts';
import type { ConversationKey, JournalEntry, Outgoing } from '../runtime/ports.ts';
import { ExpiringMap } from './expiring-map.ts';
import type { StoreSettings } from './store-settings.ts';

type Hear = (entries: readonly JournalEntry[]) => void;
type HearEnd = () => void;

export class MemoryJournal {
  readonly #most: number;
  readonly #entries: ExpiringMap<JournalEntry[]>;
  readonly #counters: ExpiringMap<number>;
  readonly #watchers = new Map<ConversationKey, Map<Hear, HearEnd>>();
  /** Conversations that were erased for good. */
  readonly #closed: ExpiringMap<true>;

  constructor(settings: StoreSettings) {
    this.#most = settings.journal;
    this.#entries = new ExpiringMap(settings.retention);
    this.#counters = new ExpiringMap(settings.counter);
    this.#closed = new ExpiringMap(settings.counter);
  }

  put(key: ConversationKey, added: readonly Outgoing[], now: number): void {
    if (added.length === 0) return;
    const first = this.last(key, now) + 1;
    const fresh = added.map(({ id, sealed }, index) => ({ seq: first + index, id, sealed }));
    this.#counters.set(key, first + fresh.length - 1, now);
    this.#entries.set(key, [...this.read(key, 0, now), ...fresh].slice(-this.#most), now);
    // A watcher hears after the call, as it would from another process; it must not run inside the store.
    queueMicrotask(() => {
      for (const hear of [...(this.#watchers.get(key)?.keys() ?? [])]) hear(fresh);
    });
  }

  append(key: ConversationKey, entry: Outgoing, now: number): JournalEntry {
    const before = this.read(key, 0, now).find(({ id }) => id === entry.id);
    if (before === undefined) this.put(key, [entry], now);
    return before ?? this.read(key, 0, now).at(-1)!;
  }

  read(key: ConversationKey, after: number, now: number): JournalEntry[] {
    return (this.#entries.get(key, now) ?? []).filter(({ seq }) => seq > after);
  }

  last(key: ConversationKey, now: number): number {
    return this.#counters.get(key, now) ?? 0;
  }

  watch(key: ConversationKey, hear: Hear, ended: HearEnd): () => void {
    const hearers = this.#watchers.get(key) ?? new Map<Hear, HearEnd>();
    this.#watchers.set(key, hearers.set(hear, ended));
    return () => {
      hearers.delete(hear);
      if (hearers.size === 0 && this.#watchers.get(key) === hearers) this.#watchers.delete(key);
    };
  }

  /** The entries go, the count stays. */
  erase(key: ConversationKey): void {
    this.#entries.delete(key);
  }

  /** The conversation ends for good, and watchers are told. */
  close(key: ConversationKey, now: number): void {
    this.#closed.set(key, true, now);
    const hearers = this.#watchers.get(key);
    this.#watchers.delete(key);
    queueMicrotask(() => {
      for (const ended of hearers?.values() ?? []) ended();
    });
  }

  /** Throws Fault `store/closed` once the conversation was erased for good. */
  mustBeOpen(key: ConversationKey, now: number): void {
    if (this.#closed.get(key, now)) throw new Fault('store/closed', 'the conversation was erased for good');
  }

  sweep(now: number): void {
    this.#closed.sweep(now);
    this.#entries.sweep(now);
    this.#counters.sweep(now);
  }

  stop(): void {
    this.#watchers.clear();
  }
}
