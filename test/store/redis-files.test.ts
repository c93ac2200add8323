// What was erased also leaves Redis' files: looked at on the disk.

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import type { Store } from '../../src/runtime/ports.ts';
import { createRedisStore } from '../../src/store/redis-store.ts';
import { listening } from '../runtime/house.ts';
import { type RunningRedis, spawnRedis } from './spawn-redis.ts';

/** What is compressed could not be searched. */
const WITH_LOG = ['--appendonly', 'yes', '--appendfsync', 'always', '--rdbcompression', 'no'];
const FAST = { after: 30, apart: 60, every: 3_600_000 };

let redis: RunningRedis;
const opened: Store[] = [];

afterEach(async () => {
  await Promise.all(opened.splice(0).map((store) => store.close()));
  await redis.stop();
});

async function start(args: readonly string[]): Promise<void> {
  redis = await spawnRedis(args);
}

function open(rewrite = FAST, url = redis.url, log = listening()) {
  const store = createRedisStore(url, {}, { log, rewrite });
  opened.push(store);
  return { store, log };
}

/** All bytes of all files that Redis has written. */
function onDisk(): string {
  const folder = dirname(redis.url);
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  return names.map((one) => contentOf(join(one.parentPath, one.name))).join('');
}

/** Empty for a file that Redis has replaced meanwhile. */
function contentOf(file: string): string {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return '';
  }
}

async function until(good: () => boolean, ms = 15_000): Promise<void> {
  for (const end = Date.now() + ms; Date.now() < end; await sleep(20)) if (good()) return;
  throw new Error('it did not come about in time');
}

const entry = (sealed: string) => ({ id: 'e1', sealed });

test('what was erased leaves the append-only log, what was not stays', async () => {
  await start(WITH_LOG);
  const { store } = open();
  await store.append('leaves', entry('SealedOfTheOneWhoLeaves'));
  await store.append('stays', entry('SealedOfTheOneWhoStays'));
  expect(onDisk()).toContain('SealedOfTheOneWhoLeaves');
  await store.erase('leaves');
  await until(() => !onDisk().includes('SealedOfTheOneWhoLeaves'));
  expect(onDisk()).toContain('SealedOfTheOneWhoStays');
});

test('forgetting at the wish of the person does the same, and so does the snapshot that Redis takes', async () => {
  await start([...WITH_LOG, '--save', '3600 1']);
  const { store } = open();
  const entered = await store.enter('k', { id: 'u1', sealed: 'SealedWords' }, entry('SealedEcho'));
  const eye = new Redis(redis.url);
  await eye.save();
  eye.disconnect();
  if (entered.status !== 'leased') throw new Error('no lease');
  await store.commit(entered.lease, { state: null, parts: [], to: 'journal', done: ['u1'] });
  await until(() => !onDisk().includes('SealedWords') && !onDisk().includes('SealedEcho'));
});

test('an erasure during a rewrite is followed by another one', async () => {
  await start(WITH_LOG);
  const { store } = open();
  const keys = Array.from({ length: 12 }, (_, i) => `k${i}`);
  for (const key of keys) await store.append(key, entry(`SealedOf-${key}-`));
  for (const key of keys) {
    await store.erase(key);
    await sleep(25);
  }
  await until(() => !onDisk().includes('SealedOf-'));
});

test('what has expired leaves the log with the next rewrite of the timer', async () => {
  await start(WITH_LOG);
  const store = createRedisStore(redis.url, { retention: 100 }, { rewrite: { ...FAST, every: 300 } });
  opened.push(store);
  await store.append('k', entry('SealedToExpire'));
  await until(() => !onDisk().includes('SealedToExpire'));
});

test('several processes do not rewrite once each', async () => {
  await start(WITH_LOG);
  const houses = Array.from({ length: 5 }, () => open({ ...FAST, apart: 20_000 }));
  await Promise.all(houses.map(({ store }, i) => store.append(`k${i}`, entry('SealedToBeErased'))));
  await Promise.all(houses.map(({ store }, i) => store.erase(`k${i}`)));
  await until(() => !onDisk().includes('SealedToBeErased'));
  await sleep(300);
  const eye = new Redis(redis.url);
  const calls = /cmdstat_bgrewriteaof:calls=(\d+)/.exec(await eye.info('commandstats'))?.[1];
  eye.disconnect();
  expect(calls).toBe('1');
});

test('a process that stops asks for the rewrite that it still had in mind', async () => {
  await start(WITH_LOG);
  const { store } = open({ ...FAST, after: 60_000 });
  await store.append('k', entry('SealedToBeErased'));
  await store.erase('k');
  await store.close();
  await until(() => !onDisk().includes('SealedToBeErased'));
});

test('a Redis without a log gets none, and one that forbids it is said once and harms nothing', async () => {
  await start([]);
  const eye = new Redis(redis.url);
  const { store, log } = open();
  await store.erase('k');
  await sleep(200);
  expect(await eye.info('commandstats')).not.toContain('bgrewriteaof');
  expect(log.lines).toEqual([]);

  await eye.config('SET', 'appendonly', 'yes');
  const acl = ['on', '>word', '~*', '&*', '+@all', '-bgrewriteaof', '-config'] as const;
  await eye.call('ACL', 'SETUSER', 'line', ...acl);
  const socket = `redis://line:word@localhost/?path=${encodeURIComponent(redis.url)}`;
  const guarded = open(FAST, socket);
  for (let i = 0; i < 3; i += 1) {
    await guarded.store.erase(`k${i}`);
    await sleep(150);
  }
  expect(guarded.log.lines).toEqual(['store/no-rewrite {}']);
  await guarded.store.append('k9', entry('x'));
  eye.disconnect();
});
