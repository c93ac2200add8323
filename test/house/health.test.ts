// Readiness says what is wrong with each part and what to do, and a dangerous setting of Redis is said once.

import { type HealthNeeds, healthOf } from '../../src/health.ts';
import { createHttp } from '../../src/http.ts';
import type { StoreReport, StoreWarning } from '../../src/runtime/ports.ts';
import { createMemoryStore } from '../../src/store/memory-store.ts';
import { STORE_ADVICE, watchStore } from '../../src/store-watch.ts';
import { line as smallLine } from '../fixtures/small-line.ts';
import { listening } from '../runtime/house.ts';

const report = (...warnings: StoreWarning[]): StoreReport => ({
  held: 0,
  overdue: 0,
  outboxes: 0,
  outboxAge: 0,
  memory: null,
  warnings,
});
const line = smallLine([]);
const { controller: _, ...nobody } = line.brand;

function needs(changes: Partial<HealthNeeds>): HealthNeeds {
  return {
    stopping: () => false,
    ping: async () => undefined,
    report: async () => report(),
    inMemory: false,
    line: () => line,
    mistakes: () => 0,
    channels: () => [],
    ...changes,
  };
}

test('all well: ready, and every part says so', async () => {
  const { ready, parts } = await healthOf(needs({}));
  expect(ready).toBe(true);
  expect(parts.map(({ part, state }) => `${part} ${state}`)).toEqual(['store good', 'content good']);
});

test.each([
  [
    'the store is away',
    { ping: () => Promise.reject(new Error('x')), report: async (): Promise<null> => null },
    'store trouble',
    false,
  ],
  ['the process is stopping', { stopping: () => true }, 'line trouble', false],
  ['Redis may evict', { report: async () => report('store/evicts') }, 'store warning', true],
  ['an edit has mistakes', { mistakes: () => 2 }, 'content warning', true],
  ['nobody answers for the data', { line: () => ({ ...line, brand: nobody }) }, 'content warning', true],
  [
    'a channel is in trouble',
    { channels: () => [{ channel: 'telegram', state: 'trouble', say: 'Telegram is away.' }] },
    'channel telegram trouble',
    true,
  ],
] as const)(
  '%s: said with one sentence why and one what to do',
  async (_name, changes, expected, isReady) => {
    const { ready, parts } = await healthOf(needs(changes as Partial<HealthNeeds>));
    expect(ready).toBe(isReady);
    const wrong = parts.filter(({ state }) => state !== 'good');
    expect(wrong.map(({ part, state }) => `${part} ${state}`)).toEqual([expected]);
    for (const { why, remedy } of wrong) {
      expect(why).toMatch(/\.$/);
      expect(remedy).toMatch(/\.$/);
    }
  },
);

test('a dangerous setting is logged once with why and remedy, and once more when it is mended', async () => {
  const log = listening();
  let warnings: StoreWarning[] = ['store/no-aof'];
  const store = { ...createMemoryStore(), report: async () => report(...warnings) };
  const watch = watchStore(store, log, 0);
  for (let looks = 0; looks < 3; looks += 1) await watch.look();
  expect(log.lines).toEqual([`store/no-aof ${JSON.stringify(STORE_ADVICE['store/no-aof'])}`]);
  warnings = [];
  for (let looks = 0; looks < 3; looks += 1) await watch.look();
  expect(log.lines.slice(1)).toEqual(['store/mended {"warning":"store/no-aof"}']);
  watch.stop();
});

test('a store that does not answer has no report', async () => {
  const store = { ...createMemoryStore(), report: () => Promise.reject(new Error('away')) };
  const watch = watchStore(store, listening());
  expect(await watch.look()).toBeNull();
  watch.stop();
});

test('/health/ready answers 503 with each part while the store is away, and /health/live only for the process', async () => {
  let away = true;
  const ping = () => (away ? Promise.reject(new Error('away')) : Promise.resolve());
  const health = () => healthOf(needs({ ping, report: async () => (away ? null : report()) }));
  const app = createHttp({ log: listening(), ready: ping, health, metrics: () => '' });
  const base = await app.listen({ port: 0, host: '127.0.0.1' });
  const ask = async (path: string) => {
    const answer = await fetch(`${base}${path}`);
    return { status: answer.status, body: await answer.json() };
  };
  const refused = await ask('/health/ready');
  expect(refused.status).toBe(503);
  expect(refused.body.error.code).toBe('NotReady');
  expect(refused.body.parts[0]).toMatchObject({ part: 'store', state: 'trouble' });
  expect((await ask('/health/live')).body).toEqual({ status: 'live' });
  away = false;
  const taken = await ask('/health/ready');
  expect([taken.status, taken.body.status]).toEqual([200, 'ready']);
  await app.close();
});
