// Hears of journal entries that any process writes, over one connection of its own. Must not know the client library.

import type { ConversationKey, JournalEntry } from '../runtime/ports.ts';
import { keyOf } from './redis-keys.ts';
import { isClosed, outgoingOf } from './redis-values.ts';

type Hear = (entries: readonly JournalEntry[]) => void;
type HearEnd = () => void;

/** `onMessage` is called for each message, `onBack` each time the connection stands again with its subscriptions. */
export type Subscriber = {
  subscribe(channel: string): Promise<void>;
  unsubscribe(channel: string): Promise<void>;
  close(): void;
};
export type Subscribe = (
  onMessage: (channel: string, message: string) => void,
  onBack: () => void,
) => Subscriber;

/** Reads a journal: entries after a seq, and the newest seq. */
export type ReadJournal = (
  conversation: ConversationKey,
  after: number,
) => Promise<{ readonly entries: readonly JournalEntry[]; readonly last: number }>;

type Watched = {
  readonly conversation: ConversationKey;
  readonly hearers: Map<Hear, HearEnd>;
  /** The newest seq that was told. */
  told: number;
  /** Reads of what was missed, one after another. */
  reading: Promise<void>;
};

/** Shares one subscription among all watchers of a conversation; opens the connection with the first of them. */
export class JournalWatch {
  readonly #read: ReadJournal;
  readonly #open: () => Subscriber;
  readonly #watched = new Map<string, Watched>();
  #subscriber: Subscriber | null = null;

  constructor(subscribe: Subscribe, read: ReadJournal) {
    this.#read = read;
    this.#open = () =>
      subscribe(
        (channel, message) => this.#hear(channel, message),
        () => {
          for (const watched of this.#watched.values()) this.#catchUp(watched);
        },
      );
  }

  /**
   * Entries committed after this resolves are told to `hear`; those before are for the caller to read. `ended` is told once when
   * the conversation is erased for good.
   */
  async watch(
    conversation: ConversationKey,
    hear: Hear,
    ended: HearEnd = () => undefined,
  ): Promise<() => void> {
    this.#subscriber ??= this.#open();
    const channel = keyOf('j', conversation);
    let watched = this.#watched.get(channel);
    if (watched === undefined) {
      watched = { conversation, hearers: new Map(), told: 0, reading: Promise.resolve() };
      this.#watched.set(channel, watched);
      // Counted from before the subscription: an entry in between is then told, not lost.
      watched.reading = this.#start(watched, channel);
    }
    watched.hearers.set(hear, ended);
    const stop = () => this.#stop(channel, hear);
    try {
      await watched.reading;
    } catch (error) {
      stop();
      throw error;
    }
    return stop;
  }

  close(): void {
    this.#watched.clear();
    this.#subscriber?.close();
  }

  async #start(watched: Watched, channel: string): Promise<void> {
    watched.told = (await this.#read(watched.conversation, Number.MAX_SAFE_INTEGER)).last;
    await this.#subscriber!.subscribe(channel);
    await this.#readMissed(watched);
  }

  #stop(channel: string, hear: Hear): void {
    const watched = this.#watched.get(channel);
    watched?.hearers.delete(hear);
    if (watched === undefined || watched.hearers.size > 0) return;
    this.#watched.delete(channel);
    this.#subscriber?.unsubscribe(channel).catch(() => undefined);
  }

  #hear(channel: string, message: string): void {
    const watched = this.#watched.get(channel);
    if (watched === undefined) return;
    const afterSeq = message.indexOf('\n');
    // Only the end of a conversation has no entry.
    if (afterSeq === -1) return this.#end(channel);
    const seq = Number(message.slice(0, afterSeq));
    if (seq === watched.told + 1) this.#tell(watched, [{ seq, ...outgoingOf(message.slice(afterSeq + 1)) }]);
    else if (seq > watched.told) this.#catchUp(watched);
  }

  #catchUp(watched: Watched): void {
    // Redis may be away again: the next message or the next return of the connection tries anew.
    watched.reading = watched.reading
      .then(() => this.#readMissed(watched))
      .catch((error) => {
        if (isClosed(error)) this.#end(keyOf('j', watched.conversation));
      });
  }

  #end(channel: string): void {
    const hearers = [...(this.#watched.get(channel)?.hearers ?? [])];
    for (const [hear, ended] of hearers) {
      this.#stop(channel, hear);
      ended();
    }
  }

  async #readMissed(watched: Watched): Promise<void> {
    const { entries } = await this.#read(watched.conversation, watched.told);
    this.#tell(
      watched,
      entries.filter(({ seq }) => seq > watched.told),
    );
  }

  #tell(watched: Watched, entries: readonly JournalEntry[]): void {
    if (entries.length === 0) return;
    watched.told = entries[entries.length - 1]!.seq;
    for (const hear of [...watched.hearers.keys()]) hear(entries);
  }
}
