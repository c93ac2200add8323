// 10,000 bodies that no client sends, over HTTP: each gets its 4xx, none an error inside, and the memory comes back.

import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { ask, message, post, start } from '../channels/web-chat/ask.ts';
import { startLine, type TestLine } from '../channels/web-chat/line.ts';
import { seeded } from './seeded.ts';

const BODIES = 10_000;
const random = seeded();
setFlagsFromString('--expose_gc');
const collect = runInNewContext('gc') as () => void;
/** `heapUsed` in bytes after all that can go has gone. */
const heap = () => {
  collect();
  collect();
  return process.memoryUsage().heapUsed;
};

let line: TestLine;
const agent = new Agent({ keepAlive: true, maxSockets: 16 });
beforeAll(async () => {
  line = await startLine();
});
afterAll(async () => {
  agent.destroy();
  await line.close();
});

type Sent = { readonly type: string; readonly bytes: Buffer; readonly coding?: string };

async function send(path: string, token: string, { type, bytes, coding }: Sent) {
  const asked = request({
    agent,
    port: line.port,
    path,
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': type,
      'content-length': bytes.length,
      ...(coding && { 'content-encoding': coding }),
    },
  });
  asked.end(bytes);
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  return { status: response.statusCode ?? 0, said: await text(response) };
}

const whole = JSON.stringify({
  ...message('hello'),
  value: { a: [1, { b: null }] },
  entities: [{ type: 'Place' }],
});

/** A piece of JSON with something wrong, for which there is no 200 with an effect that anybody would miss. */
function spoiled(): Buffer {
  const cut = random.whole(0, whole.length - 2);
  const junk = random.pick([
    '\u0000',
    '"',
    '}',
    '{',
    ',',
    ']',
    '\\',
    '\ud800',
    '1e999',
    'NaN',
    '//',
    "'",
    '\ufeff',
  ]);
  return random.pick([
    () => Buffer.from(whole.slice(0, cut)),
    () => Buffer.from(whole.slice(0, cut) + junk + whole.slice(cut + random.whole(0, 3))),
    () => Buffer.concat([Buffer.from(whole.slice(0, cut)), random.bytes(4), Buffer.from(whole.slice(cut))]),
    () => random.bytes(random.whole(1, 200)),
    () => Buffer.from('['.repeat(random.whole(33, 20_000))),
    () => Buffer.from(`{"type":"message","text":"x","value":${'{"a":'.repeat(40)}1${'}'.repeat(40)}}`),
    () => Buffer.from(`{"type":"message",${Array.from({ length: 2_100 }, (_, at) => `"k${at}":0`).join()}}`),
    () => Buffer.from(`{"type":${random.pick(['1', 'null', '[]', '{}', 'true', '""'])},"text":"x"}`),
    () => Buffer.from(`{"type":"message","text":${random.pick(['1', '[]', '{}', 'true'])}}`),
    () => Buffer.from(`{"type":"message","text":"x","from":${random.pick(['1', '"me"', '[]'])}}`),
    () => Buffer.from(`{"__proto__":{"type":"message"},"text":"x"}`),
    () => Buffer.from(whole, 'utf16le'),
  ])();
}

function multipart(): Sent {
  const boundary = random.pick(['b', '"q r"', 'x'.repeat(71), '', '=;']);
  const body = random.pick([
    () => '--b\r\n\r\n--b--',
    () => `--b\r\ncontent-disposition: form-data; name="activity"\r\n\r\n${spoiled()}\r\n--b--`,
    () => '--b\r\nx\r\n'.repeat(50),
    () => '--b'.repeat(500),
    () => `--b\r\ncontent-disposition: form-data; name="activity"\r\n\r\n[]\r\n--b--`,
    () => '',
  ])();
  return { type: `multipart/form-data; boundary=${boundary}`, bytes: Buffer.from(body) };
}

function odd(): Sent {
  return random.pick([
    () => ({ type: 'application/json', bytes: spoiled() }),
    () => ({ type: 'application/json; charset=utf-7', bytes: spoiled() }),
    () => ({ type: 'text/plain', bytes: spoiled() }),
    multipart,
    () => ({ type: random.pick(['text/html', 'application/xml', 'x', '/', 'a/b;;']), bytes: spoiled() }),
    () => ({
      type: 'application/json',
      bytes: spoiled(),
      coding: random.pick(['gzip', 'br', 'deflate', 'x', 'gzip, gzip']),
    }),
  ])();
}

test('10,000 malformed bodies: 4xx, no 5xx, no stack, no new property, memory within 10 %, others served', async () => {
  const chat = await start(line);
  const properties = Object.getOwnPropertyNames(Object.prototype).length;
  const activities = `/v3/directline/conversations/${chat.id}/activities`;
  const paths = [
    activities,
    `/v3/directline/conversations/${chat.id}/upload`,
    '/webchat/token',
    '/webchat/leave',
  ];
  const counts = new Map<number, number>();
  const round = async (bodies: number) => {
    let left = bodies;
    const worker = async () => {
      while (left-- > 0) {
        // Of /webchat/token and /leave only what is refused: what is taken would begin or end a conversation.
        const path = random.next() < 0.9 ? paths[random.whole(0, 1)]! : paths[random.whole(2, 3)]!;
        const token = path.endsWith('leave') ? 'x' : chat.token;
        const { status, said } = await send(path, token, odd());
        counts.set(status, (counts.get(status) ?? 0) + 1);
        if (status >= 400)
          expect(JSON.parse(said)).toEqual({
            error: { code: expect.any(String), message: expect.any(String) },
          });
        expect(said).not.toMatch(/node_modules| at .*:\d|\.ts\b/);
      }
    };
    await Promise.all(Array.from({ length: 8 }, worker));
  };
  await round(2_000);
  const before = heap();
  await round(BODIES - 2_000);
  const after = heap();
  process.stderr.write(`malformed: ${JSON.stringify([...counts])}, heap ${before} → ${after}\n`);
  expect([...counts.keys()].filter((status) => status >= 500)).toEqual([]);
  expect([...counts.values()].reduce((sum, count) => sum + count)).toBe(BODIES);
  expect(Object.getOwnPropertyNames(Object.prototype)).toHaveLength(properties);
  expect(after).toBeLessThan(before * 1.1);
  expect((await post(line, await start(line), message('still here'))).status).toBe(200);
  expect((await ask(`${line.base}/health/ready`)).status).toBe(200);
}, 60_000);

test.each([
  ['a gzip bomb', { type: 'application/json', bytes: Buffer.alloc(1_000), coding: 'gzip' }, 415],
  [
    '20,000 levels',
    { type: 'application/json', bytes: Buffer.from('['.repeat(20_000) + ']'.repeat(20_000)) },
    400,
  ],
  [
    '20,000 keys',
    {
      type: 'application/json',
      bytes: Buffer.from(`{${Array.from({ length: 20_000 }, (_, at) => `"${at}":0`).join()}}`),
    },
    400,
  ],
])('%s is refused', async (_name, sent, status) => {
  const chat = await start(line);
  const answer = await send(`/v3/directline/conversations/${chat.id}/activities`, chat.token, sent);
  expect(answer.status).toBe(status);
});

test('a body without an end is cut at the limit: no more than 64 kB beyond it are read', async () => {
  const chat = await start(line);
  const asked = request({
    port: line.port,
    path: `/v3/directline/conversations/${chat.id}/activities`,
    method: 'POST',
    headers: { authorization: `Bearer ${chat.token}`, 'content-type': 'application/json' },
  });
  const answered = once(asked, 'response') as Promise<[IncomingMessage]>;
  asked.on('error', () => undefined);
  let open = true;
  asked.on('close', () => {
    open = false;
  });
  let written = 0;
  const piece = 'x'.repeat(16_384);
  let status = 0;
  answered.then(
    ([response]) => {
      status = response.statusCode ?? 0;
      response.resume();
    },
    () => undefined,
  );
  while (open && status === 0 && written < 50_000_000) {
    asked.write(piece);
    written += piece.length;
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  asked.destroy();
  expect([0, 413]).toContain(status);
  // What the sockets of both sides hold is not read.
  expect(written).toBeLessThan(262_144 + 65_536 + 4_000_000);
}, 30_000);
