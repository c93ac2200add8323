import { createHmac } from 'node:crypto';
import { Fault } from '../../../src/model/fault.ts';
import type { Update } from '../../../src/model/update.ts';
import type { Receive } from '../../../src/runtime/ports.ts';
import { listening } from '../../runtime/house.ts';
import { eventually } from '../far-side.ts';
import { openWhatsApp } from './driver.ts';
import {
  APP_SECRET,
  asMetaWrites,
  envelope,
  message,
  sign,
  status,
  text,
  VERIFY_TOKEN,
} from './graph-api.ts';

const AMAL = '4915100000001';
const DAY = 86_400_000;
const odd = [
  '😀',
  'é',
  '@',
  '/',
  '\u2028',
  'أهلا',
  '"',
  '\\',
  '\u0000',
  'ї',
  '👩🏽‍🌾',
  '\ud83d',
  '<b>',
  '\n',
];

let whatsApp: Awaited<ReturnType<typeof openWhatsApp>>;
let updates: Update[];
let receive: Receive;
const log = listening();
const ids = () => new Set(updates.map(({ id }) => id));

beforeAll(async () => {
  whatsApp = await openWhatsApp({ clock: Date, log });
  await whatsApp.channel.listen((update) => receive(update));
});
beforeEach(() => {
  updates = [];
  whatsApp.counted.length = 0;
  receive = async (update) => {
    const known = ids().has(update.id);
    updates.push(update);
    return known ? 'duplicate' : 'accepted';
  };
});
afterAll(() => whatsApp.close());

/** 500 bodies with odd characters, as raw or escaped bytes. */
const bodies = Array.from({ length: 500 }, (_, n) => {
  const words = Array.from(
    { length: 1 + (n % 9) },
    (_, at) => `${odd[(n * 7 + at * 3) % odd.length]}${n}`,
  ).join(' ');
  const body = envelope({ messages: [text(AMAL, words)] });
  return Buffer.from(n % 2 === 0 ? asMetaWrites(body) : JSON.stringify(body));
});

test('of 500 bodies with a wrong, missing or odd signature none is taken', async () => {
  const breaks: readonly ((bytes: Buffer) => string | null)[] = [
    () => null,
    () => '',
    () => 'sha256=',
    (bytes) => sign(bytes, 'another secret of the same kind'),
    (bytes) => sign(bytes).slice('sha256='.length),
    (bytes) => sign(bytes).toUpperCase(),
    (bytes) => `${sign(bytes)}0`,
    (bytes) => sign(bytes).slice(0, -1),
    (bytes) => `${sign(bytes)}, ${sign(bytes)}`,
    (bytes) => `sha1=${createHmac('sha1', APP_SECRET).update(bytes).digest('hex')}`,
    (bytes) => `sha256=${createHmac('sha256', APP_SECRET).update(bytes).digest('base64')}`,
    // Signed, but over other bytes: one more at the end, the JSON written anew, a letter changed.
    (bytes) => sign(Buffer.concat([bytes, Buffer.of(0x20)])),
    (bytes) => sign(Buffer.from(`${JSON.stringify(JSON.parse(bytes.toString()), null, 1)}`)),
    (bytes) => sign(Buffer.from(bytes.toString('latin1').replace('wamid', 'wamie'), 'latin1')),
    (bytes) => sign(bytes).replace(/[0-9a-f]$/, (digit) => (digit === '0' ? '1' : '0')),
  ];
  const codes = await Promise.all(
    bodies.map((bytes, n) => whatsApp.graph.post(bytes, breaks[n % breaks.length]?.(bytes) ?? null)),
  );
  expect(new Set(codes)).toEqual(new Set([401]));
  expect(updates).toEqual([]);
  expect(whatsApp.counted).toHaveLength(500);
});

test('of 500 signed bodies with emoji, escapes and accents none is refused or altered', async () => {
  const codes = await Promise.all(bodies.map((bytes) => whatsApp.graph.post(bytes)));
  expect(new Set(codes)).toEqual(new Set([200]));
  const sent = bodies.map(
    (bytes) => JSON.parse(bytes.toString()).entry[0].changes[0].value.messages[0].text.body,
  );
  const heard = updates.map(({ content }) => (content.type === 'text' ? content.text : content.type));
  expect(heard.sort()).toEqual(sent.sort());
});

test('only who knows the verify token shakes hands', async () => {
  const ask = async (query: Record<string, string>) => {
    const response = await fetch(`${whatsApp.url}?${new URLSearchParams(query)}`);
    return [response.status, response.headers.get('content-type'), await response.text()];
  };
  const good = { 'hub.mode': 'subscribe', 'hub.verify_token': VERIFY_TOKEN, 'hub.challenge': '1158201444' };
  expect(await ask(good)).toEqual([200, 'text/plain; charset=utf-8', '1158201444']);
  for (const wrong of [
    { 'hub.verify_token': 'wrong' },
    { 'hub.verify_token': '' },
    { 'hub.mode': 'unsubscribe' },
    { 'hub.challenge': '<script>alert(1)</script>' },
  ]) {
    const [code, , body] = await ask({ ...good, ...wrong });
    expect(code).toBe(403);
    expect(body).not.toMatch(/script|1158201444/);
  }
  expect((await ask({}))[0]).toBe(403);
});

test('a message older than eight days is a replay: refused and counted; one from the future is taken', async () => {
  const at = (ms: number) => ({ timestamp: String(Math.floor((Date.now() + ms) / 1000)) });
  const old = text(AMAL, 'old', at(-8 * DAY - 60_000));
  expect(await whatsApp.graph.post(envelope({ messages: [old] }))).toBe(403);
  expect(updates).toEqual([]);
  const young = text(AMAL, 'young', at(-8 * DAY + 60_000));
  const future = text(AMAL, 'future', at(3_600_000));
  expect(await whatsApp.graph.post(envelope({ messages: [old, young, future] }))).toBe(200);
  expect(updates.map(({ content }) => content)).toEqual([
    { type: 'text', text: 'young' },
    { type: 'text', text: 'future' },
  ]);
  expect(whatsApp.counted.filter((code) => code.endsWith('replay-refused'))).toHaveLength(2);
});

test('the same webhook five times at once gives one update, and each is answered 200', async () => {
  const once = text(AMAL, 'once', { id: 'wamid.ONCE' });
  const body = envelope({ messages: [once] });
  const codes = await Promise.all(Array.from({ length: 5 }, () => whatsApp.graph.post(body)));
  expect(codes).toEqual([200, 200, 200, 200, 200]);
  expect(ids().size).toBe(1);
  // Read and typing are shown for what will be answered, once.
  const shown = () => whatsApp.graph.read.filter((id) => id === 'wamid.ONCE').length;
  await eventually(() => expect(shown()).toBe(1));
  await whatsApp.graph.post(body);
  expect(shown()).toBe(1);
});

test('while the store is away Meta is asked to come again, and nothing of the body is in the answer', async () => {
  receive = async () => {
    throw new Fault('store/unavailable', 'away');
  };
  const bytes = Buffer.from(JSON.stringify(envelope({ messages: [text(AMAL, 'canary-7261')] })));
  const response = await fetch(whatsApp.url, {
    method: 'POST',
    body: bytes as Uint8Array<ArrayBuffer>,
    headers: { 'x-hub-signature-256': sign(bytes) },
  });
  expect(response.status).toBe(503);
  expect(await response.text()).not.toMatch(/canary|4915/);
});

test('ten pictures of one album are one update, also when they come in bodies of their own', async () => {
  for (let n = 0; n < 10; n += 1) {
    await whatsApp.graph.post(envelope({ messages: [message('4915100000077', 'image', { id: String(n) })] }));
  }
  expect(updates).toHaveLength(10);
  expect(ids().size).toBe(1);
});

test('a body that is no JSON, too large or not compressed as it says is refused without a trace of an error inside', async () => {
  expect(await whatsApp.graph.post(Buffer.from('{"object":'))).toBe(400);
  expect(await whatsApp.graph.post(Buffer.alloc(0))).toBe(400);
  const large = Buffer.from(
    JSON.stringify(envelope({ messages: [text(AMAL, 'x'.repeat(3 * 1024 * 1024))] })),
  );
  expect(await whatsApp.graph.post(large)).toBe(413);
  const many = envelope({ messages: Array.from({ length: 1_000 }, (_, n) => text(AMAL, `m${n}`)) });
  expect(await whatsApp.graph.post(many)).toBe(200);
  expect(updates).toHaveLength(1_000);
  expect(log.lines.filter((line) => line.includes('http/failed'))).toEqual([]);
});

test('a status of a failure is counted and logged by its code alone', async () => {
  log.lines.length = 0;
  await whatsApp.graph.post(envelope({ statuses: [status('failed', AMAL, 'tag', 131047)] }));
  await whatsApp.graph.post(envelope({ statuses: [status('failed', AMAL, 'tag', 131042)] }));
  expect(whatsApp.counted).toEqual([
    'whatsapp-cloud failed-131047',
    'whatsapp-cloud failed-131042',
    'whatsapp-cloud account-131042',
  ]);
  expect(log.lines.join()).not.toContain(AMAL);
  expect(whatsApp.health.at(-1)).toMatchObject({ state: 'trouble', say: expect.stringMatching(/payment/) });
});
