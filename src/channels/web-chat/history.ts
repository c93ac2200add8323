// The journal of a conversation as Direct Line activities. Must not know routes or sockets.

import type { LineEntry } from '../../runtime/envelope.ts';
import type { ConversationKey, JournalEntry, Log, Store } from '../../runtime/ports.ts';
import type { Seal } from '../../runtime/sealing.ts';
import { type Activity, activityOf } from './activity.ts';
import { answeredBy } from './address.ts';

/** Activities in order, and the watermark to ask on with. */
export type ActivitySet = { readonly activities: readonly Activity[]; readonly watermark: string };

/** A person's own words, as their client sees them again. */
type PersonEntry = { readonly from: 'person'; readonly activity: Activity };

export type HistoryOptions = {
  readonly store: Pick<Store, 'journal'>;
  readonly brand: string;
  readonly seal: Seal;
  readonly log: Log;
};

export type History = {
  /** Seals a person's activity for the journal. */
  sealEcho(key: ConversationKey, activity: Activity): string;
  /** Entries after `seq`; all of them when the journal is shorter than that, because it was erased since. */
  since(key: ConversationKey, seq: number): Promise<{ entries: readonly JournalEntry[]; last: number }>;
  /** `conversation` is the public id that clients see. */
  draw(conversation: string, key: ConversationKey, entries: readonly JournalEntry[]): readonly Activity[];
};

export function createHistory(options: HistoryOptions): History {
  const { store, brand, seal, log } = options;

  const drawPart = (conversation: string, { part, at }: LineEntry): Activity => {
    const replyTo = answeredBy(seal, conversation, part.id);
    return activityOf(part, { conversation, brand, at, ...(replyTo !== undefined && { replyTo }) });
  };

  const drawOne = (conversation: string, key: ConversationKey, entry: JournalEntry): Activity | null => {
    try {
      const body = JSON.parse(seal.open('entry', key, entry.sealed)) as LineEntry | PersonEntry;
      switch (body.from) {
        case 'person':
          return body.activity;
        case 'line':
          return drawPart(conversation, body);
        default:
          return body satisfies never;
      }
    } catch {
      log.warn('web-chat/unreadable-entry');
      return null;
    }
  };

  return {
    sealEcho: (key, activity) => {
      const entry: PersonEntry = { from: 'person', activity };
      return seal.seal('entry', key, JSON.stringify(entry));
    },
    async since(key, seq) {
      const found = await store.journal(key, seq);
      return found.last < seq ? store.journal(key, 0) : found;
    },
    draw: (conversation, key, entries) =>
      entries.map((entry) => drawOne(conversation, key, entry)).filter((activity) => activity !== null),
  };
}

/** A watermark as a sequence number; 0, the beginning, for anything odd. */
export function seqOf(watermark: unknown): number {
  return typeof watermark === 'string' && /^\d{1,15}$/.test(watermark) ? Number(watermark) : 0;
}
