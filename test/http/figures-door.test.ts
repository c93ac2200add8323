// Who sees the figures and the details of readiness, and who does not.

import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { FastifyInstance } from 'fastify';
import { createFiguresDoor } from '../../src/figures-door.ts';
import { createHttp } from '../../src/http.ts';

const TOKEN = 'a-token-for-prometheus';
const silent = () => undefined;
const opened: FastifyInstance[] = [];
afterAll(async () => {
  for (const app of opened) await app.close();
});

async function open(token: string | null) {
  const app = createHttp({
    log: { info: silent, warn: silent, error: silent },
    ready: async () => undefined,
    health: async () => ({ ready: true, parts: ['told to insiders'] }),
    metrics: () => 'waypost_up 1\n',
    maySeeFigures: createFiguresDoor(token, Date),
  });
  opened.push(app);
  await app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = app.server.address() as AddressInfo;
  const get = async (path: string, headers: Record<string, string> = {}) => {
    const asked = request({ port, path, headers }).end();
    const [response] = (await once(asked, 'response')) as [IncomingMessage];
    return { status: response.statusCode, text: await text(response) };
  };
  return { get };
}

test('without a token they open beside the line and nowhere else', async () => {
  const { get } = await open(null);
  for (const host of [
    '127.0.0.1:3978',
    'localhost',
    'line:3978',
    'line.waypost.svc.cluster.local',
    '[::1]:3978',
  ]) {
    expect([host, (await get('/metrics', { host })).status]).toEqual([host, 200]);
  }
  const outside: Record<string, string>[] = [
    { 'x-forwarded-for': '203.0.113.1' },
    { 'x-forwarded-proto': 'https' },
    { forwarded: 'for=203.0.113.1' },
    { via: '1.1 caddy' },
    { 'x-real-ip': '203.0.113.1' },
    { host: 'line.example.org' },
    { host: '127.0.0.1.evil.example' },
    { origin: 'https://evil.example' },
    { 'sec-fetch-site': 'cross-site' },
    { authorization: `Bearer ${TOKEN}`, 'x-forwarded-for': '203.0.113.1' },
  ];
  for (const headers of outside) {
    const { status, text: said } = await get('/metrics', headers);
    expect([headers, status]).toEqual([headers, 404]);
    expect(said).not.toContain('waypost_up');
    const ready = await get('/health/ready', headers);
    expect([ready.status, JSON.parse(ready.text)]).toEqual([200, { status: 'ready' }]);
  }
  expect((await get('/health/ready')).text).toContain('told to insiders');
});

test('with a token its holder sees them from anywhere, and nobody else from here', async () => {
  const { get } = await open(TOKEN);
  const far = { 'x-forwarded-for': '203.0.113.1', host: 'line.example.org' };
  expect((await get('/metrics', { ...far, authorization: `Bearer ${TOKEN}` })).status).toBe(200);
  expect((await get('/metrics', { ...far, authorization: `Bearer ${TOKEN}x` })).status).toBe(404);
  expect((await get('/metrics')).status).toBe(404);
  expect((await get(`/metrics?token=${TOKEN}`)).status).toBe(404);
});

test('guessing ends after twenty tries', async () => {
  const token = 'sixteen-or-more-letters';
  const { get } = await open(token);
  const good = { authorization: `Bearer ${token}` };
  expect((await get('/metrics', good)).status).toBe(200);
  for (let i = 0; i < 20; i += 1) await get('/metrics', { authorization: `Bearer guess-${i}` });
  expect((await get('/metrics', good)).status).toBe(404);
});
