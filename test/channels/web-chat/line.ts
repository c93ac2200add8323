// A line with a real server on a port of its own, the memory store and a think that repeats what it hears.

import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { createWebChat, type WebChatOptions } from '../../../src/channels/web-chat.ts';
import { createHttp } from '../../../src/http.ts';
import { Fault } from '../../../src/model/fault.ts';
import type { Part } from '../../../src/model/part.ts';
import type { Update } from '../../../src/model/update.ts';
import { openUpdate, sealLineEntry, sealState, sealUpdate } from '../../../src/runtime/envelope.ts';
import type { Log, Receive, Store } from '../../../src/runtime/ports.ts';
import { createSeal } from '../../../src/runtime/sealing.ts';
import { createMemoryStore } from '../../../src/store/memory-store.ts';

export const PARTNER = 'https://partner.example';
export const SECRET = 'a-secret-of-the-partner';

export type TestLine = {
  readonly base: string;
  readonly directLine: string;
  readonly port: number;
  readonly updates: Update[];
  readonly warnings: string[];
  /** While true, every call to the store throws Fault `store/unavailable`. */
  away: boolean;
  close(): Promise<void>;
};

export async function startLine(changed: Partial<WebChatOptions> = {}): Promise<TestLine> {
  const seal = createSeal([randomBytes(32)]);
  const updates: Update[] = [];
  const warnings: string[] = [];
  const note = (code: string) => void warnings.push(code);
  const log: Log = { info: () => undefined, warn: note, error: note };
  const memory = createMemoryStore();
  const line = { away: false };
  const store = new Proxy(memory, {
    get: (target, name: keyof Store) =>
      line.away
        ? async () => {
            throw new Fault('store/unavailable', 'The store is away.');
          }
        : target[name],
  });

  const app = createHttp({ log, ready: () => store.ping(), metrics: () => 'waypost_up 1\n' });
  const channel = createWebChat({
    app,
    store,
    seal,
    secret: randomBytes(32),
    directLineSecret: SECRET,
    tokenSeconds: 1_800,
    origins: [PARTNER],
    retentionHours: 24,
    brand: 'Example Line',
    clock: Date,
    log,
    ...changed,
  });

  const receive: Receive = async (update, echo) => {
    const key = seal.conversation(update.address);
    const id = seal.updateId(update.address, update.id);
    const entered = await store.enter(key, { id, sealed: sealUpdate(seal, key, update) }, echo);
    if (entered.status === 'duplicate') return 'duplicate';
    if (entered.status === 'waiting') return 'accepted';
    const { lease } = entered;
    let waiting = entered.updates;
    for (;;) {
      const opened = waiting.map(({ sealed }) => openUpdate(seal, key, sealed));
      updates.push(...opened);
      const parts = opened.flatMap((heard, index) => answer(heard, waiting[index]!.id));
      const committed = await store.commit(lease, {
        state: sealState(seal, key, { state: {}, address: update.address }),
        parts: parts.map((part) => ({
          id: part.id,
          sealed: sealLineEntry(seal, key, { from: 'line', at: Date.now(), part }),
        })),
        to: 'journal',
        done: waiting.map((one) => one.id),
      });
      if (committed.status !== 'more') return 'accepted';
      waiting = committed.updates;
    }
  };
  await channel.listen(receive);
  await app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = app.server.address() as AddressInfo;
  const base = `http://127.0.0.1:${port}`;
  return Object.assign(line, {
    base,
    directLine: `${base}/v3/directline`,
    port,
    updates,
    warnings,
    async close() {
      await channel.close();
      await app.close();
      await memory.close();
    },
  });
}

/** A greeting with two suggestions, and two parts for everything else. */
function answer({ content }: Update, id: string): Part[] {
  const part = (number: number, text: string, choices: Part['choices'] = []): Part => ({
    id: `${id}-${number}`,
    language: 'en',
    direction: 'ltr',
    text,
    marks: [],
    choices,
    draw: choices.length > 0 ? 'buttons' : 'none',
  });
  switch (content.type) {
    case 'open': {
      const choices = [
        { id: 'place/country=de', label: 'Germany' },
        { id: '!menu', label: 'Menu' },
      ];
      return [part(1, `Welcome ${content.topic ?? 'nowhere'} ${content.language ?? '-'}`, choices)];
    }
    case 'text':
      return [part(1, `You said: ${content.text}`), part(2, 'Go on.')];
    case 'press':
      return [part(1, `You chose ${content.option}`)];
    case 'attachment':
      return [part(1, `I cannot open a ${content.what}`)];
    case 'location':
    case 'reminded':
      return [];
    default:
      return content satisfies never;
  }
}
