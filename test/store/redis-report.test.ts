// What the store says about itself: what waits in it, and which settings of Redis endanger a promise.

import type { Store } from '../../src/runtime/ports.ts';
import { createMemoryStore } from '../../src/store/memory-store.ts';
import { createRedisStore } from '../../src/store/redis-store.ts';
import { spawnRedis } from './spawn-redis.ts';

const SAFE = ['--appendonly', 'yes', '--appendfsync', 'always', '--maxmemory', '200mb'];

async function on(args: readonly string[], use: (store: Store) => Promise<void>): Promise<void> {
  const redis = await spawnRedis([...args]);
  const store = createRedisStore(redis.url);
  await use(store).finally(async () => {
    await store.close();
    await redis.stop();
  });
}

const item = (id: string) => ({ id, sealed: 'AAAA' });

async function leaveOnePart(store: Store): Promise<void> {
  const entered = await store.enter('one', item('u1'));
  if (entered.status !== 'leased') throw new Error('not leased');
  const commit = { state: 'AAAA', parts: [item('p1')], to: 'outbox', done: ['u1'] } as const;
  await store.commit(entered.lease, commit);
  await store.enter('two', item('u2'));
}

test('a Redis with the log on disk and a bound that evicts nothing has no warning', () =>
  on(SAFE, async (store) => {
    const { warnings, memory } = await store.report();
    expect(warnings).toEqual([]);
    expect(memory).toBeGreaterThan(0);
    expect(memory).toBeLessThan(0.1);
  }));

test.each([
  ['store/no-aof', ['--appendonly', 'no']],
  ['store/aof-not-always', ['--appendfsync', 'everysec']],
  ['store/evicts', ['--maxmemory-policy', 'allkeys-lru']],
  ['store/memory', ['--maxmemory', '1100kb']],
] as const)('%s is told', (warning, args) =>
  on([...SAFE, ...args], async (store) => {
    expect((await store.report()).warnings).toEqual([warning]);
  }),
);

test('a server that hides its settings is told apart from one that is away', () =>
  on([...SAFE, '--user', 'default', 'on', 'nopass', '~*', '&*', '+@all', '-info'], async (store) => {
    expect((await store.report()).warnings).toEqual(['store/settings-hidden']);
  }));

test('every store counts what is held and what waits to be sent, and since when', () =>
  on(SAFE, async (redis) => {
    for (const store of [redis, createMemoryStore()]) {
      await leaveOnePart(store);
      await new Promise((resolve) => setTimeout(resolve, 30));
      const report = await store.report();
      expect(report).toMatchObject({ held: 1, overdue: 0, outboxes: 1 });
      expect(report.outboxAge).toBeGreaterThanOrEqual(25);
      expect(report.outboxAge).toBeLessThan(20_000);
    }
  }));

test('without Redis there is no report', async () => {
  const redis = await spawnRedis();
  const store = createRedisStore(redis.url);
  await store.ping();
  await redis.stop();
  await expect(store.report()).rejects.toMatchObject({ code: 'store/unavailable' });
  await store.close();
});
