// What the web chat does for a conversation, whichever route asked: start, hear, read, end. Must not know HTTP.

import { randomBytes } from 'node:crypto';
import { Fault } from '../../model/fault.ts';
import type { Content } from '../../model/update.ts';
import type { Clock, ConversationKey, Receive, Received, Store } from '../../runtime/ports.ts';
import type { Seal } from '../../runtime/sealing.ts';
import type { Activity } from './activity.ts';
import { addressOf, OPENING } from './address.ts';
import type { Said } from './hear.ts';
import type { ActivitySet, History } from './history.ts';
import { hasEnded, isAway, patiently } from './patience.ts';
import { conversationEnded, TOO_FAST } from './refusal.ts';

export type DeskOptions = {
  readonly store: Pick<Store, 'erase'>;
  readonly seal: Seal;
  readonly history: History;
  readonly clock: Clock;
  /** Undefined until the runtime listens. */
  readonly receive: () => Receive | undefined;
};

export type Hints = { readonly language?: string; readonly topic?: string };

export type Desk = {
  keyOf(conversation: string): ConversationKey;
  /** Opens the conversation, so that the line greets; a second time changes nothing, unless it was erased meanwhile. */
  start(conversation: string, hints: Hints): Promise<'new' | 'known'>;
  /**
   * Takes a message in and returns its id; the same client id gives the same id and one effect. Throws Refusal 429 when the person
   * writes too fast: it was not kept, and she is told in her conversation.
   */
  take(conversation: string, said: Said): Promise<string>;
  /** What came after `seq`; nothing, and the same watermark, while the store is away. */
  read(conversation: string, seq: number): Promise<ActivitySet>;
  /** True when the journal holds anything. */
  exists(conversation: string): Promise<boolean>;
  /** Throws Refusal 403 once its person has left; while the store is away nobody can tell, and it does not throw. */
  mustNotHaveEnded(conversation: string): Promise<void>;
  /** Erases it for good: its tokens open nothing any more, and its sockets close, also on other processes. */
  erase(conversation: string): Promise<void>;
};

/** Direct Line clients wait longer than this, and R17 allows 3 s for an answer. */
const LONGEST_WAIT = 2_200;

/** Waits a little for a store that is away; a conversation that its person has left is a Refusal 403. */
async function surely<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await patiently(LONGEST_WAIT, work);
  } catch (error) {
    throw hasEnded(error) ? conversationEnded() : error;
  }
}

export function createDesk(options: DeskOptions): Desk {
  const { store, seal, history, clock } = options;
  const keyOf = (conversation: string) => seal.conversation(addressOf(conversation));

  const receive = (conversation: string, id: string, content: Content, language?: string, echo?: Activity) =>
    surely(async (): Promise<Received> => {
      const listener = options.receive();
      if (listener === undefined)
        throw new Fault('web-chat/not-listening', 'Nobody listens to the web chat yet.');
      const update = {
        id,
        address: addressOf(conversation),
        content,
        ...(language !== undefined && { language }),
      };
      if (echo === undefined) return listener(update);
      const key = keyOf(conversation);
      return listener(update, { id: echo.id, sealed: history.sealEcho(key, echo) });
    });

  return {
    keyOf,
    async start(conversation, hints) {
      const open = (id: string) => receive(conversation, id, { type: 'open', ...hints }, hints.language);
      if ((await open(OPENING)) === 'accepted') return 'new';
      // The newest seq outlives what is erased, so that those who come back are greeted once more, and once only.
      const { entries, last } = await surely(() => history.since(keyOf(conversation), 0));
      if (entries.length > 0 || last === 0) return 'known';
      return (await open(`${OPENING} ${last}`)) === 'accepted' ? 'new' : 'known';
    },
    async take(conversation, said) {
      const update = `said ${said.clientId ?? randomBytes(16).toString('base64url')}`;
      const id = seal.updateId(addressOf(conversation), update);
      const timestamp = new Date(clock.now()).toISOString();
      const echo: Activity = { ...said.echo, id, timestamp, conversation: { id: conversation } };
      const received = await receive(conversation, update, said.content, said.language, echo);
      if (received === 'too-fast') throw TOO_FAST;
      return id;
    },
    async read(conversation, seq) {
      const key = keyOf(conversation);
      try {
        const { entries, last } = await surely(() => history.since(key, seq));
        const newest = entries.at(-1)?.seq ?? Math.min(seq, last);
        return { activities: history.draw(conversation, key, entries), watermark: String(newest) };
      } catch (error) {
        if (!isAway(error)) throw error;
        return { activities: [], watermark: String(seq) };
      }
    },
    async exists(conversation) {
      const { last } = await surely(() => history.since(keyOf(conversation), 0));
      return last > 0;
    },
    async mustNotHaveEnded(conversation) {
      try {
        await surely(() => history.since(keyOf(conversation), Number.MAX_SAFE_INTEGER));
      } catch (error) {
        if (!isAway(error)) throw error;
      }
    },
    erase: (conversation) => surely(() => store.erase(keyOf(conversation), true)),
  };
}
