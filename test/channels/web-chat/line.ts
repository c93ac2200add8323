// A line with a real server on a port of its own, the memory store, the real runtime and a think that repeats what it hears.

import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { createWebChat, type WebChatOptions } from '../../../src/channels/web-chat.ts';
import { createHttp } from '../../../src/http.ts';
import { Fault } from '../../../src/model/fault.ts';
import type { Part } from '../../../src/model/part.ts';
import type { State } from '../../../src/model/state.ts';
import type { Update } from '../../../src/model/update.ts';
import type { Log, Store } from '../../../src/runtime/ports.ts';
import { createRuntime } from '../../../src/runtime/runtime.ts';
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
    deaf: (address) => runtime.deaf(address),
    ...changed,
  });

  const runtime = createRuntime({
    store,
    channels: [channel],
    seal,
    clock: Date,
    log,
    think: ({ update, turn }) => {
      updates.push(update);
      const forget = update.content.type === 'text' && update.content.text === 'forget me';
      const state = { v: 1, lang: 'en', slots: {} } as const;
      return { state, forget, parts: answer(update, turn), counts: [] };
    },
    apologise: () => [],
    upgrade: (raw) => raw as State,
  });
  await channel.listen(runtime.receive);
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
      await runtime.drain();
      await channel.close();
      await app.close();
      await memory.close();
    },
  });
}

/** A greeting with two suggestions, and two parts for everything else. */
function answer({ content }: Update, id: string): Part[] {
  const part = (number: number, text: string, choices: Part['choices'] = []): Part => ({
    id: `${id}.${number}`,
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
    case 'hurried':
      return [part(1, 'Slowly, please.')];
    case 'location':
    case 'reminded':
      return [];
    default:
      return content satisfies never;
  }
}
