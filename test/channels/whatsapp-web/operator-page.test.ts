// Who sees the code to scan. Whoever does can link the line to a phone.

import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { WhatsAppWebHealth } from '../../../src/channels/whatsapp-web/health.ts';
import { addOperatorPage } from '../../../src/channels/whatsapp-web/operator-page.ts';
import { createHttp } from '../../../src/http.ts';
import { silent } from '../../runtime/house.ts';

const PATH = '/operator/whatsapp-web';
const TOKEN = 'a-token-of-the-operator';
const HEALTH: WhatsAppWebHealth = { state: 'qr', since: 0, connected: false, restarts: 0, lastLoss: null };

type Answer = { status: number; headers: Record<string, unknown>; body: string };
let port = 0;
let close: () => Promise<void>;
let now = 0;

async function open(token: string | null) {
  const app = createHttp({ log: silent, ready: async () => undefined, metrics: () => '' });
  const clock = { now: () => now };
  addOperatorPage({ app, token, clock, health: () => HEALTH, code: () => 'invented-code' });
  await app.listen({ port: 0, host: '127.0.0.1' });
  port = (app.server.address() as AddressInfo).port;
  close = () => app.close();
}
afterEach(() => close());

function ask(headers: Record<string, string> = {}, form?: string, path = PATH): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const method = form === undefined ? 'GET' : 'POST';
    const type = form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' };
    const asking = request({ port, host: '127.0.0.1', path, method, headers: { ...type, ...headers } });
    asking.once('error', reject).once('response', (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (data: string) => {
        body += data;
      });
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
      );
    });
    asking.end(form);
  });
}
const shows = ({ body }: Answer) => body.includes('<svg');

test('without a token the page opens on this machine and nowhere else', async () => {
  await open(null);
  const here = await ask();
  expect([here.status, shows(here)]).toEqual([200, true]);
  expect(here.body).not.toContain('invented-code');
  expect(here.headers['cache-control']).toBe('no-store');
  expect(here.headers['content-security-policy']).toContain("default-src 'none'");
  for (const headers of [
    { 'x-forwarded-for': '192.0.2.7' },
    { 'x-real-ip': '192.0.2.7' },
    { forwarded: 'for=192.0.2.7' },
    { via: '1.1 proxy' },
    { host: 'line.example' },
    { host: 'localhost.line.example' },
    { 'sec-fetch-site': 'cross-site' },
    { authorization: 'Bearer ' },
  ]) {
    const there = await ask(headers);
    const may = 'authorization' in headers;
    expect([headers, there.status, shows(there)]).toEqual([headers, may ? 200 : 403, may]);
  }
});

test('with a token its holder sees the page from anywhere, and nobody else from here', async () => {
  await open(TOKEN);
  const nobody = await ask();
  expect([nobody.status, shows(nobody)]).toEqual([401, false]);
  expect(nobody.body).toContain('type="password"');
  const wrong = await ask({ authorization: 'Bearer wrong' });
  expect([wrong.status, shows(wrong)]).toEqual([401, false]);
  const holder = await ask({
    authorization: `Bearer ${TOKEN}`,
    'x-forwarded-for': '192.0.2.7',
    host: 'line.example',
  });
  expect([holder.status, shows(holder)]).toEqual([200, true]);
  const inAddress = await ask({}, undefined, `${PATH}?token=${TOKEN}`);
  expect([inAddress.status, shows(inAddress)]).toEqual([401, false]);
});

test('the form opens the page for a quarter of an hour, by a cookie that no script and no other site can use', async () => {
  await open(TOKEN);
  expect((await ask({}, 'token=wrong')).status).toBe(401);
  const letIn = await ask({}, `token=${TOKEN}`);
  expect([letIn.status, letIn.headers['location']]).toEqual([303, PATH]);
  const cookie = String(letIn.headers['set-cookie']);
  expect(cookie).toMatch(
    /^operator=[\w-]{32}; Path=\/operator\/whatsapp-web; HttpOnly; SameSite=Strict; Max-Age=900$/,
  );
  const [pair = ''] = cookie.split(';');
  expect(shows(await ask({ cookie: `other=1; ${pair}` }))).toBe(true);
  expect(shows(await ask({ cookie: `${pair}x` }))).toBe(false);
  now += 901_000;
  expect(shows(await ask({ cookie: pair }))).toBe(false);
});

test('guessing ends after twenty tries', async () => {
  await open(TOKEN);
  for (let guess = 0; guess < 20; guess += 1) await ask({}, `token=guess-${guess}`);
  expect((await ask({}, `token=${TOKEN}`)).status).toBe(401);
  expect((await ask()).status).toBe(429);
  now += 901_000;
  expect((await ask({}, `token=${TOKEN}`)).status).toBe(303);
});

test('odd bodies are refused and break nothing', async () => {
  await open(TOKEN);
  for (const form of ['', 'token', '%', 'token=%00', `token=${'x'.repeat(5_000)}`]) {
    expect((await ask({}, form)).status).toBeLessThan(500);
  }
  expect((await ask({ 'content-type': 'application/json' }, '{}')).status).toBe(415);
});
