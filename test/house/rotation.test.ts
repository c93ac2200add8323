// The steps of "Rotating the key" in docs/operations.md: conversations go on under two keys and start anew when the old one goes,
// and what waited under the old key is still answered.

import { randomBytes } from 'node:crypto';
import { readConfig } from '../../src/config.ts';
import type { Store } from '../../src/runtime/ports.ts';
import { createSeal } from '../../src/runtime/sealing.ts';
import { createMemoryStore } from '../../src/store/memory-store.ts';
import { channel, house, listening, update } from '../runtime/house.ts';

const OLD = randomBytes(32).toString('base64');
const NEW = randomBytes(32).toString('base64');

/** Everything restarts with these keys; the store stays. */
function start(store: Store, keys: string, sends: () => boolean = () => true) {
  const one = channel(() => (sends() ? { type: 'sent' } : { type: 'wait', seconds: 60 }));
  const log = listening();
  const seal = createSeal(readConfig({ STATE_KEY: keys }).stateKeys);
  return { one, log, runtime: house(store, one, { seal, log, settings: { abandonedAfter: 500 } }) };
}

async function say(store: Store, keys: string, word: string): Promise<readonly string[]> {
  const { one, runtime } = start(store, keys);
  await runtime.receive(update('amal', word));
  await runtime.idle();
  await runtime.drain();
  return one.sent.map(({ text }) => text);
}

test('a conversation goes on with a new key in front, and starts anew without a fault when the old key is taken away', async () => {
  const store = createMemoryStore();
  expect(await say(store, OLD, 'one')).toEqual(['one']);
  expect(await say(store, `${NEW},${OLD}`, 'two')).toEqual(['one two']);
  expect(await say(store, `${NEW},${OLD}`, 'three')).toEqual(['one two three']);
  expect(await say(store, NEW, 'four')).toEqual(['four']);
});

test('an answer that waits while the old key is taken away is still sent', async () => {
  const store = createMemoryStore();
  const before = start(store, `${NEW},${OLD}`, () => false);
  await before.runtime.receive(update('amal', 'waits'));
  await new Promise((resolve) => setTimeout(resolve, 30));
  await before.runtime.drain(50);
  const after = start(store, NEW);
  for (let looks = 0; looks < 500 && after.one.sent.length === 0; looks += 1) {
    await after.runtime.sweep();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  expect(after.one.sent.map(({ text }) => text)).toEqual(['waits']);
  expect(after.log.lines.filter((line) => line.includes('unreadable'))).toEqual([]);
  await after.runtime.drain();
});
