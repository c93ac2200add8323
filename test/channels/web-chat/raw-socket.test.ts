// What the server does with requests that no client library would send: upgrades in the wrong place, bodies cut short.

import { type AddressInfo, createConnection } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { addBodies } from '../../../src/channels/web-chat/bodies.ts';
import { createHttp } from '../../../src/http.ts';
import { ask, start } from './ask.ts';
import { startLine, type TestLine } from './line.ts';

/** Writes `head` and nothing more until the server closes; gives what it said and after how many milliseconds. */
function say(port: number, head: readonly string[], body = ''): Promise<{ said: string; after: number }> {
  const began = Date.now();
  return new Promise((resolve, reject) => {
    let said = '';
    const socket = createConnection(port, '127.0.0.1', () =>
      socket.write(`${head.join('\r\n')}\r\n\r\n${body}`),
    );
    const late = setTimeout(() => {
      socket.destroy();
      reject(new Error(`still open, having said ${JSON.stringify(said.slice(0, 40))}`));
    }, 20_000);
    socket.on('data', (bytes) => {
      said += bytes;
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearTimeout(late);
      resolve({ said, after: Date.now() - began });
    });
  });
}

describe('upgrades', () => {
  let line: TestLine;
  beforeAll(async () => {
    line = await startLine();
  });
  afterAll(() => line.close());

  const upgrade = (method: string, path: string) =>
    say(line.port, [
      `${method} ${path} HTTP/1.1`,
      'host: x',
      'connection: upgrade',
      'upgrade: websocket',
      'sec-websocket-version: 13',
      `sec-websocket-key: ${Buffer.alloc(16).toString('base64')}`,
    ]);

  test.each([
    ['GET', '/'],
    ['GET', '/chat'],
    ['GET', '/health/live'],
    ['GET', '/metrics'],
    ['GET', '/nothing'],
    ['POST', '/webchat/token'],
    ['GET', '/v3/directline/conversations/x/activities'],
  ])('%s %s is no stream and says so', async (method, path) => {
    const { said } = await upgrade(method, path);
    expect(said).toMatch(/^HTTP\/1\.1 40[04] /);
    expect(said).toContain('{"error":{"code":');
  });

  test('the stream still answers 101', async () => {
    const { pathname, search } = new URL((await start(line)).streamUrl);
    const socket = createConnection(line.port, '127.0.0.1');
    const first = new Promise<string>((resolve) => socket.once('data', (bytes) => resolve(String(bytes))));
    socket.write(
      `GET ${pathname}${search} HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\nsec-websocket-key: ${Buffer.alloc(16).toString('base64')}\r\n\r\n`,
    );
    expect(await first).toMatch(/^HTTP\/1\.1 101 /);
    socket.destroy();
    expect((await ask(`${line.base}/health/live`)).status).toBe(200);
  });
});

describe('a body shorter than it says', () => {
  let app: FastifyInstance;
  let port: number;
  beforeAll(async () => {
    const silent = () => undefined;
    const log = { info: silent, warn: silent, error: silent };
    app = createHttp({
      log,
      ready: async () => undefined,
      metrics: () => '',
      headersTimeout: 500,
      requestTimeout: 1_000,
    });
    app.register(async (scope) => {
      addBodies(scope);
      scope.post('/said', async () => ({}));
    });
    await app.listen({ port: 0, host: '127.0.0.1' });
    port = (app.server.address() as AddressInfo).port;
  });
  afterAll(() => app.close());

  const head = (path: string, ...more: string[]) => [`POST ${path} HTTP/1.1`, 'host: x', ...more];

  test.each([
    ['JSON', head('/said', 'content-type: application/json', 'content-length: 99'), '{"type":'],
    ['no byte of it', head('/said', 'content-type: application/json', 'content-length: 99'), ''],
    [
      'an upload',
      head('/said', 'content-type: multipart/form-data; boundary=b', 'content-length: 99'),
      '--b\r\n',
    ],
    ['a body nobody wants', head('/nothing', 'content-type: application/json', 'content-length: 99'), '{'],
    ['a chunk', head('/said', 'content-type: application/json', 'transfer-encoding: chunked'), '9\r\n{"a"'],
  ])('%s is answered 408 in time', async (_name, lines, body) => {
    const { said, after } = await say(port, lines, body);
    expect(said).toMatch(/^HTTP\/1\.1 408 /);
    expect(after).toBeLessThan(3_500);
  });

  test.each([
    ['a refused kind', head('/said', 'content-type: application/xml', 'content-length: 99'), '<'],
    ['a GET with a body', ['GET /health/live HTTP/1.1', 'host: x', 'content-length: 99'], 'x'],
  ])('%s is answered at once and its connection closed in time', async (_name, lines, body) => {
    const { said, after } = await say(port, lines, body);
    expect(said).toMatch(/^HTTP\/1\.1 (200|404|415) /);
    expect(after).toBeLessThan(3_500);
  });
});
