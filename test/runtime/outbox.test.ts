import { setTimeout as sleep } from 'node:timers/promises';
import { Fault } from '../../src/model/fault.ts';
import type { Sent } from '../../src/runtime/ports.ts';
import { createMemoryStore } from '../../src/store/memory-store.ts';
import { channel, house, listening, part, remembering, seal, update } from './house.ts';

/** Others take over soon. */
const SOON = { abandonedAfter: 60 };
const SENT: Sent = { type: 'sent' };
const texts = (one: { readonly sent: readonly { text: string }[] }) => one.sent.map(({ text }) => text);

/** Each update is answered with two parts, `<word> a` and `<word> b`. */
const twice: typeof remembering = (input) => {
  const thought = remembering(input);
  const text = thought.state.at?.split(' ').at(-1);
  return { ...thought, parts: ['a', 'b'].map((end) => part(`${input.turn}.${end}`, `${text} ${end}`)) };
};

test('asked to wait, the line waits exactly so long and then sends in order', async () => {
  const times: number[] = [];
  const phone = channel((_to, n) => {
    times.push(Date.now());
    return n === 1 ? { type: 'wait', seconds: 1 } : SENT;
  });
  const runtime = house(createMemoryStore(), phone, { think: twice });
  await runtime.receive(update('amal', 'one'));
  await runtime.receive(update('amal', 'two'));
  await runtime.idle();
  expect(times[1]! - times[0]!).toBeGreaterThanOrEqual(999);
  expect(times[1]! - times[0]!).toBeLessThan(20_000);
  expect(texts(phone)).toEqual(['one a', 'one b', 'two a', 'two b']);
});

test('while it waits nobody takes the outbox over', async () => {
  const store = createMemoryStore({ sender: 1_000 });
  const phone = channel((_to, n) => (n === 1 ? { type: 'wait', seconds: 2.5 } : SENT));
  const runtime = house(store, phone, { think: twice });
  await runtime.receive(update('amal', 'one'));
  for (let i = 0; i < 4; i += 1) {
    await sleep(500);
    expect(await store.abandoned(Date.now(), 1_000)).toEqual([]);
  }
  await runtime.idle();
  expect(texts(phone)).toEqual(['one a', 'one b']);
});

test('who has blocked the line is erased and gets no further part; others are served', async () => {
  const store = createMemoryStore();
  const phone = channel((to) => (to === 'gone' ? { type: 'gone' } : SENT));
  const runtime = house(store, phone, { think: twice });
  await Promise.all(['gone', 'amal'].map((to) => runtime.receive(update(to, 'hello'))));
  await runtime.idle();
  expect(phone.sent.map(({ to }) => to)).toEqual(['amal', 'amal']);
  const key = seal.conversation({ channel: 'test', to: 'gone' });
  expect(await store.outbox(key)).toEqual([]);
  const entered = await store.enter(key, { id: 'next', sealed: '' });
  expect(entered).toMatchObject({ status: 'leased', state: null });
});

test('a refused part is dropped with its code, the next ones are sent', async () => {
  const log = listening();
  const phone = channel((_to, n) => (n === 1 ? { type: 'refused', why: 'too-long' } : SENT));
  const runtime = house(createMemoryStore(), phone, { think: twice, log });
  await runtime.receive(update('amal', 'one'));
  await runtime.idle();
  expect(texts(phone)).toEqual(['one b']);
  expect(log.lines).toEqual(['outbox/refused {"channel":"test","why":"too-long"}']);
});

test('a send that throws or hangs is tried again; what the channel threw is not logged', async () => {
  const log = listening();
  const phone = channel((_to, n) => {
    if (n === 1) throw new Error('https://api/bot4711:token/send');
    return n === 2 ? new Promise(() => undefined) : SENT;
  });
  const runtime = house(createMemoryStore(), phone, { think: twice, log });
  await runtime.receive(update('amal', 'one'));
  await runtime.idle();
  expect(texts(phone)).toEqual(['one a', 'one b']);
  expect(log.lines.map((line) => line.split(' ')[0])).toEqual(['outbox/failed', 'outbox/failed']);
  expect(log.lines.join()).not.toContain('token');
});

test('a channel that fails too often leaves the parts to a later sweep, which sends them in order', async () => {
  let up = false;
  const phone = channel(() => {
    if (!up) throw new Error('down');
    return SENT;
  });
  const runtime = house(createMemoryStore({ sender: 1_000 }), phone, { think: twice, settings: SOON });
  await runtime.receive(update('amal', 'one'));
  await runtime.idle();
  await runtime.receive(update('amal', 'two'));
  await runtime.idle();
  expect(texts(phone)).toEqual([]);
  up = true;
  await sleep(80);
  await runtime.sweep();
  await runtime.idle();
  expect(texts(phone)).toEqual(['one a', 'one b', 'two a', 'two b']);
});

test("one conversation's trouble is not felt by others", async () => {
  const log = listening();
  const phone = channel((to) => (to === 'slow' ? new Promise(() => undefined) : SENT));
  const send = { timeout: 1_000, backOff: 5, mostBackOff: 50, tries: 1, heartbeat: 20 };
  const runtime = house(createMemoryStore(), phone, { log, settings: { turns: 1, send } });
  for (let i = 0; i < 5; i += 1) await runtime.receive(update('slow', 'hello'));
  await Promise.all(Array.from({ length: 50 }, (_, i) => runtime.receive(update(`p${i}`, 'hello'))));
  while (phone.sent.length < 50) await sleep(1);
  expect(log.lines).toEqual([]);
  await runtime.idle();
  expect(log.lines).toEqual(['outbox/failed {"channel":"test","tries":1,"why":"timeout"}']);
});

test('a stop cuts waiting short and leaves the part in the outbox', async () => {
  const store = createMemoryStore();
  const phone = channel(() => ({ type: 'wait', seconds: 60 }));
  const runtime = house(store, phone, { think: twice });
  await runtime.receive(update('amal', 'one'));
  await sleep(10);
  const started = Date.now();
  await runtime.drain();
  expect(Date.now() - started).toBeLessThan(20_000);
  expect(await store.outbox(seal.conversation({ channel: 'test', to: 'amal' }))).toHaveLength(2);
});

test('a part that was sent and could not be crossed off is crossed off later and not sent again', async () => {
  const store = createMemoryStore({ sender: 1_000 });
  let away = true;
  const phone = channel();
  const runtime = house(
    {
      ...store,
      sent: async (...values) => {
        if (away) throw new Fault('store/unavailable', 'the test cut the line');
        return store.sent(...values);
      },
    },
    phone,
    { think: twice, settings: SOON },
  );
  await runtime.receive(update('amal', 'one'));
  await runtime.idle();
  away = false;
  await sleep(80);
  await runtime.sweep();
  await runtime.idle();
  expect(texts(phone)).toEqual(['one a', 'one b']);
});

test('a sender that stood still for so long that others may have taken over sends nothing more', async () => {
  const store = createMemoryStore();
  const log = listening();
  const phone = channel((_to, n) => {
    const until = performance.now() + (n === 1 ? SOON.abandonedAfter : 0);
    while (performance.now() < until);
    return SENT;
  });
  const runtime = house(store, phone, { think: twice, log, settings: SOON });
  await runtime.receive(update('amal', 'one'));
  await runtime.idle();
  expect(texts(phone)).toEqual(['one a']);
  expect(log.lines).toEqual(['outbox/overtaken {}']);
  await sleep(SOON.abandonedAfter + 20);
  const other = house(store, phone, { think: twice, settings: SOON });
  await other.sweep();
  await other.idle();
  expect(texts(phone)).toEqual(['one a', 'one b']);
});
