// How many may begin, write and listen: per person, per caller, per site and in all, and what they are told.

import { setTimeout as sleep } from 'node:timers/promises';
import WebSocket from 'ws';
import { createCallerOf } from '../../../src/channels/web-chat/caller.ts';
import { ask, getToken, message, post, read, start } from './ask.ts';
import { PARTNER, SECRET, startLine, type TestLine } from './line.ts';

let line: TestLine;
let unread = 0;
beforeAll(async () => {
  line = await startLine({
    unread: () => {
      unread += 1;
    },
    admission: {
      caller: { burst: 5, perSecond: 0.5 },
      site: { burst: 30, perSecond: 1 },
      all: { burst: 120, perSecond: 1 },
      socketsOfCaller: 3,
      sockets: 6,
    },
  });
});
afterAll(() => line.close());

const through = (ip: string, origin?: string) => ({ 'x-forwarded-for': ip, ...(origin && { origin }) });
const begin = async (ip: string, origin?: string) =>
  ask(`${line.base}/webchat/token`, { json: {}, headers: through(ip, origin) });

test('one who writes too fast gets 429 with Retry-After, one notice in her chat, and no word of it kept', async () => {
  const chat = await start(line);
  const answers = [];
  for (let i = 0; i < 40; i += 1) answers.push(await post(line, chat, message(`word ${i}`)));
  const slow = answers.filter(({ status }) => status === 429);
  expect(answers.filter(({ status }) => status === 200).length + slow.length).toBe(40);
  expect(slow.length).toBeGreaterThan(15);
  for (const { headers, body } of slow) {
    expect(headers.get('retry-after')).toBe('2');
    expect(body).toEqual({ error: { code: 'TooManyRequests', message: expect.any(String) } });
  }
  const texts = (await read(line, chat)).activities.map(({ text }) => text);
  expect(texts.filter((text) => text === 'Slowly, please.')).toHaveLength(1);
  expect(texts).not.toContain('word 39');
  const other = await start(line);
  expect((await post(line, other, message('and I?'))).status).toBe(200);
});

test('who goes on after a 429 is refused unread, and nobody else is', async () => {
  const [chat, other] = [await start(line), await start(line)];
  const url = ({ id }: { id: string }) => `${line.directLine}/conversations/${id}/activities`;
  const rubbish = { body: '{', headers: { 'content-type': 'application/json' } };
  const before = unread;
  let answered = await ask(url(chat), { token: chat.token, ...rubbish });
  expect(answered.status).toBe(400);
  for (let i = 0; i < 300 && answered.status !== 429; i += 1) {
    await post(line, chat, message(`m${i}`));
    answered = await ask(url(chat), {
      token: chat.token,
      ...rubbish,
      headers: { ...rubbish.headers, origin: PARTNER },
    });
  }
  expect(answered.body).toEqual({ error: { code: 'TooManyRequests', message: expect.any(String) } });
  expect(answered.headers.get('retry-after')).toBe('2');
  expect(answered.headers.get('access-control-allow-origin')).toBe(PARTNER);
  expect(unread).toBeGreaterThan(before);
  expect((await ask(url(other), { token: other.token, ...rubbish })).status).toBe(400);
  expect((await ask(url(chat), { token: other.token, ...rubbish })).status).not.toBe(429);
  expect((await post(line, other, message('and I?'))).status).toBe(200);
  await sleep(2_000);
  expect((await post(line, chat, message('slowly now'))).status).toBe(200);
});

test('a message that was too fast is taken when it comes again, once', async () => {
  const chat = await start(line);
  let refused = '';
  for (let i = 0; refused === ''; i += 1) {
    const { status } = await post(line, chat, message(`m${i}`, `id${i}`));
    if (status === 429) refused = `id${i}`;
  }
  await sleep(2_000);
  expect((await post(line, chat, message('again', refused))).status).toBe(200);
  expect((await post(line, chat, message('again', refused))).status).toBe(200);
  const texts = (await read(line, chat)).activities.map(({ text }) => text);
  expect(texts.filter((text) => text === 'again')).toHaveLength(1);
});

test('one caller begins so many and is told when to come again; another is not touched', async () => {
  const statuses = [];
  for (let i = 0; i < 8; i += 1) statuses.push((await begin('203.0.113.7')).status);
  expect(statuses).toEqual([200, 200, 200, 200, 200, 429, 429, 429]);
  const refused = await begin('203.0.113.7', PARTNER);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
  expect(refused.headers.get('access-control-allow-origin')).toBe(PARTNER);
  expect(refused.headers.get('access-control-expose-headers')).toBe('retry-after');
  expect((await begin('203.0.113.8')).status).toBe(200);
});

test('a caller cannot hide behind words of his own, nor behind the many addresses of his subscription', async () => {
  for (let i = 0; i < 5; i += 1) await begin(`198.51.100.${i}, 203.0.113.50`);
  expect((await begin('198.51.100.99, 203.0.113.50')).status).toBe(429);
  expect((await begin('10.0.0.1, 203.0.113.50, 192.168.1.1')).status).toBe(429);
  const spread = [];
  for (let i = 0; i < 6; i += 1) spread.push((await begin(`2001:db8:1:2::${i}`)).status);
  expect(spread).toEqual([200, 200, 200, 200, 200, 429]);
});

test('one site begins so many, from however many addresses; a page with a token of its own goes on', async () => {
  const mine = (await getToken(line)).body.token;
  const statuses = [];
  for (let i = 0; i < 40; i += 1) statuses.push((await begin(`192.0.2.${i}`, PARTNER)).status);
  expect(statuses.filter((status) => status === 200).length).toBeLessThanOrEqual(33);
  expect(statuses.at(-1)).toBe(429);
  const headers = through('192.0.2.200', PARTNER);
  expect((await ask(`${line.base}/webchat/token`, { json: { token: mine }, headers })).status).toBe(200);
});

test('an address is one opaque word as long as the process runs, and another one in the next', () => {
  const near = { remoteAddress: '127.0.0.1' } as never;
  const one = createCallerOf();
  const say = (callerOf: typeof one, ip: string) =>
    callerOf({ headers: { 'x-forwarded-for': ip }, socket: near });
  expect(say(one, '203.0.113.9')).toBe(say(one, '203.0.113.9:4711'));
  expect(say(one, '203.0.113.9')).toBe(say(one, '::ffff:203.0.113.9'));
  expect(say(one, '2001:db8::1')).toBe(say(one, '2001:0db8:0:0:ffff::2'));
  expect(say(one, '2001:db8::1')).not.toBe(say(one, '2001:db8:0:1::1'));
  expect(say(one, '203.0.113.9')).not.toContain('203');
  expect(say(createCallerOf(), '203.0.113.9')).not.toBe(say(one, '203.0.113.9'));
  expect(say(one, 'unknown, <script>')).toBeNull();
  expect(one({ headers: {}, socket: near })).toBeNull();
  expect(
    one({ headers: { 'x-forwarded-for': '1.1.1.1' }, socket: { remoteAddress: '203.0.113.9' } as never }),
  ).toBe(say(one, '203.0.113.9'));
});

test('one caller opens so many sockets, and all together so many; a closed one makes room', async () => {
  const chat = await start(line);
  const opened: WebSocket[] = [];
  const open = (ip: string) =>
    new Promise<number>((resolve) => {
      const socket = new WebSocket(chat.streamUrl, { headers: through(ip) });
      socket.on('open', () => {
        opened.push(socket);
        resolve(101);
      });
      socket.on('unexpected-response', (_request, response) => {
        resolve(response.statusCode ?? 0);
        response.destroy();
      });
      socket.on('error', () => undefined);
    });
  const statuses = [];
  for (const ip of ['203.0.113.1', '203.0.113.1', '203.0.113.1', '203.0.113.1', '203.0.113.2', '203.0.113.2'])
    statuses.push(await open(ip));
  expect(statuses).toEqual([101, 101, 101, 429, 101, 101]);
  expect([await open('203.0.113.3'), await open('203.0.113.4')]).toEqual([101, 503]);
  opened[0]?.terminate();
  for (let tries = 0; tries < 50 && (await open('203.0.113.1')) !== 101; tries += 1) await sleep(20);
  expect(opened).toHaveLength(7);
  for (const socket of opened) socket.terminate();
});

test('all together begin so many; who holds the secret is limited too', async () => {
  const generate = () => ask(`${line.directLine}/tokens/generate`, { method: 'POST', token: SECRET });
  const statuses = [];
  for (let i = 0; i < 40; i += 1) statuses.push((await generate()).status);
  expect(statuses.at(0)).toBe(200);
  expect(statuses.at(-1)).toBe(429);
  let last = 200;
  for (let i = 0; i < 150 && last === 200; i += 1) last = (await getToken(line)).status;
  expect(last).toBe(429);
});
