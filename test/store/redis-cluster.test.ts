// The store on a real cluster of three nodes, and with one of them lost.

import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import type { JournalEntry, Store } from '../../src/runtime/ports.ts';
import { createRedisStore } from '../../src/store/redis-store.ts';
import { channel, house, journalOf, update } from '../runtime/house.ts';
import { storeContract } from './contract.ts';
import { type RunningCluster, spawnCluster } from './spawn-cluster.ts';
import { killRedis } from './spawn-redis.ts';

let cluster: RunningCluster;
const opened: Store[] = [];

beforeAll(async () => {
  cluster = await spawnCluster({ args: ['--appendonly', 'yes', '--appendfsync', 'always'] });
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((store) => store.close()));
});
afterAll(() => cluster?.stop());

function open(settings = {}): Store {
  const store = createRedisStore(cluster.url, settings);
  opened.push(store);
  return store;
}

const part = (id: string) => ({ id, sealed: 'AAAA' });

async function until(good: () => boolean | Promise<boolean>, ms = 20_000): Promise<void> {
  for (const end = Date.now() + ms; Date.now() < end; await sleep(20)) if (await good()) return;
  throw new Error('it did not come about in time');
}

const works = (call: Promise<unknown>) =>
  call.then(
    () => true,
    () => false,
  );

describe('on a cluster of three nodes the store keeps the contract:', () => {
  for (const promise of storeContract) test(promise.name, () => promise.test(open));
});

test('conversations are spread over all nodes', async () => {
  const store = open();
  for (let i = 0; i < 60; i += 1) await store.append(`spread-${i}`, part('a'));
  for (const node of cluster.nodes) {
    const eye = new Redis(node.url);
    expect((await eye.keys('wp{*}jspread-*')).length).toBeGreaterThan(5);
    eye.disconnect();
  }
});

test('two processes on a cluster share many conversations without losing, repeating or reordering an update', async () => {
  const stores = [open(), open()];
  const houses = stores.map((store) => house(store, channel(undefined, { journal: true })));
  const people = Array.from({ length: 12 }, (_, i) => `cluster-person-${i}`);
  for (let i = 0; i < 6; i += 1) {
    await Promise.all(people.map((to, at) => houses[(i + at) % 2]!.receive(update(to, `w${i}`))));
  }
  await Promise.all(houses.map((one) => one.idle()));
  const right = Array.from({ length: 6 }, (_, i) =>
    Array.from({ length: i + 1 }, (_, word) => `w${word}`).join(' '),
  );
  for (const to of people) expect(await journalOf(stores[0]!, to)).toEqual(right);
});

test('with one node lost the others serve on: their people, their due work, their watchers; and it is used again when it is back', async () => {
  const settings = { lease: 100, sender: 100 };
  const [store, writer] = [open(settings), open(settings)];
  const keys = Array.from({ length: 30 }, (_, i) => `lost-${i}`);
  const heard = new Map<string, JournalEntry[]>();
  for (const key of keys) {
    heard.set(key, []);
    await store.watch(key, (entries) => heard.get(key)!.push(...entries));
    await store.enter(key, part(`${key}-u1`));
    await writer.append(key, part('before'));
  }
  const lost = cluster.nodes[1]!;
  const eye = new Redis(lost.url);
  const there = new Set((await eye.keys('wp{*}qlost-*')).map((key) => key.slice(key.indexOf('}') + 2)));
  eye.disconnect();
  await killRedis(lost);
  const others = keys.filter((key) => !there.has(key));
  expect(there.size).toBeGreaterThan(0);

  const began = Date.now();
  const answers = await Promise.all(keys.map((key) => works(writer.append(key, part('while')))));
  expect(Date.now() - began).toBeLessThan(3_000);
  expect(answers.filter((good) => !good).length).toBe(there.size);
  await expect(store.append([...there][0]!, part('x'))).rejects.toMatchObject({ code: 'store/unavailable' });
  await store.ping();
  const claimed = new Set<string>();
  await until(async () => {
    const one = await store.claim(Date.now());
    if (one !== null) claimed.add(one.lease.conversation);
    return others.every((key) => claimed.has(key));
  });
  await until(() => others.every((key) => heard.get(key)!.length === 2));

  await lost.restart();
  await cluster.well();
  await until(() => works(writer.append([...there][0]!, part('back'))));
  for (const key of there) await until(() => works(writer.append(key, part('after'))));
  for (const key of others) await writer.append(key, part('after'));
  await until(() => keys.every((key) => heard.get(key)!.some(({ id }) => id === 'after')));
  for (const key of others) {
    expect(heard.get(key)!.map(({ seq, id }) => `${seq}${id}`)).toEqual(['1before', '2while', '3after']);
  }
});

test('when a master of a cluster with replicas dies, its replica takes over with what was written', async () => {
  const args = ['--repl-diskless-sync-delay', '0', '--repl-ping-replica-period', '1'];
  const guarded = await spawnCluster({ replicas: true, args });
  const store = createRedisStore(guarded.url);
  opened.push(store);
  try {
    const keys = Array.from({ length: 12 }, (_, i) => `guarded-${i}`);
    for (const key of keys) await store.append(key, part('before'));
    // Replication is asynchronous: wait until the replicas have it all.
    await until(async () => {
      const counts = await Promise.all(guarded.nodes.map(keysOf));
      return [0, 1, 2].every((master) => counts[master] === counts[master + 3]);
    });
    await killRedis(guarded.nodes[0]!);
    for (const key of keys) await until(() => works(store.append(key, part('after'))));
    for (const key of keys) {
      const { entries } = await store.journal(key, 0);
      expect(entries.map(({ id }) => id)).toEqual(['before', 'after']);
    }
  } finally {
    await guarded.stop();
  }
});

async function keysOf({ url }: { readonly url: string }): Promise<number> {
  const eye = new Redis(url);
  const count = await eye.dbsize();
  eye.disconnect();
  return count;
}
