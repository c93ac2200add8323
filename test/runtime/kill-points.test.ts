// A call to the store fails once, before or after it took effect. Nobody loses an answer; a journal never says it twice.

import { setTimeout as sleep } from 'node:timers/promises';
import type { Update } from '../../src/model/update.ts';
import type { Runtime } from '../../src/runtime/runtime.ts';
import { createMemoryStore } from '../../src/store/memory-store.ts';
import { failingOnce, type KillPoint } from './failing-store.ts';
import { channel, house, journalOf, update } from './house.ts';

const SHORT = { lease: 40, sender: 60 };
const SOON = { abandonedAfter: 60 };
const ONE_TRY = { tries: 3, pause: 2, holders: 5, commitTries: 1 };

/** As channels do: an update that was not acknowledged comes again. */
async function post(runtime: Runtime, one: Update): Promise<void> {
  for (let tries = 0; tries < 3; tries += 1) {
    try {
      await runtime.receive(one);
      return;
    } catch {
      await sleep(2);
    }
  }
}

async function sweepUntil(runtime: Runtime, good: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 30 && !(await good()); tries += 1) {
    await sleep(10);
    await runtime.sweep();
    await runtime.idle();
  }
}

const points: KillPoint[] = (['enter', 'commit', 'sent', 'outbox', 'claim', 'abandoned'] as const).flatMap(
  (call) => (['before', 'after'] as const).map((when) => ({ call, when })),
);
const words = ['one', 'two', 'three'];
const answers = ['one', 'one two', 'one two three'];

describe.each(points)('the store fails $when $call:', (point) => {
  const persistent = point.call === 'commit' ? [{}, { turn: ONE_TRY }] : [{}];

  test.each(persistent)('all answers arrive in the journal, each once, in order %j', async (settings) => {
    const behind = createMemoryStore(SHORT);
    const failing = failingOnce(behind, point);
    const runtime = house(failing.store, channel(undefined, { journal: true }), {
      settings: { ...SOON, ...settings },
    });
    for (const word of words) await post(runtime, update('amal', word));
    await sweepUntil(runtime, async () => (await journalOf(behind, 'amal')).length >= 3);
    await sleep(80);
    await runtime.sweep();
    await runtime.idle();
    expect(await journalOf(behind, 'amal')).toEqual(answers);
  });

  test.each(persistent)(
    'all answers are sent, in order, and none twice but the one in flight %j',
    async (settings) => {
      const failing = failingOnce(createMemoryStore(SHORT), point);
      const phone = channel();
      const runtime = house(failing.store, phone, { settings: { ...SOON, ...settings } });
      for (const word of words) await post(runtime, update('amal', word));
      await sweepUntil(runtime, async () => phone.sent.length >= 3);
      await sleep(80);
      await runtime.sweep();
      await runtime.idle();
      expect(phone.sent.map(({ text }) => text)).toEqual(answers);
    },
  );
});

test('the list of kill points really fails', async () => {
  for (const call of ['enter', 'commit', 'sent'] as const) {
    const failing = failingOnce(createMemoryStore(SHORT), { call, when: 'after' });
    const runtime = house(failing.store, channel());
    await post(runtime, update('amal', 'one'));
    await runtime.idle();
    expect(failing.failures()).toBe(1);
  }
});
