// What is refused, how, and that the line is well afterwards.

import { createConnection } from 'node:net';
import WebSocket from 'ws';
import { type Answer, ask, type Chat, getToken, message, post, read, start } from './ask.ts';
import { PARTNER, SECRET, startLine, type TestLine } from './line.ts';

const LIMIT = 262_144;
let line: TestLine;
let chat: Chat;
let url: string;
beforeAll(async () => {
  line = await startLine();
  chat = await start(line);
  url = `${line.directLine}/conversations/${chat.id}/activities`;
});
afterAll(async () => {
  expect((await ask(`${line.base}/health/ready`)).status).toBe(200);
  expect((await post(line, await start(line), message('still there'))).status).toBe(200);
  await line.close();
});

function expectRefusal(answer: Answer, ...statuses: number[]): void {
  expect(statuses).toContain(answer.status);
  expect(answer.body).toEqual({ error: { code: expect.any(String), message: expect.any(String) } });
  expect(JSON.stringify(answer.body)).not.toMatch(/node_modules|at .*:\d|\.ts/);
}

describe('who may not', () => {
  const routes = [
    ['POST', '/conversations'],
    ['GET', '/conversations/ID'],
    ['GET', '/conversations/ID/activities'],
    ['POST', '/conversations/ID/activities'],
    ['POST', '/conversations/ID/upload'],
    ['POST', '/tokens/refresh'],
  ] as const;

  test.each(routes)('%s %s needs a token of ours', async (method, path) => {
    const target = line.directLine + path.replace('ID', chat.id);
    const body = method === 'POST' ? { json: message('x') } : {};
    expectRefusal(await ask(target, { method, ...body }), 401);
    const [payload, signature] = chat.token.split('.') as [string, string];
    const forged = Buffer.from(payload, 'base64url')
      .toString()
      .replace(/"e":\d+/, '"e":9999999999999');
    const bad = [
      'x',
      'a.b',
      `${payload}.${signature.slice(2)}`,
      `${Buffer.from(forged).toString('base64url')}.${signature}`,
    ];
    for (const token of [...bad, '.', `${chat.token}.x`, 'A'.repeat(5_000)]) {
      expectRefusal(await ask(target, { method, token, ...body }), 403);
    }
  });

  test('a token of another conversation opens nothing', async () => {
    const other = await start(line);
    for (const path of ['', '/activities']) {
      const target = `${line.directLine}/conversations/${chat.id}${path}`;
      expectRefusal(await ask(target, { token: other.token }), 403);
    }
    expectRefusal(await post(line, { ...chat, token: other.token }, message('let me in')), 403);
  });

  test.each(['..%2f..', '%2e%2e', 'x', '%00', 'a'.repeat(300), '__proto__', '*', '%F0%9F%98%80', '%ZZ'])(
    'the id %s is refused',
    async (id) =>
      expectRefusal(
        await ask(`${line.directLine}/conversations/${id}/activities`, { token: chat.token }),
        400,
        403,
        404,
        414,
      ),
  );

  test('a ticket of a stream is no token, and a token no ticket', async () => {
    const ticket = new URL(chat.streamUrl).searchParams.get('t')!;
    expectRefusal(await ask(url, { token: ticket }), 403);
    const stream = `${line.base}/v3/directline/conversations/${chat.id}/stream`.replace('http', 'ws');
    const other = await start(line);
    const others = new URL(other.streamUrl).searchParams.get('t');
    for (const query of ['', '?t=', '?t=x', `?t=${chat.token}`, `?t=${others}`]) {
      const status = await new Promise<number>((resolve, reject) => {
        const socket = new WebSocket(stream + query);
        socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
        socket.on('open', () => reject(new Error('it opened')));
      });
      expect([401, 403]).toContain(status);
    }
  });

  test('a plain GET of the stream is told to upgrade', async () => {
    expectRefusal(await ask(chat.streamUrl.replace('ws', 'http')), 426);
  });

  test('unknown routes and methods are not found', async () => {
    for (const path of [
      '/v3/directline/nothing',
      '/webchat/nothing',
      '/nothing',
      '/v3/directline/session/getsessionid',
    ]) {
      expectRefusal(await ask(line.base + path), 404);
    }
    expectRefusal(await ask(url, { method: 'DELETE', token: chat.token }), 404, 405);
    expectRefusal(await ask(`${line.base}/webchat/token`), 404, 405);
  });
});

describe('bodies', () => {
  const raw = (body: NonNullable<RequestInit['body']>, headers: Record<string, string> = {}) =>
    ask(url, { token: chat.token, body, headers: { 'content-type': 'application/json', ...headers } });

  test.each([
    '',
    '{',
    'null',
    '[]',
    '"text"',
    '5',
    '{}',
    '{"type":5}',
    '{"type":""}',
    '{"type":"message"}',
    '{"type":"message","text":5}',
    '{"type":"message","text":{}}',
    '{"type":"message","text":"x","from":"me"}',
    '{"type":"message","text":"x","from":{"id":5}}',
    '{"type":"message","text":"x","channelData":[]}',
    '{"type":"message","text":"x","channelData":{"clientActivityID":5}}',
    '{"type":"message","text":"x","attachments":{}}',
    '{"type":"message","text":"x","entities":{}}',
    '{"type":"message","text":"x"',
    "{'type':'message'}",
  ])('%s is a wrong shape', async (body) => expectRefusal(await raw(body), 400));

  test('bad UTF-8 is refused', async () => {
    const bytes = Buffer.concat([
      Buffer.from('{"type":"message","text":"'),
      Buffer.of(0xc3, 0x28),
      Buffer.from('"}'),
    ]);
    expectRefusal(await raw(bytes), 400);
  });

  test('50,000 levels and 20,000 keys are refused at once, however they are written', async () => {
    const deep = (open: string, close: string) => open.repeat(50_000) + close.repeat(50_000);
    const keys = Object.fromEntries(Array.from({ length: 20_000 }, (_, at) => [`k${at}`, 0]));
    const began = performance.now();
    for (const value of [
      deep('[', ']'),
      '['.repeat(50_000),
      deep('{"a":', '}').replace('}', '0}'),
      JSON.stringify(keys),
    ]) {
      expectRefusal(await raw(`{"type":"message","text":"x","value":${value}}`), 400, 413);
    }
    expect(performance.now() - began).toBeLessThan(2_000);
  });

  test('brackets inside texts are not levels', async () => {
    const words = '[{"\\'.repeat(100);
    expect((await post(line, chat, message(words))).status).toBe(200);
  });

  test('poisoned keys change nothing', async () => {
    const body = `{"type":"message","text":"x","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},
      "channelData":{"__proto__":{"clientActivityID":"p"},"messageBack":{"__proto__":{"displayText":"p"}}}}`;
    const sent = await raw(body);
    expect(sent.status).toBe(200);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    const echo = (await read(line, chat)).activities.find(({ id }) => id === sent.body.id);
    expect(echo?.channelData).toEqual({});
  });

  test('half the limit is fine, more than the limit is too large, also in chunks and uploads', async () => {
    expect((await post(line, chat, message('x'.repeat(LIMIT / 2)))).status).toBe(200);
    const big = JSON.stringify(message('x'.repeat(LIMIT)));
    expectRefusal(await raw(big), 413);
    const chunks = new ReadableStream({
      start(controller) {
        for (let at = 0; at < big.length; at += 16_384)
          controller.enqueue(Buffer.from(big.slice(at, at + 16_384)));
        controller.close();
      },
    });
    const chunked = await raw(chunks).catch(() => null);
    if (chunked !== null) expectRefusal(chunked, 413);
    const form = new FormData();
    form.append('file', new Blob(['x'.repeat(LIMIT)]), 'big');
    const upload = await ask(`${line.directLine}/conversations/${chat.id}/upload`, {
      token: chat.token,
      body: form,
    }).catch(() => null);
    if (upload !== null) expectRefusal(upload, 413);
  });

  test('10 MB end early', async () => {
    const answer = await raw('x'.repeat(10_000_000)).catch(() => null);
    if (answer !== null) expectRefusal(answer, 413);
  });

  test('other kinds of body are refused', async () => {
    expectRefusal(await raw('x', { 'content-type': 'application/x-www-form-urlencoded' }), 415);
    expectRefusal(await raw('x', { 'content-type': 'application/xml' }), 415);
    expectRefusal(await raw('x', { 'content-encoding': 'gzip' }), 415);
    expectRefusal(await raw('--b\r\n\r\nx', { 'content-type': 'multipart/form-data' }), 400);
    expectRefusal(await raw('x', { 'content-type': 'multipart/form-data; boundary=b' }), 400);
    expectRefusal(await raw('--b\r\nx\r\n--b--', { 'content-type': 'multipart/form-data; boundary=b' }), 400);
  });

  test('300 broken bodies in a row all get their 4xx', async () => {
    const whole = JSON.stringify({ ...message('hello'), value: { a: [1, { b: null }] } });
    for (let round = 0; round < 300; round += 1) {
      const cut = (round * 7919) % whole.length;
      const broken = whole.slice(0, cut) + ['\u0000', '"', '}', '', ','][round % 5] + whole.slice(cut + 2);
      const answer = await raw(broken);
      expect(answer.status === 200 || (answer.status >= 400 && answer.status < 500)).toBe(true);
    }
  });

  test('what is no HTTP gets a 400 with an error body', async () => {
    const said = await new Promise<string>((resolve) => {
      let got = '';
      const socket = createConnection(line.port, '127.0.0.1', () => socket.write('HELLO\r\n\r\n'));
      socket.on('data', (bytes) => {
        got += bytes;
      });
      socket.on('close', () => resolve(got));
    });
    expect(said).toMatch(/^HTTP\/1\.1 400 /);
    expect(said).toContain('{"error":{"code":"BadRequest"');
  });
});

describe('origins', () => {
  const from = (origin: string) => ({ origin });
  const allowed = (answer: Answer) => answer.headers.get('access-control-allow-origin');

  test('own and listed pages get a token, others get nothing', async () => {
    const tokens = `${line.base}/webchat/token`;
    for (const origin of [PARTNER, line.base]) {
      const answer = await ask(tokens, { json: {}, headers: from(origin) });
      expect([answer.status, allowed(answer)]).toEqual([200, origin]);
    }
    const tricks = [
      'null',
      'https://evil.example',
      `${PARTNER}.evil.example`,
      'https://sub.partner.example',
      'http://partner.example',
    ];
    for (const origin of tricks) {
      const answer = await ask(tokens, { json: {}, headers: from(origin) });
      expectRefusal(answer, 403);
      expect(allowed(answer)).toBeNull();
    }
  });

  test('a preflight of a listed page allows the four headers', async () => {
    const answer = await ask(url, {
      method: 'OPTIONS',
      headers: { ...from(PARTNER), 'access-control-request-method': 'POST' },
    });
    expect(answer.status).toBe(204);
    expect(allowed(answer)).toBe(PARTNER);
    for (const name of ['authorization', 'content-type', 'x-ms-bot-agent', 'x-requested-with']) {
      expect(answer.headers.get('access-control-allow-headers')).toContain(name);
    }
    const other = await ask(url, { method: 'OPTIONS', headers: from('https://evil.example') });
    expect([allowed(other), other.headers.get('access-control-allow-headers')]).toEqual([null, null]);
  });

  test('errors carry CORS headers too, never with credentials', async () => {
    const cases = [
      await ask(url, { token: 'bad', headers: from(PARTNER) }),
      await ask(`${line.directLine}/nothing`, { headers: from(PARTNER) }),
      await ask(url, {
        token: chat.token,
        body: '{',
        headers: { ...from(PARTNER), 'content-type': 'application/json' },
      }),
    ];
    for (const answer of cases) {
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(allowed(answer)).toBe(PARTNER);
      expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
      expect(answer.headers.get('vary')).toContain('Origin');
    }
  });

  test('no cookies, nothing stored, nothing sniffed, no word about the program', async () => {
    for (const answer of [
      await getToken(line),
      await ask(url),
      await ask(url, { token: chat.token }),
      await ask(line.base),
    ]) {
      expect(answer.headers.get('set-cookie')).toBeNull();
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
      expect(answer.headers.get('x-powered-by')).toBeNull();
      expect(answer.headers.get('server')).toBeNull();
    }
  });
});

test('the secret opens no refresh', async () => {
  expectRefusal(await ask(`${line.directLine}/tokens/refresh`, { method: 'POST', token: SECRET }), 400);
});
