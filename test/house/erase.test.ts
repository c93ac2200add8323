// "Delete" takes away at once what is held, also answers that wait to be sent, and the receipt comes in the person's language.

import { setTimeout as sleep } from 'node:timers/promises';
import { upgrade } from '../../src/engine/upgrade.ts';
import type { Part } from '../../src/model/part.ts';
import { createMind } from '../../src/runtime/mind.ts';
import type { Channel } from '../../src/runtime/ports.ts';
import { createMemoryStore } from '../../src/store/memory-store.ts';
import { createRedisStore } from '../../src/store/redis-store.ts';
import { eventually } from '../channels/far-side.ts';
import { defaultLine } from '../line/default-line.ts';
import { channel, house, remembering, seal, update } from '../runtime/house.ts';
import { spawnRedis } from '../store/spawn-redis.ts';

test.each(['redis', 'memory'])(
  'an answer that waits is not sent after it was erased, on the %s store',
  async (kind) => {
    const redis = kind === 'redis' ? await spawnRedis() : null;
    const store = redis === null ? createMemoryStore() : createRedisStore(redis.url);
    let away = true;
    const one = channel(() => (away ? { type: 'wait', seconds: 0.2 } : { type: 'sent' }));
    const runtime = house(store, one, { think: remembering });
    await runtime.receive(update('amal', 'secret plan'));
    await eventually(async () =>
      expect(await store.outbox(seal.conversation({ channel: 'test', to: 'amal' }))).toHaveLength(1),
    );
    await runtime.receive(update('amal', 'forget'));
    await sleep(50);
    away = false;
    await runtime.idle();
    expect(one.sent.map(({ text }) => text)).toEqual(['forgotten']);
    const key = seal.conversation({ channel: 'test', to: 'amal' });
    expect(await store.outbox(key)).toEqual([]);
    const afterwards = await store.enter(key, { id: 'later', sealed: 'AAAA' });
    expect(afterwards).toMatchObject({ status: 'leased', state: null });
    await runtime.drain();
    await store.close();
    await redis?.stop();
  },
);

test('in every language the receipt lists what was erased, and nothing is held afterwards', async () => {
  const line = defaultLine();
  const mind = createMind(line);
  for (const { code } of line.languages) {
    const parts: Part[] = [];
    const one: Channel = {
      ...channel(),
      send: async (_to, sent) => {
        parts.push(sent);
        return { type: 'sent' };
      },
    };
    const store = createMemoryStore();
    const runtime = house(store, one, { think: mind.think, apologise: mind.apologise, upgrade });
    const say = async (option: string) => {
      await runtime.receive({ ...update('amal', { type: 'press', option }), language: code });
      await runtime.idle();
    };
    await runtime.receive({ ...update('amal', { type: 'open' }), language: code });
    await say('?biz.tax');
    await say('place/country=se');
    await say('!mydata');
    const held = parts
      .slice(-2)
      .map(({ text }) => text)
      .join('\n');
    const sweden = line.places.get('se')?.name[code] ?? 'missing';
    const tax = line.topics.get('biz.tax')?.name[code] ?? 'missing';
    for (const said of [sweden, tax, '24']) expect(held).toContain(said);
    await say('!delete');
    await say('delete/sure=yes');
    const receipt = parts.at(-1);
    expect(receipt).toMatchObject({ language: code, erased: true });
    expect(receipt?.text).toBe(line.locales.get(code)?.['delete']?.['gone']);
    const key = seal.conversation({ channel: 'test', to: 'amal' });
    expect(await store.enter(key, { id: `after-${code}`, sealed: 'AAAA' })).toMatchObject({ state: null });
    await runtime.drain();
  }
}, 60_000);
