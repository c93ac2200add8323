// A process in which everything breaks, with a canary in each error and in all that is sent; silence.test.ts reads what it says.

import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { createWebChat } from '../../src/channels/web-chat.ts';
import { createFiguresDoor } from '../../src/figures-door.ts';
import { createHttp } from '../../src/http.ts';
import { catchTheRest } from '../../src/last-resort.ts';
import { createLog } from '../../src/runtime/log.ts';
import { createMetrics } from '../../src/runtime/metrics.ts';
import type { Store } from '../../src/runtime/ports.ts';
import { createRuntime } from '../../src/runtime/runtime.ts';
import { createSeal } from '../../src/runtime/sealing.ts';
import { createMemoryStore } from '../../src/store/memory-store.ts';
import { channel, update } from '../runtime/house.ts';

const CANARY = process.env['CANARY'] ?? 'canary';
class Broken extends Error {
  constructor(where: string) {
    super(`${CANARY} in ${where}\n    at ${CANARY} (/src/${CANARY}.ts:1:1)`);
    Object.assign(this, { command: { name: 'set', args: [CANARY] }, response: { body: CANARY } });
  }
}
const breaks = (where: string) => (): never => {
  throw new Broken(where);
};

const log = createLog('debug');
catchTheRest({ log, end: () => undefined });
const seal = createSeal([randomBytes(32)]);
const memory = createMemoryStore();
let broken: ReadonlySet<keyof Store> = new Set();
const store = new Proxy(memory, {
  get: (target, name: keyof Store) =>
    broken.has(name) ? async () => breaks(`store ${name}`)() : target[name],
});
const metrics = createMetrics(() => true);
const app = createHttp({
  log,
  ready: async () => breaks('ready')(),
  metrics: metrics.text,
  maySeeFigures: createFiguresDoor(null, Date),
});
for (const [at, thrown] of [
  new Broken('route'),
  CANARY,
  { message: CANARY, statusCode: 400 },
  null,
].entries())
  app.get(`/breaks/${at}`, async () => {
    throw thrown;
  });
const web = createWebChat({
  app,
  store,
  seal,
  secret: randomBytes(32),
  tokenSeconds: 60,
  origins: [],
  retentionHours: 1,
  brand: 'Line',
  clock: Date,
  log,
});
const phone = channel(breaks('send'));
const runtime = createRuntime({
  store,
  channels: [web, phone],
  seal,
  clock: Date,
  log,
  count: metrics.count,
  think: breaks('think'),
  apologise: breaks('apologise'),
  upgrade: breaks('upgrade'),
  mustHear: breaks('mustHear'),
  settings: {
    turn: { tries: 3, pause: 1, holders: 5, commitTries: 3 },
    send: { timeout: 100, backOff: 1, mostBackOff: 2, tries: 2, heartbeat: 50 },
  },
});
await web.listen(runtime.receive);
await app.listen({ port: 0, host: '127.0.0.1' });
const base = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;

async function tell(path: string, init: RequestInit = {}): Promise<string> {
  const answer = await fetch(base + path, init);
  const said = await answer.text();
  // What the person sent comes back to her alone, as her own echo; errors and all else are printed and looked at.
  if (answer.status >= 400 || path === '/metrics') console.log(`HTTP ${answer.status} ${said}`);
  return said;
}

for (const at of [0, 1, 2, 3]) await tell(`/breaks/${at}?token=${CANARY}`);
await tell('/health/ready');
await tell(`/${CANARY}/${CANARY}?${CANARY}`);
await tell(`/v3/directline/conversations/${CANARY}/activities`, {
  headers: { authorization: `Bearer ${CANARY}` },
});
await tell(`/v3/directline/conversations/x/stream?t=${CANARY}`);
await tell('/webchat/token', { method: 'POST', headers: { origin: `https://${CANARY}.example` } });
const json = { 'content-type': 'application/json' };
const { token, conversationId } = JSON.parse(
  await tell('/webchat/token', { method: 'POST', headers: json, body: '{}' }),
);
const headers = { ...json, authorization: `Bearer ${token}` };
await tell('/v3/directline/conversations', { method: 'POST', headers, body: '{}' });
const said = (text: string) => ({
  method: 'POST',
  headers,
  body: JSON.stringify({ type: 'message', text, from: { id: CANARY } }),
});
const activities = `/v3/directline/conversations/${conversationId}/activities`;
await tell(activities, said(`${CANARY} is what I say`));
await tell(activities, { ...said(''), body: `{"${CANARY}": ${CANARY}` });
await tell(activities, { ...said(''), body: `{"type":"message","text":{"${CANARY}":1}}` });
for (let i = 0; i < 40; i += 1) await tell(activities, said(`${CANARY} ${i}`));
for (const name of ['enter', 'commit', 'journal', 'outbox', 'claim', 'abandoned', 'erase'] as const) {
  broken = new Set([name]);
  await tell(activities, said(`${CANARY} while ${name} breaks`));
  await tell(activities, { headers });
  await runtime.receive(update(CANARY, CANARY)).catch(() => undefined);
  await runtime.sweep();
  await runtime.idle();
}
broken = new Set();
await tell('/metrics');
void Promise.reject(new Broken('a promise'));
void Promise.reject(`${CANARY} alone`);
setTimeout(breaks('a timer'), 1);
await sleep(50);
console.log(`end, and still alive`);
process.exit(0);
