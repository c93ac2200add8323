// What is left in Redis, and what travels to it, looked at from outside with a connection of the test's own.

import { Redis } from 'ioredis';
import type { Entered, Store } from '../../src/runtime/ports.ts';
import { createSeal } from '../../src/runtime/sealing.ts';
import { createRedisStore } from '../../src/store/redis-store.ts';
import { channel, house, update } from '../runtime/house.ts';
import { type RunningRedis, spawnRedis } from './spawn-redis.ts';

type Leased = Extract<Entered, { status: 'leased' }>;

let redis: RunningRedis;
let eye: Redis;
let store: Store;

beforeAll(async () => {
  redis = await spawnRedis();
  eye = new Redis(redis.url);
});
beforeEach(async () => {
  await eye.flushall();
  store = createRedisStore(redis.url);
});
afterEach(() => store.close());
afterAll(async () => {
  eye?.disconnect();
  await redis?.stop();
});

const part = (id: string) => ({ id, sealed: 'AAAA' });

async function enter(key: string, id: string): Promise<Leased> {
  return (await store.enter(key, part(id), part(`echo-${id}`))) as Leased;
}

/** Every call of the port once, each looked at after it. */
async function everyCall(look: (after: string) => Promise<void>): Promise<void> {
  const first = await enter('k', 'u1');
  await look('enter');
  const reminder = { at: Date.now() + 60_000, sealed: 'AAAA' };
  await store.commit(first.lease, { state: 's', parts: [part('p1')], to: 'outbox', done: ['u1'], reminder });
  await look('commit with a reminder');
  await store.append('k', part('a1'));
  await look('append');
  await store.outbox('k');
  await store.abandoned(Date.now(), 0);
  await look('abandoned');
  await store.claim(Date.now() + 120_000);
  await look('claim');
  const second = await enter('k2', 'u2');
  await store.commit(second.lease, { state: 's', parts: [part('p2')], to: 'journal', done: ['u2'] });
  await look('commit to the journal');
  await store.sent('k', 'p1');
  await store.ping();
  await look('sent, ping');
  await store.watch('k', () => undefined);
  await store.erase('k');
  await look('erase');
}

test('every key has a lifetime after every kind of call', async () => {
  await everyCall(async (after) => {
    for (const key of await eye.keys('*')) {
      expect({ after, key, lives: (await eye.pttl(key)) > 0 }).toEqual({ after, key, lives: true });
    }
  });
});

test('erase leaves the number of the journal and seen ids, and neither leads back to the person', async () => {
  const { lease } = await enter('conversation-key', 'u1');
  const reminder = { at: Date.now() + 60_000, sealed: 'AAAA' };
  await store.commit(lease, { state: 's', parts: [part('p1')], to: 'outbox', done: ['u1'], reminder });
  await enter('conversation-key', 'u2');
  await store.erase('conversation-key');
  const keys = await eye.keys('*');
  expect(keys.map((key) => key.replace(/^wp\{\d+\}/, '')).sort()).toEqual([
    'du1',
    'du2',
    'qconversation-key',
  ]);
  expect(await eye.get(keys.find((key) => key.endsWith('conversation-key'))!)).toBe('2');
});

test('forgetting leaves the receipt to be sent, and after that no key of the conversation', async () => {
  const first = await enter('conversation-key', 'u1');
  const reminder = { at: Date.now() + 60_000, sealed: 'AAAA' };
  await store.commit(first.lease, { state: 's', parts: [part('p1')], to: 'outbox', done: ['u1'], reminder });
  const second = (await store.enter('conversation-key', part('u2'))) as Leased;
  await store.commit(second.lease, { state: null, parts: [part('receipt')], to: 'outbox', done: ['u2'] });
  await store.sent('conversation-key', 'receipt');
  const left = (await eye.keys('*conversation-key')).map((key) => key.replace(/^wp\{\d+\}/, ''));
  expect(left).toEqual(['qconversation-key']);
});

test('nothing that a person wrote, nor where she writes from, is readable in Redis', async () => {
  const phone = channel(() => ({ type: 'wait', seconds: 60 }));
  const runtime = house(store, phone, { seal: createSeal([Buffer.alloc(32, 9)]) });
  await runtime.receive(update('+4915112345678', 'remind'));
  await runtime.receive(update('+4915112345678', 'Schutzwort'));
  await new Promise((resolve) => setTimeout(resolve, 50));
  const dump: string[] = [];
  for (const key of await eye.keys('*')) dump.push(key, (await eye.dump(key)) ?? '', await readable(key));
  expect(dump.length).toBeGreaterThan(12);
  for (const canary of ['4915112345678', 'Schutzwort', 'remind', 'country', '"lang"']) {
    expect(dump.join('\n')).not.toContain(canary);
  }
  await runtime.drain();
});

async function readable(key: string): Promise<string> {
  switch (await eye.type(key)) {
    case 'string':
      return (await eye.get(key)) ?? '';
    case 'list':
      return (await eye.lrange(key, 0, -1)).join('\n');
    case 'hash':
      return JSON.stringify(await eye.hgetall(key));
    case 'zset':
      return (await eye.zrange(key, '0', '-1')).join('\n');
    default:
      return '';
  }
}

test('a turn is two round trips, and one per part that nobody waits for', async () => {
  const phone = channel();
  const runtime = house(store, phone);
  const web = house(store, channel(undefined, { journal: true, name: 'web' }));
  await runtime.receive(update('amal', 'warm up'));
  await web.receive(update('amal', 'warm up', 'web'));
  await Promise.all([runtime.idle(), web.idle()]);

  await eye.call('CONFIG', 'RESETSTAT');
  for (let turn = 0; turn < 10; turn += 1) {
    await runtime.receive(update('amal', 'hello'));
    await runtime.idle();
  }
  expect(await calls()).toBe(30);

  await eye.call('CONFIG', 'RESETSTAT');
  for (let turn = 0; turn < 10; turn += 1) {
    await web.receive(update('amal', 'hello', 'web'), part(`echo${turn}`));
    await web.idle();
  }
  expect(await calls()).toBe(20);
});

/** Commands that came over the wire; those that scripts call inside Redis are not among them. */
async function calls(): Promise<number> {
  const stats = await eye.info('commandstats');
  const counts = [...stats.matchAll(/cmdstat_(evalsha|eval):calls=(\d+)/g)].map(([, , count]) =>
    Number(count),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}

test('a turn with a short answer sends at most 900 bytes to Redis, its answer and all names counted', async () => {
  const runtime = house(store, channel(undefined, { journal: true }));
  await runtime.receive(update('amal', 'warm up'));
  await runtime.idle();
  const before = await bytesIn();
  for (let turn = 0; turn < 20; turn += 1) {
    await runtime.receive(update(`p${turn}`, 'ich brauche Geld'));
    await runtime.idle();
  }
  expect(((await bytesIn()) - before) / 20).toBeLessThanOrEqual(900);
});

async function bytesIn(): Promise<number> {
  return Number(/total_net_input_bytes:(\d+)/.exec(await eye.info('stats'))![1]);
}
