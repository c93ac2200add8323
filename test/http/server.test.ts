// What the server promises for every route, whoever adds it.

import { type AddressInfo, createConnection } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { createHttp } from '../../src/http.ts';
import { Fault } from '../../src/model/fault.ts';

let app: FastifyInstance;
let base: string;
let port: number;
let isReady = true;
const logged: unknown[] = [];
const log = {
  info: () => undefined,
  warn: () => undefined,
  error: (...all: unknown[]) => void logged.push(all),
};

beforeAll(async () => {
  app = createHttp({
    log,
    headersTimeout: 500,
    requestTimeout: 1_000,
    metrics: async () => 'waypost_turns_total 3\n',
    ready: async () => {
      if (!isReady) throw new Fault('store/unavailable', 'gone');
    },
  });
  app.get('/breaks', async () => {
    throw new Error('the canary 0800 123456');
  });
  app.get('/away', async () => {
    throw new Fault('store/unavailable', 'the canary is away');
  });
  app.post('/echo', async (request) => request.body);
  await app.listen({ port: 0, host: '127.0.0.1' });
  port = (app.server.address() as AddressInfo).port;
  base = `http://127.0.0.1:${port}`;
});
afterAll(() => app.close());

const get = async (path: string) => {
  const response = await fetch(base + path);
  return { status: response.status, headers: response.headers, text: await response.text() };
};

/** Writes `first`, then `drip` four times a second, until the server ends it; gives what it said and after how long. */
async function drip(first: string, piece: string): Promise<{ said: string; after: number }> {
  const began = Date.now();
  let said = '';
  const socket = createConnection(port, '127.0.0.1', () => socket.write(first));
  const timer = setInterval(() => socket.write(piece), 250);
  socket.on('data', (bytes) => {
    said += bytes;
  });
  socket.on('error', () => undefined);
  await new Promise((resolve) => socket.on('close', resolve));
  clearInterval(timer);
  return { said, after: Date.now() - began };
}

test('says that it lives, and whether it is ready', async () => {
  expect((await get('/health/live')).status).toBe(200);
  expect((await get('/health/ready')).status).toBe(200);
  isReady = false;
  const refused = await get('/health/ready');
  expect(refused.status).toBe(503);
  expect(JSON.parse(refused.text).error.code).toBe('NotReady');
  expect((await get('/health/live')).status).toBe(200);
  isReady = true;
});

test('gives its metrics as Prometheus text', async () => {
  const { headers, text } = await get('/metrics');
  expect(headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
  expect(text).toBe('waypost_turns_total 3\n');
});

test('what breaks inside shows its status and nothing else, and logs its route and nothing else', async () => {
  const broken = await get('/breaks');
  expect(broken.status).toBe(500);
  expect(JSON.parse(broken.text)).toEqual({
    error: { code: 'InternalServerError', message: 'Internal Server Error' },
  });
  const away = await get('/away');
  expect(away.status).toBe(503);
  expect(broken.text + away.text + JSON.stringify(logged)).not.toMatch(/canary|0800/);
  expect(logged).toEqual([
    ['http/failed', { route: '/breaks', status: 500 }],
    ['store/unavailable', { route: '/away', status: 503 }],
  ]);
});

test('every answer carries the common headers, errors and odd URLs too', async () => {
  for (const path of ['/health/live', '/nothing', '/breaks', '/%ZZ', `/${'x'.repeat(4_000)}`]) {
    const { headers, status, text } = await get(path);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-powered-by')).toBeNull();
    if (status >= 400) expect(Object.keys(JSON.parse(text).error)).toEqual(['code', 'message']);
  }
});

test('slow headers and slow bodies are ended while others are served', async () => {
  const slow = [
    drip('GET / HTTP/1.1\r\nhost: x\r\n', 'x: y\r\n'),
    drip(
      'POST /echo HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 999\r\n\r\n',
      ' ',
    ),
  ];
  await sleep(300);
  expect((await get('/health/live')).status).toBe(200);
  for (const { said, after } of await Promise.all(slow)) {
    expect(said).toMatch(/^HTTP\/1\.1 408 /);
    expect(after).toBeLessThan(3_500);
  }
});

test('headers that are too long are refused with an error body', async () => {
  const { said } = await drip(`GET / HTTP/1.1\r\nhost: x\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`, '');
  expect(said).toMatch(/^HTTP\/1\.1 431 /);
  expect(said).toContain('"code":"RequestHeaderFieldsTooLarge"');
});
