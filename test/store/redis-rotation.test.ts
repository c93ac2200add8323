// A new key in front of the old one, and the old one taken away: on a real Redis, with the real runtime.

import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import type { Seal } from '../../src/runtime/sealing.ts';
import { createSeal } from '../../src/runtime/sealing.ts';
import { createRedisStore } from '../../src/store/redis-store.ts';
import type { StoreSettings } from '../../src/store/store-settings.ts';
import { channel, house, listening, update } from '../runtime/house.ts';
import { type RunningRedis, spawnRedis } from './spawn-redis.ts';

const OLD = Buffer.alloc(32, 1);
const NEW = Buffer.alloc(32, 2);
const RETENTION = 3_000;

let redis: RunningRedis;
let eye: Redis;
const closing: (() => Promise<void>)[] = [];

beforeEach(async () => {
  redis = await spawnRedis();
  eye = new Redis(redis.url);
});
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
  eye.disconnect();
  await redis.stop();
});

/** One process with these keys: a network that takes everything unless `busy`, and a web chat. */
function open(
  keys: readonly Uint8Array[],
  { busy = false, ...settings }: Partial<StoreSettings> & { busy?: boolean } = {},
) {
  const store = createRedisStore(redis.url, { sender: 50, ...settings });
  const seal = createSeal(keys);
  const log = listening();
  const network = channel(() => (busy ? { type: 'wait', seconds: 60 } : { type: 'sent' }));
  const web = channel(undefined, { journal: true, name: 'web' });
  const needs = { seal, log, settings: { abandonedAfter: 50, sweepEvery: 20 } };
  const [talk, chat] = [house(store, network, needs), house(store, web, needs)];
  const close = async () => {
    await Promise.all([talk.drain(50), chat.drain(50)]);
    await store.close();
  };
  closing.push(close);
  const journal = async (to: string) => {
    const key = seal.conversation({ channel: 'web', to });
    const { entries } = await store.journal(key, 0);
    return entries.map(({ sealed }) => JSON.parse(seal.open('entry', key, sealed)).part.text as string);
  };
  return { talk, chat, network, log, seal, journal, close };
}

/** Sealed bodies in Redis that `seal` can open, of those conversations. */
async function openable(seal: Seal, conversations: readonly string[]): Promise<number> {
  let count = 0;
  for (const conversation of conversations) {
    for (const key of await eye.keys(`wp{*}[cmonj]${conversation}`)) {
      for (const body of await bodies(key)) {
        for (const kind of ['state', 'update', 'part', 'entry'] as const) {
          try {
            seal.open(kind, conversation, body);
            count += 1;
          } catch {
            // Sealed under another key, or as another kind.
          }
        }
      }
    }
  }
  return count;
}

async function bodies(key: string): Promise<string[]> {
  const type = await eye.type(key);
  if (type === 'hash') return [(await eye.hget(key, 's')) ?? ''];
  if (type === 'list')
    return (await eye.lrange(key, 0, -1)).map((item) => item.slice(item.lastIndexOf('\n') + 1));
  return [(await eye.get(key)) ?? ''];
}

async function until(good: () => boolean | Promise<boolean>, ms = 10_000): Promise<void> {
  for (const end = Date.now() + ms; Date.now() < end; await sleep(20)) if (await good()) return;
  throw new Error('it did not come about in time');
}

test('behind a new key old conversations go on: what they remember, what waits to be sent, what a page reads', async () => {
  const before = open([OLD], { busy: true });
  await before.talk.receive(update('amal', 'one'));
  await before.chat.receive(update('badr', 'one', 'web'));
  await until(async () => (await before.journal('badr')).length === 1);
  await before.close();

  const after = open([NEW, OLD]);
  await until(async () => {
    await after.talk.sweep();
    return after.network.sent.length === 1;
  });
  await after.talk.receive(update('amal', 'two'));
  await after.chat.receive(update('badr', 'two', 'web'));
  await until(() => after.network.sent.length === 2);
  await until(async () => (await after.journal('badr')).length === 2);
  expect(after.network.sent.map(({ text }) => text)).toEqual(['one', 'one two']);
  expect(await after.journal('badr')).toEqual(['one', 'one two']);
  expect(after.log.lines.filter((line) => /unreadable|unknown|dead-letter/.test(line))).toEqual([]);
});

test('an update that came again under the new key is still known', async () => {
  const before = open([OLD]);
  const said = update('amal', 'one');
  expect(await before.talk.receive(said)).toBe('accepted');
  await before.talk.idle();
  const after = open([NEW, OLD]);
  expect(await after.talk.receive(said)).toBe('duplicate');
});

test('when the retention has passed nothing is sealed under the old key, and without it the line starts anew with everybody', async () => {
  const settings = { retention: RETENTION };
  const before = open([OLD], settings);
  const ids = ['amal', 'badr'].map((to) => before.seal.conversation({ channel: 'test', to }));
  for (const to of ['amal', 'badr']) await before.talk.receive(update(to, 'one'));
  await before.talk.idle();
  await before.close();

  // One goes on, the other is silent.
  const both = open([NEW, OLD], settings);
  const [old, fresh] = [createSeal([OLD]), createSeal([NEW])];
  expect(await openable(old, ids)).toBe(2);
  await both.talk.receive(update('amal', 'two'));
  await both.talk.idle();
  expect(await openable(old, ids)).toBe(1);
  await until(async () => (await openable(old, ids)) === 0, RETENTION * 3);
  await both.talk.receive(update('amal', 'three'));
  await both.talk.idle();
  expect(await openable(fresh, ids)).toBe(1);
  await both.close();

  const alone = open([NEW], settings);
  await alone.talk.receive(update('amal', 'four'));
  await alone.talk.receive(update('badr', 'two'));
  await alone.talk.idle();
  expect(alone.network.sent.map(({ to, text }) => `${to}: ${text}`).sort()).toEqual([
    'amal: four',
    'badr: two',
  ]);
  expect(alone.log.lines).toEqual([]);
});
