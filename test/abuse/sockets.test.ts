// Those who open connections and do nothing with them: 500 slow senders, 1,000 sockets that answer nothing, one that never reads.
// Others are served meanwhile, and what is idle is cut.

import type { AddressInfo } from 'node:net';
import { createConnection, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { createHttp } from '../../src/http.ts';
import { ask, message, post, start } from '../channels/web-chat/ask.ts';
import { startLine, type TestLine } from '../channels/web-chat/line.ts';

const silent = () => undefined;

async function until(condition: () => boolean, most = 20_000): Promise<void> {
  const end = Date.now() + most;
  while (!condition()) {
    if (Date.now() > end) throw new Error('it did not happen in time');
    await sleep(20);
  }
}

/** Opens `count` connections that each write `head`; gives how many the server has closed. */
function crowd(port: number, count: number, head: (at: number) => string) {
  const state = { closed: 0, upgraded: 0, sockets: [] as Socket[] };
  for (let at = 0; at < count; at += 1) {
    const socket = createConnection(port, '127.0.0.1', () => socket.write(head(at)));
    socket.on('error', silent);
    socket.on('data', (bytes) => {
      if (bytes.toString('latin1').startsWith('HTTP/1.1 101')) state.upgraded += 1;
    });
    socket.on('close', () => {
      state.closed += 1;
    });
    state.sockets.push(socket);
  }
  return state;
}

describe('slow senders', () => {
  let app: FastifyInstance;
  let port: number;
  beforeAll(async () => {
    app = createHttp({
      log: { info: silent, warn: silent, error: silent },
      ready: async () => undefined,
      metrics: () => '',
      headersTimeout: 1_000,
      requestTimeout: 1_500,
      connections: 600,
    });
    app.post('/said', async () => ({}));
    await app.listen({ port: 0, host: '127.0.0.1' });
    port = (app.server.address() as AddressInfo).port;
  });
  afterAll(() => app.close());

  test('500 of them, some without a byte, are all cut in time, and others are served meanwhile', async () => {
    const heads = [
      '',
      'GET / HTTP/1.1\r\nhost: x\r\nx-a: ',
      'POST /said HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 99\r\n\r\n{',
      'GET /health/live HTTP/1.1\r\n',
    ];
    const slow = crowd(port, 500, (at) => heads[at % heads.length] ?? '');
    const drip = setInterval(() => {
      for (const socket of slow.sockets) if (socket.writable) socket.write('a');
    }, 200);
    let served = 0;
    while (slow.closed < 500 && served < 2_000) {
      expect((await fetch(`http://127.0.0.1:${port}/health/live`)).status).toBe(200);
      served += 1;
      await sleep(50);
    }
    clearInterval(drip);
    expect(slow.closed).toBe(500);
    expect(served).toBeGreaterThan(3);
  }, 30_000);

  test('connections beyond the limit are closed at once, and there is room again when they are gone', async () => {
    const many = crowd(port, 700, () => '');
    await until(() => many.closed >= 100);
    for (const socket of many.sockets) socket.destroy();
    await until(() => many.closed === 700);
    let status = 0;
    for (let tries = 0; tries < 100 && status !== 200; tries += 1) {
      status = await fetch(`http://127.0.0.1:${port}/health/live`).then(
        (answer) => answer.status,
        () => 0,
      );
      await sleep(50);
    }
    expect(status).toBe(200);
  }, 30_000);
});

describe('sockets', () => {
  const BEAT = 1_000;
  let line: TestLine;
  beforeAll(async () => {
    line = await startLine({ beat: BEAT, admission: { socketsOfCaller: 50, sockets: 1_200 } });
  });
  afterAll(() => line.close());

  const upgrade = (streamUrl: string, ip?: string) => {
    const { pathname, search } = new URL(streamUrl);
    const lines = [
      `GET ${pathname}${search} HTTP/1.1`,
      'host: x',
      'connection: Upgrade',
      'upgrade: websocket',
      'sec-websocket-version: 13',
      'sec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA==',
      ...(ip ? [`x-forwarded-for: ${ip}`] : []),
    ];
    return `${lines.join('\r\n')}\r\n\r\n`;
  };

  test('1,000 that never answer a ping are cut after two beats, 50 of one address opened; others are served', async () => {
    const chats = await Promise.all(Array.from({ length: 130 }, () => start(line)));
    // One conversation keeps its newest eight.
    const url = (at: number) => chats[Math.floor(at / 8) % chats.length]?.streamUrl ?? '';
    const half = crowd(line.port, 1_000, (at) => upgrade(url(at), at < 200 ? '203.0.113.5' : undefined));
    await until(() => half.upgraded + half.closed >= 850);
    const talker = await start(line);
    expect((await post(line, talker, message('am I heard?'))).status).toBe(200);
    expect(half.upgraded).toBeLessThanOrEqual(850);
    await until(() => half.closed === 1_000);
    expect((await post(line, talker, message('and now?'))).status).toBe(200);
  }, 40_000);

  test('one that never reads costs little and is cut; whoever reads the same conversation gets all', async () => {
    const chat = await start(line);
    for (let i = 0; i < 12; i += 1) await post(line, chat, message('x'.repeat(120_000)));
    const before = process.memoryUsage();
    const readers = Array.from({ length: 8 }, () => {
      const socket = createConnection(line.port, '127.0.0.1', () => {
        socket.write(upgrade(chat.streamUrl));
        socket.pause();
      });
      socket.on('error', silent);
      return socket;
    });
    let closed = 0;
    for (const socket of readers)
      socket.on('close', () => {
        closed += 1;
      });
    await sleep(BEAT / 2);
    const grown = process.memoryUsage().rss - before.rss;
    await sleep(2.5 * BEAT);
    // A paused socket hears of its end only when it reads again.
    for (const socket of readers) socket.resume();
    await until(() => closed === 8);
    expect(grown).toBeLessThan(8 * 1_048_576 + 40_000_000);
    const { body } = await ask(`${line.directLine}/conversations/${chat.id}/activities`, {
      token: chat.token,
    });
    expect(body.activities.length).toBeGreaterThan(12);
  }, 30_000);
});
