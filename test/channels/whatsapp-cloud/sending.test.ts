import type { Part } from '../../../src/model/part.ts';
import { createMemoryStore } from '../../../src/store/memory-store.ts';
import { house, listening, part } from '../../runtime/house.ts';
import { openWhatsApp } from './driver.ts';
import { envelope, text } from './graph-api.ts';

const HOUR = 3_600_000;
const AMAL = '4915100000001';
const log = listening();
let whatsApp: Awaited<ReturnType<typeof openWhatsApp>>;
let now = Date.now();
let count = 0;

beforeAll(async () => {
  whatsApp = await openWhatsApp({ clock: { now: () => now }, log });
});
beforeEach(() => {
  whatsApp.graph.taken.length = 0;
  log.lines.length = 0;
});
afterAll(() => whatsApp.close());

const wrote = (ms: number) => ({ channel: 'whatsapp-cloud', to: AMAL, note: String(Math.floor(ms / 1000)) });
const send = (words = 'hello', to = wrote(now)) => {
  count += 1;
  return whatsApp.channel.send(to, part(`p${count}`, words));
};
const fault = (sending: Promise<unknown>) => sending.then(String, (error: { code: string }) => error.code);

test('within 24 hours of her last message an answer is sent; after that nothing is, and the reason is told', async () => {
  expect(await send('a', wrote(now - 24 * HOUR + 2_000))).toEqual({ type: 'sent' });
  expect(await send('b', wrote(now - 24 * HOUR))).toEqual({
    type: 'refused',
    why: 'whatsapp-cloud/window-closed',
  });
  expect(whatsApp.graph.taken).toHaveLength(1);
});

test('a reminder after the window is not sent, and one within it is', async () => {
  const store = createMemoryStore();
  const runtime = house(store, whatsApp.channel, { clock: { now: () => now }, log });
  await whatsApp.channel.listen(runtime.receive);
  await whatsApp.graph.deliver(envelope({ messages: [text(AMAL, 'remind')] }));
  await runtime.idle();
  now += 30 * 60_000;
  await runtime.sweep();
  await runtime.idle();
  expect(whatsApp.graph.taken.map(({ body }) => body.text.body)).toEqual(['remind', 'remind reminded']);
  await whatsApp.graph.deliver(
    envelope({ messages: [text(AMAL, 'remind', { timestamp: String(Math.floor(now / 1000) - 85_000) })] }),
  );
  await runtime.idle();
  const before = whatsApp.graph.taken.length;
  now += HOUR;
  await runtime.sweep();
  await runtime.idle();
  expect(whatsApp.graph.taken).toHaveLength(before);
  expect(log.lines.filter((line) => line.includes('window-closed'))).toHaveLength(1);
  await store.close();
});

test.each([
  [131047, 400, { type: 'refused', why: 'whatsapp-cloud/window-closed' }],
  [131026, 400, { type: 'gone' }],
  [131030, 400, { type: 'refused', why: 'whatsapp-cloud/not-a-test-recipient' }],
  [131009, 400, { type: 'refused', why: 'whatsapp-cloud/graph-131009' }],
  [131056, 400, { type: 'wait', seconds: 6 }],
  [130429, 429, { type: 'wait', seconds: 5 }],
  [80007, 429, { type: 'wait', seconds: 60 }],
  [131048, 400, { type: 'wait', seconds: 60 }],
])('error %s ends as it should', async (code, status, expected) => {
  whatsApp.graph.meets(AMAL, { answer: 'error', status, code });
  expect(await send()).toEqual(expected);
  expect(await send()).toEqual({ type: 'sent' });
});

test.each([
  [190, 401, 'whatsapp-cloud/account', /token/],
  [10, 403, 'whatsapp-cloud/account', /permission/],
  [200, 403, 'whatsapp-cloud/account', /permission/],
  [131042, 400, 'whatsapp-cloud/account', /payment/],
  [133010, 400, 'whatsapp-cloud/account', /registered/],
  [368, 403, 'whatsapp-cloud/account', /restricted/],
])('error %s alerts the operator, and the answer is kept', async (code, status, expected, say) => {
  whatsApp.graph.meets(AMAL, { answer: 'error', status, code });
  expect(await fault(send())).toBe(expected);
  expect(whatsApp.health.at(-1)).toMatchObject({ state: 'trouble', say: expect.stringMatching(say) });
  expect(await send()).toEqual({ type: 'sent' });
  expect(whatsApp.health.at(-1)?.state).toBe('on');
  expect(log.lines.join()).not.toContain(AMAL);
});

test.each([
  ['a page of HTML', { answer: 'html', status: 502 }, 'whatsapp-cloud/odd-answer'],
  ['HTML with 200', { answer: 'html', status: 200 }, 'whatsapp-cloud/odd-answer'],
  ['131000', { answer: 'error', status: 500, code: 131000 }, 'whatsapp-cloud/passing'],
  ['an unknown code with 503', { answer: 'error', status: 503, code: 999_999 }, 'whatsapp-cloud/passing'],
  ['a cut connection', { answer: 'cut' }, 'whatsapp-cloud/no-answer'],
  ['silence', { answer: 'hang' }, 'whatsapp-cloud/no-answer'],
] as const)('%s is tried again', async (_, trouble, code) => {
  whatsApp.graph.meets(AMAL, trouble);
  expect(await fault(send())).toBe(code);
  expect(await send()).toEqual({ type: 'sent' });
});

test('a message whose answer was lost is not sent twice when its status has come', async () => {
  await whatsApp.channel.listen(async () => 'accepted');
  whatsApp.graph.meets(AMAL, { answer: 'hang', confirm: 320 });
  expect(await send('once')).toEqual({ type: 'sent' });
  expect(whatsApp.graph.taken).toHaveLength(1);
  // The status comes only after the send was given up: the next try sees it and sends nothing.
  whatsApp.graph.meets(AMAL, { answer: 'hang', confirm: 500 });
  const late = part('late', 'late');
  expect(await fault(whatsApp.channel.send(wrote(now), late))).toBe('whatsapp-cloud/no-answer');
  await new Promise((resolve) => setTimeout(resolve, 250));
  expect(await whatsApp.channel.send(wrote(now), late)).toEqual({ type: 'sent' });
  expect(whatsApp.graph.taken).toHaveLength(2);
});

test('when the location request behind the choices fails, only it is sent again', async () => {
  const choices = [{ id: 'place/country=de', label: 'Germany' }];
  const where: Part = { ...part('where', 'Where?'), choices, draw: 'buttons', askLocation: true };
  whatsApp.graph.meets(AMAL, { answer: 'fine' }, { answer: 'html', status: 502 });
  expect(await fault(whatsApp.channel.send(wrote(now), where))).toBe('whatsapp-cloud/odd-answer');
  expect(await whatsApp.channel.send(wrote(now), where)).toEqual({ type: 'sent' });
  expect(whatsApp.graph.taken.map(({ body }) => body.interactive.type)).toEqual([
    'button',
    'location_request_message',
  ]);
});

test('a person known only by Meta’s id of her is answered under it', async () => {
  const to = {
    channel: 'whatsapp-cloud',
    to: 'DE.13491208655302741918',
    note: String(Math.floor(now / 1000)),
  };
  expect(await send('hello', to)).toEqual({ type: 'sent' });
  expect(whatsApp.graph.taken[0]?.body).toMatchObject({ recipient: 'DE.13491208655302741918' });
  expect(whatsApp.graph.taken[0]?.body.to).toBeUndefined();
});

test('two choices with the same words become lines, for Meta refuses such buttons', async () => {
  const choices = [
    { id: '!menu', label: 'Same' },
    { id: '!help', label: 'Same' },
  ];
  expect(
    await whatsApp.channel.send(wrote(now), { ...part('same', 'Which?'), choices, draw: 'buttons' }),
  ).toEqual({ type: 'sent' });
  expect(whatsApp.graph.taken[0]?.body.text.body).toBe('Which?\n\n1. Same\n2. Same');
});

test('a token that Meta refuses is said at the start in one line, and one that may not look is not', async () => {
  whatsApp.graph.whenLookedAt({ answer: 'error', status: 401, code: 190 });
  await whatsApp.channel.listen(async () => 'accepted');
  expect(whatsApp.health.at(-1)?.say).toMatch(/^[^\n]*WHATSAPP_CLOUD_TOKEN[^\n]*$/);
  whatsApp.graph.whenLookedAt({ answer: 'error', status: 403, code: 200 });
  await whatsApp.channel.listen(async () => 'accepted');
  expect(whatsApp.health.at(-1)?.state).toBe('on');
  whatsApp.graph.whenLookedAt({ answer: 'html', status: 502 });
  await whatsApp.channel.listen(async () => 'accepted');
  expect(whatsApp.health.at(-1)?.state).toBe('trouble');
  whatsApp.graph.whenLookedAt(undefined);
});

test('one who blocked the line, one told to wait and one whose answers break leave fifty others untouched', async () => {
  const store = createMemoryStore();
  const runtime = house(store, whatsApp.channel, {
    clock: { now: () => now },
    log,
    settings: { send: { timeout: 2_000, backOff: 5, mostBackOff: 50, tries: 3, heartbeat: 500 } },
  });
  await whatsApp.channel.listen(runtime.receive);
  whatsApp.graph.meets('4915100000901', { answer: 'error', status: 400, code: 131026 });
  whatsApp.graph.meets('4915100000902', { answer: 'error', status: 429, code: 130429, retryAfter: 8 });
  whatsApp.graph.meets('4915100000903', { answer: 'html', status: 502 }, { answer: 'cut' });
  const others = Array.from({ length: 50 }, (_, n) => `49151000010${String(n).padStart(2, '0')}`);
  const all = ['4915100000901', '4915100000902', '4915100000903', ...others];
  const started = performance.now();
  const times = new Map<string, number>();
  const watch = setInterval(() => {
    for (const { to } of whatsApp.graph.taken) if (!times.has(to)) times.set(to, performance.now() - started);
  }, 5);
  await Promise.all(all.map((from) => whatsApp.graph.deliver(envelope({ messages: [text(from, 'hello')] }))));
  await runtime.idle();
  await new Promise((resolve) => setTimeout(resolve, 20));
  clearInterval(watch);
  expect(others.filter((to) => !times.has(to))).toEqual([]);
  expect(whatsApp.graph.taken.filter(({ to }) => others.includes(to))).toHaveLength(50);
  expect(times.get('4915100000902')).toBeGreaterThan(8_000);
  expect(Math.max(...others.map((to) => times.get(to) ?? Number.POSITIVE_INFINITY))).toBeLessThan(
    times.get('4915100000902') ?? 0,
  );
  expect(times.has('4915100000903')).toBe(true);
  expect(times.has('4915100000901')).toBe(false);
  await store.close();
});
