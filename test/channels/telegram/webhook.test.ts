// Updates that are posted: only Telegram gets in, what could not be taken in comes again, and the line cleans up after itself.

import { createHash, randomBytes } from 'node:crypto';
import { Fault } from '../../../src/model/fault.ts';
import { eventually } from '../far-side.ts';
import { startBotApi, TOKEN } from './bot-api.ts';
import { startTelegram, type TelegramFarSide } from './driver.ts';
import { line } from './house.ts';
import { says } from './people.ts';

const log = { info() {}, warn() {}, error() {} };
let far: TelegramFarSide;
let heard: string[];

async function start(changed: Parameters<typeof startTelegram>[1] = {}): Promise<TelegramFarSide> {
  const one = await startTelegram({ line, log }, { webhook: true, ...changed });
  heard = [];
  await one.channel.listen(async ({ content }) => {
    heard.push(content.type === 'text' ? content.text : content.type);
    return 'accepted';
  });
  return one;
}

beforeEach(async () => {
  far = await start();
  await eventually(() => expect(far.told.at(-1)?.state).toBe('on'));
});
afterEach(async () => {
  await far.channel.close();
  await far.close();
});

const body = (text: string) => JSON.stringify({ update_id: 9, ...says(1, text) });

function post(url: string, secret: string | undefined, payload = body('hello')): Promise<number> {
  return fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(secret !== undefined && { 'x-telegram-bot-api-secret-token': secret }),
    },
    body: payload,
  }).then(({ status }) => status);
}

test('500 posts with a wrong, missing or nearly right secret or path get nowhere', async () => {
  const { url, secret_token: secret } = far.api.webhook as { url: string; secret_token: string };
  const strange = [
    '',
    ' ',
    secret.slice(1),
    `${secret}x`,
    secret.toUpperCase(),
    secret.split('').reverse().join(''),
  ];
  const wrong = Array.from({ length: 494 }, () => randomBytes(32).toString('base64url'));
  const refused = await Promise.all([...strange, ...wrong].map((one) => post(url, one)));
  expect(new Set(refused)).toEqual(new Set([403]));
  expect(await post(url, undefined)).toBe(403);
  const elsewhere = [
    `${url}x`,
    url.slice(0, -1),
    `${far.base}/telegram/${TOKEN}`,
    `${far.base}/telegram/%00`,
  ];
  expect(new Set(await Promise.all(elsewhere.map((one) => post(one, secret))))).toEqual(new Set([404]));
  expect(heard).toEqual([]);
  expect(await post(url, secret)).toBe(200);
  expect(heard).toEqual(['hello']);
});

test('good posts with emoji, escapes and odd signs are all taken', async () => {
  const { url, secret_token: secret } = far.api.webhook as { url: string; secret_token: string };
  const words = ['🙏🏽 كيف', 'a\u2028b', '@user <b>', '\\u00e9 é e\u0301', '"quoted"', '😀'.repeat(500)];
  for (const text of words) expect(await post(url, secret, body(text))).toBe(200);
  expect(heard).toEqual(words);
});

test('what is not JSON, or no update, is refused or passed over, without a 5xx', async () => {
  const { url, secret_token: secret } = far.api.webhook as { url: string; secret_token: string };
  expect(await post(url, secret, '{"update_id":')).toBe(400);
  for (const payload of ['null', '[]', '7', '{}']) expect(await post(url, secret, payload)).toBeLessThan(500);
  expect(heard).toEqual([]);
});

test('neither the address nor the secret tells the token, and both are the same on every process', async () => {
  const { url, secret_token: secret } = far.api.webhook as { url: string; secret_token: string };
  for (const part of TOKEN.split(':')) expect(`${url} ${secret}`).not.toContain(part);
  expect(url).not.toContain(createHash('sha256').update(TOKEN).digest('base64url'));
  expect(secret).toMatch(/^[A-Za-z0-9_-]{1,256}$/);
  const other = await start();
  await eventually(() => expect(other.told.at(-1)?.state).toBe('on'));
  expect(new URL(other.api.webhook['url']).pathname).toBe(new URL(url).pathname);
  expect(other.api.webhook['secret_token']).toBe(secret);
  await other.channel.close();
  await other.close();
});

test('a secret of the operator is used as it is', async () => {
  const own = await start({ settings: { webhookSecret: 'an-operators_own-secret' } });
  await eventually(() => expect(own.api.webhook['secret_token']).toBe('an-operators_own-secret'));
  await own.channel.close();
  await own.close();
});

test('while the store is away Telegram is told to come again', async () => {
  const one = await startTelegram({ line, log }, { webhook: true });
  let away = true;
  const taken: string[] = [];
  await one.channel.listen(async ({ content }) => {
    if (away) throw new Fault('store/unavailable', 'away');
    taken.push(content.type);
    return 'accepted';
  });
  await eventually(() => expect(one.told.at(-1)?.state).toBe('on'));
  const { url, secret_token: secret } = one.api.webhook as { url: string; secret_token: string };
  expect(await post(url, secret)).toBe(503);
  one.api.push(says(2, 'patience'));
  away = false;
  await eventually(() => expect(taken).toEqual(['text']));
  await one.channel.close();
  await one.close();
});

test('the line takes its webhook away when it stops, and leaves one of another program alone', async () => {
  await far.channel.close();
  expect(far.api.webhook).toEqual({ url: '' });
  const api = await startBotApi();
  const one = await start({ api });
  await eventually(() => expect(one.told.at(-1)?.state).toBe('on'));
  const other = { url: 'https://other.example/hook' };
  await fetch(`${api.root}bot${TOKEN}/setWebhook`, { method: 'POST', body: JSON.stringify(other) });
  await one.channel.close();
  expect(api.webhook).toEqual(other);
  await one.close();
});

test('an address that Telegram refuses is said in one line, and tried again', async () => {
  const api = await startBotApi();
  api.fail('setWebhook', {
    status: 400,
    description: 'Bad Request: bad webhook: HTTPS url must be provided',
  });
  const one = await start({ api });
  await eventually(() =>
    expect(one.told.at(-1)).toEqual({
      state: 'trouble',
      say: expect.stringContaining('TELEGRAM_WEBHOOK_URL'),
    }),
  );
  await eventually(() => expect(one.told.at(-1)?.state).toBe('on'));
  await one.channel.close();
  await one.close();
});
