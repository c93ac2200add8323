// Redis away, full, read-only, restarted; and the runtime on it, killed and started again.

import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { sealUpdate } from '../../src/runtime/envelope.ts';
import type { JournalEntry, Store } from '../../src/runtime/ports.ts';
import { createRedisStore } from '../../src/store/redis-store.ts';
import { channel, house, journalOf, seal, update } from '../runtime/house.ts';
import { killRedis, type RunningRedis, spawnRedis } from './spawn-redis.ts';

const opened: Store[] = [];
const running: RunningRedis[] = [];

async function redisServer(args: readonly string[] = []): Promise<RunningRedis> {
  const redis = await spawnRedis(args);
  running.push(redis);
  return redis;
}

function open(redis: RunningRedis, settings = {}): Store {
  const store = createRedisStore(redis.url, settings);
  opened.push(store);
  return store;
}

afterEach(async () => {
  await Promise.all(opened.splice(0).map((store) => store.close()));
  await Promise.all(running.splice(0).map((redis) => redis.stop()));
});

const unavailable = { code: 'store/unavailable' };
const part = (id: string) => ({ id, sealed: 'AAAA' });

async function until(good: () => boolean | Promise<boolean>, ms = 20_000): Promise<void> {
  for (const end = Date.now() + ms; Date.now() < end; await sleep(10)) if (await good()) return;
  throw new Error('it did not come about in time');
}

const answers = (store: Store) =>
  store.ping().then(
    () => true,
    () => false,
  );

test('while Redis is away every call fails at once, and works again by itself when it is back', async () => {
  const redis = await redisServer();
  const store = open(redis);
  await store.append('k', part('a'));
  await killRedis(redis);
  await sleep(20);
  const started = Date.now();
  await expect(store.enter('k', part('u1'))).rejects.toMatchObject(unavailable);
  await expect(store.claim(Date.now())).rejects.toMatchObject(unavailable);
  await expect(store.ping()).rejects.toMatchObject(unavailable);
  expect(Date.now() - started).toBeLessThan(500);
  await redis.restart();
  await until(() => answers(store));
  expect(await store.enter('k', part('u1'))).toMatchObject({ status: 'leased' });
});

test('a call under way when Redis dies fails, and is not sent again behind the back of the caller', async () => {
  const redis = await redisServer();
  const store = open(redis);
  await store.ping();
  redis.process.kill('SIGSTOP');
  const entered = store.enter('k', part('u1'));
  const refused = expect(entered).rejects.toMatchObject(unavailable);
  await sleep(20);
  await killRedis(redis);
  await redis.restart();
  await until(() => answers(store));
  await refused;
  expect(await store.enter('k', part('u1'))).toMatchObject({ status: 'leased' });
});

test('a Redis that hangs is an error after 2 seconds', async () => {
  const redis = await redisServer();
  const store = open(redis);
  await store.ping();
  redis.process.kill('SIGSTOP');
  const started = Date.now();
  await expect(store.enter('k', part('u1'))).rejects.toMatchObject(unavailable);
  expect(Date.now() - started).toBeLessThan(2_600);
  redis.process.kill('SIGCONT');
  await until(() => answers(store));
});

test('a Redis that stands still is found out by one call: those after it fail at once, and it is used again by itself', async () => {
  const redis = await redisServer();
  const store = open(redis);
  await store.ping();
  redis.process.kill('SIGSTOP');
  await expect(store.ping()).rejects.toMatchObject(unavailable);
  await sleep(700);
  const started = Date.now();
  for (let i = 0; i < 20; i += 1) {
    await expect(store.enter('k', part(`u${i}`))).rejects.toMatchObject(unavailable);
  }
  expect(Date.now() - started).toBeLessThan(1_000);
  redis.process.kill('SIGCONT');
  await until(() => answers(store), 15_000);
});

test('a full Redis takes nothing in and says so, erasing still works, and it recovers without a restart', async () => {
  const redis = await redisServer(['--maxmemory', '0', '--maxmemory-policy', 'noeviction']);
  const store = open(redis);
  const eye = new Redis(redis.url);
  await store.append('k', part('a'));
  await eye.config('SET', 'maxmemory', '1mb');
  await expect(store.enter('k', part('u1'))).rejects.toMatchObject(unavailable);
  await expect(store.ping()).rejects.toMatchObject(unavailable);
  await store.erase('k');
  await eye.config('SET', 'maxmemory', '0');
  await store.ping();
  expect(await store.enter('k', part('u1'))).toMatchObject({ status: 'leased' });
  eye.disconnect();
});

test('a Redis that became a replica is refused as read-only and used again when it is master', async () => {
  const redis = await redisServer();
  const store = open(redis);
  await store.ping();
  const eye = new Redis(redis.url);
  await eye.replicaof('127.0.0.1', 1);
  await expect(store.enter('k', part('u1'))).rejects.toMatchObject(unavailable);
  await expect(store.ping()).rejects.toMatchObject(unavailable);
  await eye.replicaof('NO', 'ONE');
  await until(() => answers(store));
  expect(await store.enter('k', part('u1'))).toMatchObject({ status: 'leased' });
  eye.disconnect();
});

test('what a fault says names neither keys nor bodies', async () => {
  const redis = await redisServer();
  const store = open(redis);
  await store.ping();
  await killRedis(redis);
  const fault = await store.enter('secret-key', part('secret-id')).catch((error: Error) => error);
  expect(fault).toMatchObject(unavailable);
  expect(JSON.stringify([fault, (fault as Error).message, (fault as Error).cause])).not.toContain('secret');
});

test('a store opened before Redis is there waits for it a little, and nothing is written to the console', async () => {
  const redis = await redisServer();
  await killRedis(redis);
  const store = open(redis);
  const entered = store.enter('k', part('u1'));
  await redis.restart();
  expect(await entered).toMatchObject({ status: 'leased' });
});

test('a watcher whose connection was cut hears what it missed, once and in order', async () => {
  const redis = await redisServer();
  const [writer, reader] = [open(redis), open(redis)];
  const heard: JournalEntry[] = [];
  await reader.watch('k', (entries) => heard.push(...entries));
  await writer.append('k', part('a'));
  await until(() => heard.length === 1);
  const eye = new Redis(redis.url);
  await eye.call('CLIENT', 'KILL', 'TYPE', 'pubsub');
  for (const id of ['b', 'c', 'd']) await writer.append('k', part(id));
  await until(() => heard.length >= 4);
  await writer.append('k', part('e'));
  await until(() => heard.length >= 5);
  expect(heard.map(({ seq, id }) => `${seq}${id}`)).toEqual(['1a', '2b', '3c', '4d', '5e']);
  eye.disconnect();
});

test('another process finishes what a dead one left: updates taken in, and parts not sent', async () => {
  const redis = await redisServer();
  const settings = { lease: 100, sender: 100 };
  const first = channel(() => new Promise(() => undefined));
  const dead = house(open(redis, settings), first, { settings: { abandonedAfter: 100 } });
  await dead.receive(update('amal', 'committed and not sent'));
  const taken = update('badr', 'taken in and not thought');
  const key = seal.conversation(taken.address);
  await open(redis, settings).enter(key, { id: 'u1', sealed: sealUpdate(seal, key, taken) });

  const phone = channel();
  const second = house(open(redis, settings), phone, { settings: { abandonedAfter: 100, sweepEvery: 20 } });
  second.start();
  await until(() => phone.sent.length === 2);
  expect(phone.sent.map(({ to, text }) => `${to}: ${text}`).sort()).toEqual([
    'amal: committed and not sent',
    'badr: taken in and not thought',
  ]);
  await second.receive(update('amal', 'again'));
  await until(() => phone.sent.length === 3);
  expect(phone.sent[2]!.text).toBe('committed and not sent again');
  await second.drain();
});

test('two processes share a burst of updates without losing, repeating or reordering one', async () => {
  const redis = await redisServer();
  const stores = [open(redis), open(redis)];
  const houses = stores.map((store) => house(store, channel(undefined, { journal: true })));
  const words = Array.from({ length: 30 }, (_, i) => `w${i}`);
  for (const [i, word] of words.entries()) await houses[i % 2]!.receive(update('amal', word));
  await Promise.all(houses.map((one) => one.idle()));
  const said = await journalOf(stores[0]!, 'amal');
  expect(said).toEqual(words.map((_, i) => words.slice(0, i + 1).join(' ')));
});

test('what was being sent when Redis went away is crossed off when it is back, and not sent again by another process', async () => {
  const redis = await redisServer(['--appendonly', 'yes', '--appendfsync', 'always']);
  const send = { timeout: 5_000, backOff: 400, mostBackOff: 500, tries: 100, heartbeat: 900 };
  const times = { settings: { abandonedAfter: 1_000, sweepEvery: 20, send } };
  let taken: () => void = () => undefined;
  const sending = new Promise<void>((resolve) => {
    taken = resolve;
  });
  const first = channel(() => sending.then(() => ({ type: 'sent' })));
  const second = channel();
  const houses = [first, second].map((one) => house(open(redis, { sender: 1_000 }), one, times));
  await houses[0]!.receive(update('amal', 'hello'));
  for (const one of houses) one.start();
  await until(() => answers(open(redis)));
  await sleep(50);
  await killRedis(redis);
  taken();
  await sleep(1_500);
  await redis.restart();
  await sleep(2_500);
  expect([first.sent.length, second.sent.length]).toEqual([1, 0]);
  await Promise.all(houses.map((one) => one.drain(500)));
});
