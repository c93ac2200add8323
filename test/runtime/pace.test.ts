// How fast one person may write, and what becomes of what is too fast.

import { createBuckets } from '../../src/runtime/buckets.ts';
import { createGate } from '../../src/runtime/gate.ts';
import { createPace } from '../../src/runtime/pace.ts';
import { createMemoryStore } from '../../src/store/memory-store.ts';
import { channel, house, journalOf, part, remembering, seal, update, wordsOf } from './house.ts';

const hurried = 'hurried';
const never = () => false;

function clockAt(start = 1_000_000) {
  let at = start;
  const go = (ms: number) => {
    at += ms;
  };
  return { now: () => at, go };
}

test('20 at once and 10 in 10 s go; beyond that one notice a minute, then quiet', () => {
  const pace = createPace();
  const rulings: string[] = [];
  for (let ms = 0; ms < 180_000; ms += 100) rulings.push(pace.rule('a', ms, never));
  const count = (ruling: string) => rulings.filter((one) => one === ruling).length;
  expect(count('go')).toBe(20 + 179);
  expect(count('notice')).toBe(3);
  expect(pace.rule('b', 180_000, never)).toBe('go');
});

test('danger and the wish to be forgotten are heard in a flood, and a flood of them is one too', () => {
  const pace = createPace();
  for (let i = 0; i < 60; i += 1) pace.rule('a', 0, never);
  let asked = 0;
  const danger = () => {
    asked += 1;
    return true;
  };
  // The looks of that moment are used up; a second later it is heard.
  expect(pace.rule('a', 0, danger)).toBe('quiet');
  pace.rule('a', 1_000, never);
  expect(pace.rule('a', 1_000, danger)).toBe('go');
  const flood = Array.from({ length: 2_000 }, (_, at) => pace.rule('a', 1_000 + at * 5, danger));
  expect(flood.filter((one) => one === 'go').length).toBeLessThanOrEqual(3 + 1 + 10);
  expect(asked).toBeLessThan(80);
});

test('while it is deaf to somebody nothing of hers is looked at or told, and it is deaf no longer than that', () => {
  const pace = createPace();
  const seen: string[] = [];
  let deafUntil = 0;
  for (let ms = 0; ms < 200_000; ms += 5) {
    let looked = false;
    const look = () => {
      looked = true;
      return ms % 35 === 0;
    };
    const deaf = pace.deaf('a', ms) > 0;
    if (ms >= deafUntil) expect(deaf).toBe(false);
    const ruling = pace.rule('a', ms, look);
    if (deaf) expect([ruling, looked]).toEqual(['quiet', false]);
    else seen.push(ruling);
    deafUntil = Math.max(deafUntil, ms + pace.deaf('a', ms));
  }
  expect(new Set(seen)).toEqual(new Set(['go', 'notice', 'quiet']));
  expect(seen.length).toBeLessThan(1_000);
  expect(pace.deaf('b', 0)).toBe(0);
});

test('what could not be taken in costs nothing', () => {
  const pace = createPace();
  for (let i = 0; i < 100; i += 1) {
    expect(pace.rule('a', 0, never)).toBe('go');
    pace.forgive('a');
  }
});

test('an update that a platform brings again and again takes no room from the next, and does not go on for ever', async () => {
  const clock = clockAt();
  const phone = channel();
  const runtime = house(createMemoryStore(), phone, { clock });
  const twice = (id: string) => runtime.receive(update('amal', 'x', 'test', id));
  for (let i = 0; i < 15; i += 1) for (let times = 0; times < 5; times += 1) await twice(`id${i}`);
  expect(await runtime.receive(update('amal', 'next'))).toBe('accepted');
  const flood = [];
  for (let i = 0; i < 500; i += 1) flood.push(await twice('id0'));
  expect(flood.slice(0, 30).every((one) => one === 'duplicate')).toBe(true);
  expect(flood.at(-1)).toBe('too-fast');
  await runtime.idle();
});

test('a clock that jumps neither frees a flooder nor silences anybody for long', () => {
  const pace = createPace();
  for (let i = 0; i < 40; i += 1) pace.rule('a', 3_600_000, never);
  expect(pace.rule('a', 0, never)).toBe('quiet');
  expect(pace.rule('a', 1_000, never)).toBe('go');
});

test('200,000 strangers leave no more behind than the limit, and the quiet are forgotten', () => {
  const buckets = createBuckets({ burst: 20, perSecond: 1, most: 1_000 });
  for (let i = 0; i < 200_000; i += 1) buckets.take(`k${i}`, i);
  expect(buckets.size).toBeLessThanOrEqual(1_000);
  for (let i = 0; i < 1_000; i += 1) buckets.take('one', 2_000_000 + i * 1_000);
  expect(buckets.size).toBe(1);
});

test('a flood gets one notice, in order, and what came before the limit is answered', async () => {
  const clock = clockAt();
  const phone = channel();
  const counted: string[] = [];
  const runtime = house(createMemoryStore(), phone, {
    clock,
    count: (what, code) => void counted.push(`${what} ${code}`),
    think: (input) =>
      input.update.content.type === hurried
        ? {
            ...remembering(input),
            state: input.state!,
            parts: [part(`${input.turn}.slow`, 'slowly, please')],
          }
        : remembering(input),
  });
  const said = (word: string) => runtime.receive(update('amal', word));
  const received = [];
  for (let i = 0; i < 200; i += 1) received.push(await said(`w${i}`));
  await runtime.idle();
  expect(received.filter((one) => one === 'accepted')).toHaveLength(20);
  expect(received.filter((one) => one === 'too-fast')).toHaveLength(180);
  const texts = phone.sent.map(({ text }) => text);
  expect(texts).toHaveLength(21);
  expect(texts.at(-1)).toBe('slowly, please');
  clock.go(30_000);
  for (let i = 0; i < 100; i += 1) await said('x');
  await runtime.idle();
  expect(phone.sent.filter(({ text }) => text === 'slowly, please')).toHaveLength(1);
  clock.go(31_000);
  for (let i = 0; i < 100; i += 1) await said('y');
  await runtime.idle();
  expect(phone.sent.filter(({ text }) => text === 'slowly, please')).toHaveLength(2);
  expect(counted.filter((one) => one === 'too-fast notice')).toHaveLength(2);
});

test('two processes tell her once between them', async () => {
  const clock = clockAt();
  const store = createMemoryStore();
  const phone = channel();
  const think = (input: Parameters<typeof remembering>[0]) =>
    input.update.content.type === hurried
      ? { ...remembering(input), parts: [part(`${input.turn}.slow`, 'slowly')] }
      : remembering(input);
  const both = [house(store, phone, { clock, think }), house(store, phone, { clock, think })];
  for (let i = 0; i < 200; i += 1) await both[i % 2]!.receive(update('amal', 'x'));
  for (const one of both) await one.idle();
  expect(phone.sent.filter(({ text }) => text === 'slowly')).toHaveLength(1);
});

test('danger in the middle of a flood is answered', async () => {
  const clock = clockAt();
  const phone = channel();
  const runtime = house(createMemoryStore(), phone, {
    clock,
    mustHear: (said) => wordsOf(said) === 'help me',
  });
  for (let i = 0; i < 25; i += 1) await runtime.receive(update('amal', 'x'));
  clock.go(600);
  expect(await runtime.receive(update('amal', 'help me'))).toBe('accepted');
  await runtime.idle();
  expect(phone.sent.at(-1)?.text).toMatch(/help me$/);
});

test('what is too fast leaves no words behind: neither in the mailbox nor in the journal', async () => {
  const clock = clockAt();
  const store = createMemoryStore();
  const page = channel(undefined, { journal: true });
  const runtime = house(store, page, { clock });
  const key = seal.conversation({ channel: 'test', to: 'amal' });
  for (let i = 0; i < 60; i += 1) {
    const entry = { from: 'person', part: { text: `word ${i}` } };
    await runtime.receive(update('amal', `word ${i}`), {
      id: `e${i}`,
      sealed: seal.seal('entry', key, JSON.stringify(entry)),
    });
  }
  await runtime.idle();
  const kept = (await journalOf(store, 'amal')).filter((text) => text.startsWith('word '));
  expect(kept).not.toContain('word 20');
  expect(kept).toContain('word 19');
});

test('a store that is away costs nobody a message', async () => {
  const store = createMemoryStore();
  let away = true;
  const shaky: typeof store = {
    ...store,
    enter: async (...all) => {
      if (away) throw new Error('away');
      return store.enter(...all);
    },
  };
  const phone = channel();
  const runtime = house(shaky, phone);
  const said = update('amal', 'hello');
  for (let i = 0; i < 100; i += 1) await expect(runtime.receive(said)).rejects.toThrow('away');
  away = false;
  expect(await runtime.receive(said)).toBe('accepted');
  await runtime.idle();
});

test('those who wait are served in turn: the many of one stand behind the first of another', async () => {
  const gate = createGate(1, 100);
  const leave = await gate.enter('first', 'web');
  const order: string[] = [];
  const come = (who: string) =>
    gate.enter(who, 'web').then((go) => {
      order.push(who);
      go();
    });
  const all = [...Array(10).fill('loud'), 'quiet', 'shy'].map(come);
  leave();
  await Promise.all(all);
  expect(order.indexOf('quiet')).toBeLessThanOrEqual(2);
  expect(order.indexOf('shy')).toBeLessThanOrEqual(3);
  expect(order).toHaveLength(12);
});

test('one channel’s crowd leaves places for another', async () => {
  const gate = createGate(1, 8);
  const leave = await gate.enter('inside', 'web');
  const crowd = await Promise.allSettled(
    Array.from({ length: 6 }, (_, at) => Promise.race([gate.enter(`t${at}`, 'telegram'), 'waits'])),
  );
  expect(crowd.every(({ status }) => status === 'fulfilled')).toBe(true);
  await expect(gate.enter('t7', 'telegram')).rejects.toMatchObject({ code: 'runtime/busy' });
  const other = gate.enter('w1', 'web');
  leave();
  expect(await Promise.race([other, new Promise((resolve) => setTimeout(resolve, 20, 'waits'))])).toBe(
    'waits',
  );
});

test('a channel that cannot send takes nothing more in at its limit; other channels do', async () => {
  let release = () => {};
  const stuck = new Promise<void>((resolve) => {
    release = resolve;
  });
  const slow = channel(async () => {
    await stuck;
    return { type: 'sent' };
  });
  const store = createMemoryStore();
  const runtime = house(store, slow, {
    settings: { backlog: 5, send: { timeout: 5_000, backOff: 5, mostBackOff: 50, tries: 3, heartbeat: 20 } },
  });
  for (let i = 0; i < 5; i += 1) await runtime.receive(update(`p${i}`, 'hello'));
  await new Promise((resolve) => setTimeout(resolve, 20));
  await expect(runtime.receive(update('p9', 'hello'))).rejects.toMatchObject({ code: 'runtime/busy' });
  release();
  await runtime.idle();
  expect(await runtime.receive(update('p9', 'hello'))).toBe('accepted');
  await runtime.idle();
  expect(slow.sent).toHaveLength(6);
});
