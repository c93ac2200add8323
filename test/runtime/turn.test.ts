import { openUpdate, sealUpdate } from '../../src/runtime/envelope.ts';
import { createMemoryStore } from '../../src/store/memory-store.ts';
import {
  channel,
  house,
  journalOf,
  listening,
  part,
  remembering,
  seal,
  stateAfter,
  update,
  wordsOf,
} from './house.ts';

const texts = (one: { readonly sent: readonly { text: string }[] }) => one.sent.map(({ text }) => text);

test('a person is answered, and the next answer knows what was said before', async () => {
  const phone = channel();
  const counted: string[] = [];
  const runtime = house(createMemoryStore(), phone, {
    count: (what, code) => counted.push(`${what} ${code}`),
  });
  expect(await runtime.receive(update('amal', 'one'))).toBe('accepted');
  await runtime.idle();
  await runtime.receive(update('amal', 'two'));
  await runtime.idle();
  expect(texts(phone)).toEqual(['one', 'one two']);
  expect(counted).toEqual(['topic one', 'topic two']);
});

test('20 updates sent at once are answered in their order, each knowing those before', async () => {
  const phone = channel(async () => {
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 3));
    return { type: 'sent' };
  });
  const runtime = house(createMemoryStore(), phone);
  const words = Array.from({ length: 20 }, (_, i) => `w${i + 1}`);
  await Promise.all(words.map((word) => runtime.receive(update('amal', word))));
  await runtime.idle();
  expect(texts(phone)).toEqual(words.map((_, i) => words.slice(0, i + 1).join(' ')));
});

test('an update that comes five times is answered once', async () => {
  const phone = channel();
  const runtime = house(createMemoryStore(), phone);
  const same = update('amal', 'hello');
  const received = await Promise.all(Array.from({ length: 5 }, () => runtime.receive(same)));
  await runtime.idle();
  expect(received.sort()).toEqual(['accepted', 'duplicate', 'duplicate', 'duplicate', 'duplicate']);
  expect(texts(phone)).toEqual(['hello']);
});

test('an update comes out of its seal as it went in, with and without a language', () => {
  for (const said of [
    update('amal', 'hello'),
    { ...update('amal', { type: 'press', option: 'a' }), language: 'ar' },
  ]) {
    expect(openUpdate(seal, 'k', sealUpdate(seal, 'k', said))).toEqual(said);
  }
});

test('two persons do not hear of each other', async () => {
  const phone = channel();
  const runtime = house(createMemoryStore(), phone);
  await Promise.all(['a', 'b'].flatMap((to) => [1, 2].map((n) => runtime.receive(update(to, `${to}${n}`)))));
  await runtime.idle();
  expect(phone.sent.filter(({ to }) => to === 'a').map(({ text }) => text)).toEqual(['a1', 'a1 a2']);
  expect(phone.sent.filter(({ to }) => to === 'b').map(({ text }) => text)).toEqual(['b1', 'b1 b2']);
});

test('a channel with a journal of its own gets its parts there, with the echo before them, and is never asked to send', async () => {
  const store = createMemoryStore();
  const web = channel(undefined, { journal: true });
  const runtime = house(store, web);
  const key = seal.conversation({ channel: 'test', to: 'amal' });
  const echo = { id: 'e1', sealed: seal.seal('entry', key, JSON.stringify({ part: { text: 'her words' } })) };
  await runtime.receive(update('amal', 'hello'), echo);
  await runtime.idle();
  expect(await journalOf(store, 'amal')).toEqual(['her words', 'hello']);
  expect(web.sent).toEqual([]);
});

test('forgetting erases what is held, the receipt still arrives, and the next message starts anew', async () => {
  const phone = channel();
  const runtime = house(createMemoryStore(), phone);
  for (const word of ['one', 'forget', 'two']) {
    await runtime.receive(update('amal', word));
    await runtime.idle();
  }
  expect(texts(phone)).toEqual(['one', 'forgotten', 'two']);
});

test('forgetting in the middle of a burst forgets what came before and keeps what came after', async () => {
  const phone = channel();
  const store = createMemoryStore();
  const runtime = house(store, channel(undefined, { journal: true }));
  await Promise.all(
    ['one', 'two', 'forget', 'three', 'four'].map((word) => runtime.receive(update('amal', word))),
  );
  await runtime.idle();
  expect(await journalOf(store, 'amal')).toEqual(['forgotten', 'three', 'three four']);

  const slow = house(createMemoryStore(), phone);
  await Promise.all(['one', 'forget', 'three'].map((word) => slow.receive(update('amal', word))));
  await slow.idle();
  expect(texts(phone).slice(-2)).toEqual(['forgotten', 'three']);
});

test('a thought that fails twice is thought again; the person notices nothing', async () => {
  const phone = channel();
  let fails = 2;
  const think: typeof remembering = (input) => {
    fails -= 1;
    if (fails >= 0) throw new Error('secret words');
    return remembering(input);
  };
  const log = listening();
  const runtime = house(createMemoryStore(), phone, { think, log });
  await runtime.receive(update('amal', 'hello'));
  await runtime.idle();
  expect(texts(phone)).toEqual(['hello']);
  expect(log.lines.join()).not.toContain('secret');
});

test('an update that always fails is given up with an apology, is counted, and the conversation goes on', async () => {
  const phone = channel();
  const counted: string[] = [];
  const think: typeof remembering = (input) => {
    if (wordsOf(input.update) === 'poison') throw new TypeError('secret words');
    return remembering(input);
  };
  const log = listening();
  const runtime = house(createMemoryStore(), phone, {
    think,
    log,
    count: (...what) => counted.push(what.join(' ')),
  });
  await Promise.all(['one', 'poison', 'two'].map((word) => runtime.receive(update('amal', word))));
  await runtime.idle();
  expect(texts(phone)).toEqual(['one', 'sorry', 'one two']);
  expect(counted).toContain('dead-letter exception');
  expect(log.lines.join()).not.toContain('secret');
});

test('poison as the first message of a conversation leaves it usable, even when the apology fails too', async () => {
  const phone = channel();
  const think: typeof remembering = (input) => {
    if (wordsOf(input.update) === 'poison') throw new Error('poison');
    return remembering(input);
  };
  const apologise = () => {
    throw new Error('no words');
  };
  const runtime = house(createMemoryStore(), phone, { think, apologise });
  await runtime.receive(update('amal', 'poison'));
  await runtime.receive(update('amal', 'hello'));
  await runtime.idle();
  expect(texts(phone)).toEqual(['hello']);
});

test('a work over which five processes died is given up with an apology and not thought again', async () => {
  const store = createMemoryStore({ lease: 5 });
  const key = seal.conversation({ channel: 'test', to: 'amal' });
  const said = update('amal', 'crash');
  await store.enter(key, { id: 'x', sealed: sealUpdate(seal, key, said) });
  for (let deaths = 0; deaths < 4; deaths += 1) {
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(await store.claim(Date.now())).not.toBeNull();
  }
  await new Promise((resolve) => setTimeout(resolve, 10));
  const phone = channel();
  const runtime = house(store, phone);
  await runtime.sweep();
  await runtime.idle();
  expect(texts(phone)).toEqual(['sorry']);
});

test('a state that cannot be opened or upgraded starts the conversation again, and the person is told once', async () => {
  const store = createMemoryStore();
  const phone = channel();
  const key = seal.conversation({ channel: 'test', to: 'amal' });
  const entered = await store.enter(key, { id: 'x', sealed: 'x' });
  if (entered.status !== 'leased') throw new Error('expected the lease');
  await store.commit(entered.lease, { state: 'garbage', parts: [], to: 'outbox', done: ['x'] });
  const runtime = house(store, phone);
  for (const word of ['one', 'two']) {
    await runtime.receive(update('amal', word));
    await runtime.idle();
  }
  const older = house(store, phone, { upgrade: () => null });
  await older.receive(update('amal', 'three'));
  await older.idle();
  expect(texts(phone)).toEqual(['lost, one', 'one two', 'lost, three']);
});

test('an update that cannot be opened is given up, and those after it are answered', async () => {
  const store = createMemoryStore({ lease: 5 });
  const phone = channel();
  const key = seal.conversation({ channel: 'test', to: 'amal' });
  await store.enter(key, { id: 'x', sealed: 'garbage' });
  await new Promise((resolve) => setTimeout(resolve, 10));
  const runtime = house(store, phone);
  await runtime.receive(update('amal', 'hello'));
  await runtime.idle();
  expect(texts(phone)).toEqual(['hello']);
});

test('a reminder wakes the conversation at its time, once, with the step to go on with', async () => {
  let now = 1_000_000;
  const clock = { now: () => now };
  const store = createMemoryStore({}, clock);
  const phone = channel();
  const heard: unknown[] = [];
  const think: typeof remembering = (input) => {
    heard.push(input.update.content);
    return remembering(input);
  };
  const runtime = house(store, phone, { clock, think });
  await runtime.receive(update('amal', 'remind'));
  await runtime.idle();
  for (const ms of [59_000, 2_000, 60_000]) {
    now += ms;
    await runtime.sweep();
    await runtime.idle();
  }
  expect(heard.slice(1)).toEqual([{ type: 'reminded', to: 'place/country' }]);
  expect(texts(phone)).toEqual(['remind', 'remind reminded']);
});

test('the ids of parts are the same when a turn has to be thought again', async () => {
  const said = update('amal', 'hello');
  const ids: string[][] = [];
  for (let i = 0; i < 2; i += 1) {
    const phone = channel();
    const runtime = house(createMemoryStore(), phone);
    await runtime.receive(said);
    await runtime.idle();
    ids.push(phone.sent.map(({ id }) => id));
  }
  expect(ids[0]).toEqual(ids[1]);
});

test('more turns than allowed wait, and more than may wait are refused without being lost silently', async () => {
  const phone = channel();
  const runtime = house(createMemoryStore(), phone, { settings: { turns: 2, queue: 3 } });
  const all = Array.from({ length: 9 }, (_, i) => runtime.receive(update(`p${i}`, 'hello')));
  const settled = await Promise.allSettled(all);
  await runtime.idle();
  const refused = settled.filter((one) => one.status === 'rejected');
  expect(refused.map(({ reason }) => reason.code)).toEqual(Array(4).fill('runtime/busy'));
  expect(phone.sent).toHaveLength(5);
  await Promise.all(['a', 'b', 'c', 'd', 'e'].map((to) => runtime.receive(update(to, 'hello'))));
  await runtime.idle();
  expect(phone.sent).toHaveLength(10);
});

test('a drain lets turns and sends under way end and takes nothing new in', async () => {
  const phone = channel(async () => {
    await new Promise((resolve) => setTimeout(resolve, 30));
    return { type: 'sent' };
  });
  const runtime = house(createMemoryStore(), phone, {
    think: (input) => ({
      ...remembering(input),
      state: stateAfter(null, 'x'),
      parts: [part(`${input.turn}.1`, 'a'), part(`${input.turn}.2`, 'b')],
    }),
  });
  await runtime.receive(update('amal', 'hello'));
  await runtime.drain();
  expect(texts(phone)).toEqual(['a', 'b']);
  await expect(runtime.receive(update('amal', 'late'))).rejects.toMatchObject({ code: 'runtime/stopping' });
});
