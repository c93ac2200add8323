// A line with web chat and WhatsApp Web on it, as `serve` puts them together, with a think that repeats what it hears.

import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { createWebChat } from '../../../src/channels/web-chat.ts';
import { openChannels } from '../../../src/channels-on.ts';
import { isKnownIn, showChannels } from '../../../src/house-figures.ts';
import { createHttp } from '../../../src/http.ts';
import type { Line } from '../../../src/model/line.ts';
import type { State } from '../../../src/model/state.ts';
import type { Update } from '../../../src/model/update.ts';
import { createMetrics } from '../../../src/runtime/metrics.ts';
import type { Log } from '../../../src/runtime/ports.ts';
import { createRuntime } from '../../../src/runtime/runtime.ts';
import { createSeal } from '../../../src/runtime/sealing.ts';
import { createMemoryStore } from '../../../src/store/memory-store.ts';
import { eventually } from '../far-side.ts';
import { createStandIn, type StandIn } from './stand-in.ts';

export type TestHouse = {
  readonly base: string;
  readonly standIn: StandIn;
  /** What WhatsApp Web handed over. */
  readonly updates: readonly Update[];
  /** Everything that was logged or told to the operator's terminal. */
  readonly logged: readonly string[];
  /** Milliseconds before its turn. */
  slow: number;
  /** The state of WhatsApp Web, as /health/ready tells it. */
  state(): Promise<string>;
  /** Resolves when /health/ready tells this state. */
  reach(state: string, within?: number): Promise<void>;
  /** The body of a page or of figures. */
  read(path: string): Promise<string>;
  close(): Promise<void>;
};

const OFF = { state: 'off', needs: [] } as const;

export async function openHouse(changed: Partial<StandIn['settings']> = {}): Promise<TestHouse> {
  const standIn = createStandIn();
  const updates: Update[] = [];
  const logged: string[] = [];
  const note = (code: string, facts?: object) => void logged.push(`${code} ${JSON.stringify(facts ?? {})}`);
  const log: Log = { info: note, warn: note, error: note };
  const seal = createSeal([randomBytes(32)]);
  const store = createMemoryStore();
  const house = { slow: 0 };
  const metrics = createMetrics(isKnownIn(() => ({}) as Line));
  metrics.collect(() => showChannels(metrics, channels.status()));
  const app = createHttp({
    log,
    ready: () => store.ping(),
    metrics: metrics.text,
    channels: () =>
      Object.fromEntries(channels.status().map(({ channel, state, detail }) => [channel, detail ?? state])),
  });
  const webChat = createWebChat({
    app,
    store,
    seal,
    secret: randomBytes(32),
    tokenSeconds: 1_800,
    origins: [],
    retentionHours: 24,
    brand: 'Example Line',
    clock: Date,
    log,
  });
  const settings = { state: 'set', settings: { ...standIn.settings, ...changed } } as const;
  const channels = await openChannels(
    { telegram: OFF, 'whatsapp-cloud': OFF, 'bot-framework': OFF, 'whatsapp-web': settings },
    { app, store, seal, clock: Date, log, count: () => undefined, line: () => ({}) as Line },
    (status) => logged.push(JSON.stringify(status)),
  );
  const runtime = createRuntime({
    store,
    channels: [webChat, ...channels.channels],
    seal,
    clock: Date,
    log,
    think({ update, turn }) {
      const { content } = update;
      const text = content.type === 'text' ? `You said: ${content.text}` : `I had a ${content.type}`;
      const part = { language: 'en', direction: 'ltr', text, marks: [], choices: [], draw: 'none' } as const;
      return {
        state: { v: 1, lang: 'en', slots: {} },
        forget: false,
        parts: [{ ...part, id: `${turn}.1` }],
        counts: [],
      };
    },
    apologise: () => [],
    upgrade: (raw) => raw as State,
  });
  await webChat.listen(runtime.receive);
  await app.listen({ port: 0, host: '127.0.0.1' });
  channels.listen(async (update) => {
    updates.push(update);
    await sleep(house.slow);
    return runtime.receive(update);
  });
  const base = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;

  const state = async () => {
    const answer = await fetch(`${base}/health/ready`);
    const { channels: fare } = (await answer.json()) as { channels: Record<string, string> };
    return `${fare['whatsapp-web']}`;
  };
  return Object.assign(house, {
    base,
    standIn,
    updates,
    logged,
    state,
    async reach(wanted: string, within = 20_000) {
      await eventually(async () => expect(await state()).toBe(wanted), within);
    },
    read: async (path: string) => (await fetch(`${base}${path}`)).text(),
    async close() {
      await runtime.drain();
      await Promise.all([webChat.close(), channels.close()]);
      await app.close();
      await store.close();
      await standIn.remove();
    },
  });
}

let count = 0;
/** A message as WhatsApp's page holds it, with invented ids. */
export function message(from: string, facts: object) {
  count += 1;
  const key = `INVENTED${count}`;
  const id = { fromMe: false, remote: from, id: key, _serialized: `false_${from}_${key}` };
  return { id, from, t: 1_790_000_000 + count * 60, ...facts };
}

export const words = (from: string, body: string) => message(from, { type: 'chat', body });

/** One question in the web chat and its answer. */
export async function askWebChat(base: string, text: string): Promise<string> {
  const post = async (path: string, token: string, body: object) => {
    const answer = await fetch(`${base}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
    });
    expect(answer.ok).toBe(true);
    return (await answer.json()) as { token: string; conversationId: string };
  };
  const made = await fetch(`${base}/webchat/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
  const first = (await made.json()) as { token: string };
  const { conversationId, token } = await post('/v3/directline/conversations', first.token, {});
  const path = `/v3/directline/conversations/${conversationId}/activities`;
  await post(path, token, { type: 'message', text, from: { id: 'u1' } });
  return eventually(async () => {
    const answer = await fetch(`${base}${path}`, { headers: { authorization: `Bearer ${token}` } });
    const { activities } = (await answer.json()) as {
      activities: readonly { text?: string; from: { id: string } }[];
    };
    const said = activities.find(({ text: answered }) => answered === `You said: ${text}`);
    expect(said).toBeDefined();
    return `${said?.text}`;
  });
}
