// What a socket promises: each activity once, in order, whatever happens to the socket, the store or the client.

import { createConnection } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import WebSocket from 'ws';
import type { Activity } from '../../../src/channels/web-chat/activity.ts';
import { ask, type Chat, message, post, read, start } from './ask.ts';
import { startLine, type TestLine } from './line.ts';

const BEAT = 150;
let line: TestLine;
beforeAll(async () => {
  line = await startLine({ beat: BEAT });
});
afterAll(() => line.close());

type Reader = { socket: WebSocket; texts: string[]; frames: string[]; watermark: string; closed: boolean };

async function open(url: string): Promise<Reader> {
  const socket = new WebSocket(url);
  const reader: Reader = { socket, texts: [], frames: [], watermark: '', closed: false };
  socket.on('message', (data) => {
    const frame = String(data);
    reader.frames.push(frame);
    if (frame === '') return;
    const set = JSON.parse(frame) as { activities: Activity[]; watermark: string };
    reader.texts.push(...set.activities.map(({ text }) => text));
    reader.watermark = set.watermark;
  });
  socket.on('close', () => {
    reader.closed = true;
  });
  await new Promise((resolve, reject) => socket.on('open', resolve).on('error', reject));
  return reader;
}

async function until(condition: () => boolean, most = 20_000): Promise<void> {
  const end = Date.now() + most;
  while (!condition()) {
    if (Date.now() > end) throw new Error('it did not happen in time');
    await sleep(5);
  }
}

async function resume(chat: Chat, watermark: string): Promise<Reader> {
  const url = `${line.directLine}/conversations/${chat.id}?watermark=${watermark}`;
  const { status, body } = await ask(url, { token: chat.token });
  expect(status).toBe(200);
  return open(body.streamUrl);
}

const said = (word: string) => [word, `You said: ${word}`, 'Go on.'];

test('the stream gives the whole history once, then what is new, the same as polling', async () => {
  const chat = await start(line);
  const reader = await open(chat.streamUrl);
  for (const word of ['one', 'two', 'three', 'four', 'five']) await post(line, chat, message(word));
  await until(() => reader.texts.length >= 16);
  await sleep(2 * BEAT);
  expect(reader.texts).toEqual([
    'Welcome nowhere -',
    ...['one', 'two', 'three', 'four', 'five'].flatMap(said),
  ]);
  const polled = await read(line, chat);
  expect(polled.activities.map(({ text }) => text)).toEqual(reader.texts);
  expect(polled.watermark).toBe(reader.watermark);
  reader.socket.close();
});

test('five killed sockets lose nothing and repeat nothing', async () => {
  const chat = await start(line);
  const all: string[] = [];
  let watermark = '';
  for (const word of ['a', 'b', 'c', 'd', 'e']) {
    const reader = await resume(chat, watermark);
    await post(line, chat, message(`${word} heard`));
    await until(() => reader.texts.includes(`You said: ${word} heard`));
    reader.socket.terminate();
    await until(() => reader.closed);
    all.push(...reader.texts);
    watermark = reader.watermark;
    await post(line, chat, message(`${word} missed`));
  }
  const last = await resume(chat, watermark);
  await until(() => all.length + last.texts.length >= 31);
  await sleep(2 * BEAT);
  all.push(...last.texts);
  const words = ['a', 'b', 'c', 'd', 'e'].flatMap((word) => [`${word} heard`, `${word} missed`]);
  expect(all).toEqual(['Welcome nowhere -', ...words.flatMap(said)]);
  last.socket.close();
});

test('a person who has her words erased goes on in the same socket', async () => {
  const chat = await start(line);
  const reader = await open(chat.streamUrl);
  for (const word of ['my name is secret', 'forget me', 'a new start']) await post(line, chat, message(word));
  await until(() => reader.texts.length === 10);
  const kept = (await read(line, chat)).activities.map(({ text }) => text);
  expect(kept).toEqual([...said('forget me').slice(1), ...said('a new start')]);
  reader.socket.close();
});

test('several sockets of one conversation do no harm, and each hears all', async () => {
  const chat = await start(line);
  const readers = await Promise.all(Array.from({ length: 4 }, () => open(chat.streamUrl)));
  await post(line, chat, message('hello'));
  await until(() => readers.every(({ texts }) => texts.length === 4));
  expect(readers.map(({ closed }) => closed)).toEqual([false, false, false, false]);
  for (const { socket } of readers) socket.close();
});

test('two conversations hear nothing of each other', async () => {
  const [one, two] = await Promise.all([start(line), start(line)]);
  const [hers, his] = await Promise.all([open(one.streamUrl), open(two.streamUrl)]);
  await post(line, one, message('mine'));
  await until(() => hers.texts.length === 4);
  await sleep(BEAT);
  expect(his.texts).toEqual(['Welcome nowhere -']);
  hers.socket.close();
  his.socket.close();
});

test('empty frames keep the socket alive both ways, and junk is ignored', async () => {
  const chat = await start(line);
  const reader = await open(chat.streamUrl);
  for (const junk of ['', '{', 'x'.repeat(10_000), '[]', '{"activities":[]}']) reader.socket.send(junk);
  reader.socket.send(Buffer.of(0xff, 0x00));
  await until(() => reader.frames.filter((frame) => frame === '').length >= 3);
  await post(line, chat, message('still here'));
  await until(() => reader.texts.length === 4);
  expect(reader.closed).toBe(false);
  reader.socket.close();
});

test('a client that does not answer is cut after two beats', async () => {
  const chat = await start(line);
  const { pathname, search } = new URL(chat.streamUrl);
  const lines = [
    `GET ${pathname}${search} HTTP/1.1`,
    'host: x',
    'connection: Upgrade',
    'upgrade: websocket',
    'sec-websocket-version: 13',
    'sec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA==',
  ];
  const began = Date.now();
  const socket = createConnection(line.port, '127.0.0.1', () =>
    socket.write(`${lines.join('\r\n')}\r\n\r\n`),
  );
  await new Promise((resolve) =>
    socket
      .on('data', () => undefined)
      .on('error', () => undefined)
      .on('close', resolve),
  );
  expect(Date.now() - began).toBeLessThan(6 * BEAT);
});

test('a broken frame ends its socket and nothing else', async () => {
  const chat = await start(line);
  const [broken, whole] = await Promise.all([open(chat.streamUrl), open(chat.streamUrl)]);
  (broken.socket as unknown as { _socket: { write(bytes: Buffer): void } })._socket.write(
    Buffer.of(0xff, 0xff, 0xff),
  );
  broken.socket.on('error', () => undefined);
  await until(() => broken.closed);
  await post(line, chat, message('hello'));
  await until(() => whole.texts.length === 4);
  whole.socket.close();
});

test('an upgrade of another route opens nothing and leaves no socket behind', async () => {
  const status = await new Promise((resolve) => {
    const socket = new WebSocket(`ws://127.0.0.1:${line.port}/health/live`);
    socket.on('error', () => resolve('refused'));
    socket.on('close', () => resolve('closed'));
    socket.on('open', () => socket.on('close', () => resolve('closed')));
  });
  expect(['refused', 'closed']).toContain(status);
});

describe('while the store is away', () => {
  test('polling is held a little and then gets an empty 200 with its own watermark', async () => {
    const chat = await start(line);
    line.away = true;
    const began = Date.now();
    const polled = await read(line, chat, '1').finally(() => {
      line.away = false;
    });
    expect(polled).toEqual({ status: 200, activities: [], watermark: '1' });
    expect(Date.now() - began).toBeLessThan(3_200);
  });

  test('a message is held until the store is back and has one effect', async () => {
    const chat = await start(line);
    line.away = true;
    const sent = post(line, chat, message('patience', 'p1'));
    await sleep(500);
    line.away = false;
    expect((await sent).status).toBe(200);
    expect((await read(line, chat)).activities).toHaveLength(4);
  });

  test('a message that cannot be kept gets 503 with an error body, never a lost 200', async () => {
    const chat = await start(line);
    line.away = true;
    const sent = await post(line, chat, message('lost?', 'p2')).finally(() => {
      line.away = false;
    });
    expect(sent.status).toBe(503);
    expect(sent.body).toEqual({ error: { code: 'ServiceUnavailable', message: 'Service Unavailable' } });
    expect((await post(line, chat, message('lost?', 'p2'))).status).toBe(200);
    expect((await read(line, chat)).activities).toHaveLength(4);
  });

  test('a socket opened meanwhile catches up by itself', async () => {
    const chat = await start(line);
    line.away = true;
    const reader = await open(chat.streamUrl);
    await sleep(2 * BEAT);
    expect(reader.texts).toEqual([]);
    line.away = false;
    await until(() => reader.texts.length === 1);
    await post(line, chat, message('hello'));
    await until(() => reader.texts.length === 4);
    reader.socket.close();
  });
});

describe('leaving', () => {
  test.each([
    ['with a bearer', (token: string) => ({ method: 'POST', token })],
    [
      'with a beacon',
      (token: string) => ({
        body: JSON.stringify({ token }),
        headers: { 'content-type': 'text/plain;charset=UTF-8' },
      }),
    ],
  ])('%s erases the history and closes the socket', async (_name, asked) => {
    const chat = await start(line);
    const reader = await open(chat.streamUrl);
    await post(line, chat, message('something dangerous'));
    await until(() => reader.texts.length === 4);
    expect((await ask(`${line.base}/webchat/leave`, asked(chat.token))).status).toBe(204);
    await until(() => reader.closed);
    const activities = `${line.directLine}/conversations/${chat.id}/activities`;
    expect(await ask(activities, { token: chat.token })).toMatchObject({
      status: 403,
      body: { error: { code: 'ConversationEnded' } },
    });
  });

  test('a token of a conversation that was left opens nothing any more, and its page gets none for it', async () => {
    const chat = await start(line);
    await post(line, chat, message('before'));
    await ask(`${line.base}/webchat/leave`, { method: 'POST', token: chat.token });
    const { token, id } = chat;
    const tries = [
      ask(`${line.directLine}/conversations`, { token, json: {} }),
      ask(`${line.directLine}/conversations/${id}/activities`, { token, json: message('after') }),
      ask(`${line.directLine}/conversations/${id}/activities`, { token }),
      ask(`${line.directLine}/tokens/refresh`, { token, json: {} }),
      ask(`${line.base}/webchat/token`, { json: { token } }),
    ];
    expect((await Promise.all(tries)).map(({ status }) => status)).toEqual([403, 403, 403, 403, 403]);
    const late = await open(chat.streamUrl);
    await until(() => late.closed);
    expect(late.texts).toEqual([]);
    expect((await ask(`${line.base}/webchat/leave`, { method: 'POST', token })).status).toBe(204);
  });

  test('nobody leaves for another', async () => {
    const chat = await start(line);
    const ticket = new URL(chat.streamUrl).searchParams.get('t')!;
    for (const token of ['x', ticket]) {
      expect((await ask(`${line.base}/webchat/leave`, { method: 'POST', token })).status).toBe(403);
    }
    expect((await read(line, chat)).activities).toHaveLength(1);
  });
});
