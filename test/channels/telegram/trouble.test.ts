// A fault that one person or one call meets is felt by nobody else, and nothing that was taken in is lost.

import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '../far-side.ts';
import type { BotApi } from './bot-api.ts';
import { TOKEN } from './bot-api.ts';
import { openTelegram, type TelegramHouse } from './house.ts';
import { says } from './people.ts';

const UNLUCKY = 820_000_000;
const OTHERS = Array.from({ length: 50 }, (_, at) => 820_000_001 + at);

let house: TelegramHouse;

beforeEach(async () => {
  house = await openTelegram();
});
afterEach(async () => {
  expect(house.api.violations).toEqual([]);
  const lines = house.logged.join('\n');
  for (const secret of [TOKEN, 'invented_token', String(UNLUCKY), 'private words'])
    expect(lines).not.toContain(secret);
  await house.end();
});

const write = () =>
  house.api.push(...[UNLUCKY, ...OTHERS].map((chat) => says(chat, `private words of ${chat}`)));

async function othersAreAnswered(within = 20_000): Promise<void> {
  await eventually(() => {
    for (const chat of OTHERS) expect(house.texts(chat)).toEqual([`re: private words of ${chat}`]);
  }, within);
}

const answered = (chat: number) => expect(house.texts(chat)).toEqual([`re: private words of ${chat}`]);

describe('50 others are answered, each once, while', () => {
  test('a person has blocked the line, who is forgotten', async () => {
    house.api.block(UNLUCKY);
    write();
    await othersAreAnswered();
    await eventually(() => expect(house.logged.join('\n')).toContain('outbox/gone'));
    const tries = house.api.called.filter(
      ({ method, payload }) => method === 'sendMessage' && payload['chat_id'] === UNLUCKY,
    );
    expect(tries).toHaveLength(1);
  });

  test('one is told to wait 8 s, and waits so long', async () => {
    house.api.fail('sendMessage', { status: 429, retryAfter: 8 }, { chat: UNLUCKY });
    write();
    await othersAreAnswered(7_500);
    expect(house.texts(UNLUCKY)).toEqual([]);
    await eventually(() => answered(UNLUCKY));
    const [refused, sent] = house.api.called.filter(
      ({ method, payload }) => method === 'sendMessage' && payload['chat_id'] === UNLUCKY,
    );
    const waited = (sent?.at ?? 0) - (refused?.at ?? 0);
    expect(waited).toBeGreaterThanOrEqual(7_999);
    expect(waited).toBeLessThan(30_000);
  });

  test.each([
    ['a page of HTML instead of an answer', 'html'],
    ['a 500', { status: 500 }],
    ['a 502', { status: 502 }],
  ] as const)('one meets %s, and is answered after a pause', async (_, failure) => {
    house.api.fail('sendMessage', failure, { chat: UNLUCKY, times: 2 });
    write();
    await othersAreAnswered();
    await eventually(() => answered(UNLUCKY));
  });

  test('the answer to a send is lost on the way: that person alone may hear it twice', async () => {
    house.api.fail('sendMessage', 'late', { chat: UNLUCKY });
    write();
    await othersAreAnswered();
    const once = `re: private words of ${UNLUCKY}`;
    await eventually(() => expect(house.texts(UNLUCKY)).toEqual([once, once]));
  });

  test('Telegram refuses a text for good, which is said with a code', async () => {
    house.api.fail(
      'sendMessage',
      { status: 400, description: 'Bad Request: strange' },
      { chat: UNLUCKY, times: 2 },
    );
    write();
    await othersAreAnswered();
    await eventually(() =>
      expect(house.logged.join('\n')).toContain(
        'outbox/refused {"channel":"telegram","why":"telegram/bad-request"}',
      ),
    );
  });

  test('another program polls with the same token, which is explained and lived through', async () => {
    await eventually(() => expect(house.told.at(-1)?.state).toBe('on'));
    house.api.conflict = true;
    write();
    await eventually(() =>
      expect(house.told.at(-1)).toEqual({
        state: 'trouble',
        say: expect.stringContaining('only one may use a token'),
      }),
    );
    await sleep(600);
    house.api.conflict = false;
    await othersAreAnswered(20_000);
    expect(house.told.at(-1)?.state).toBe('on');
    answered(UNLUCKY);
  });

  test('a left-over webhook stands in the way, which is taken away', async () => {
    await fetch(`${house.api.root}bot${TOKEN}/setWebhook`, {
      method: 'POST',
      body: JSON.stringify({ url: 'https://old.example/hook' }),
    });
    write();
    // The poll that is held begins again after this one.
    await othersAreAnswered(25_000);
    expect(house.api.webhook['url']).toBe('');
  });

  test.each([
    ['502', { status: 502 }],
    ['a page of HTML', 'html'],
    ['a torn connection', 'late'],
    ['a 429', { status: 429, retryAfter: 1 }],
  ] as const)('fetching updates meets %s', async (_, failure) => {
    house.api.fail('getUpdates', failure, { times: 2 });
    write();
    await othersAreAnswered(20_000);
    answered(UNLUCKY);
  });
});

test('what Telegram may not draw is said plainly, once: without entities, or with the buttons as numbered lines', async () => {
  const { channel, api } = house;
  const part = {
    id: '1',
    language: 'en',
    direction: 'ltr',
    text: 'Where?',
    marks: [{ type: 'bold', start: 0, length: 5 }],
    choices: [
      { id: '!menu', label: 'Menu' },
      { id: '!help', label: 'Help' },
    ],
    draw: 'buttons',
  } as const;
  const to = (chat: number) => ({ channel: 'telegram', to: String(chat) });
  api.fail('sendMessage', { status: 400, description: "Bad Request: can't parse entities" }, { chat: 1 });
  api.fail('sendMessage', { status: 400, description: 'Bad Request: BUTTON_DATA_INVALID' }, { chat: 2 });
  expect(await channel.send(to(1), part)).toEqual({ type: 'sent' });
  expect(await channel.send(to(2), part)).toEqual({ type: 'sent' });
  expect(api.messages(1)[0]).toMatchObject({ text: 'Where?', reply_markup: { inline_keyboard: [[{}, {}]] } });
  expect(api.messages(1)[0]).not.toHaveProperty('entities');
  expect(api.messages(2)[0]).toMatchObject({
    text: 'Where?\n\n1. Menu\n2. Help',
    entities: [{ type: 'bold' }],
  });
  expect(api.messages(2)[0]).not.toHaveProperty('reply_markup');
});

test.each([
  ['403 blocked', 403, 'Forbidden: bot was blocked by the user'],
  ['403 deactivated', 403, 'Forbidden: user is deactivated'],
  ['400 not found', 400, 'Bad Request: chat not found'],
  ['404 not found', 404, 'Not Found: chat not found'],
])('a person who is gone for Telegram is gone: %s', async (_, status, description) => {
  house.api.fail('sendMessage', { status, description });
  const part = {
    id: '1',
    language: 'en',
    direction: 'ltr',
    text: 'x',
    marks: [],
    choices: [],
    draw: 'none',
  } as const;
  expect(await house.channel.send({ channel: 'telegram', to: '1' }, part)).toEqual({ type: 'gone' });
});

test.each([401, 404])('a refused token (%i) erases nobody', async (status) => {
  house.api.fail('sendMessage', { status, description: status === 401 ? 'Unauthorized' : 'Not Found' });
  const part = {
    id: '1',
    language: 'en',
    direction: 'ltr',
    text: 'x',
    marks: [],
    choices: [],
    draw: 'none',
  } as const;
  await expect(house.channel.send({ channel: 'telegram', to: '1' }, part)).rejects.toMatchObject({
    name: 'Fault',
    code: expect.stringMatching(/^telegram\//),
  });
});

test('a poll or a send that hangs, and a refused token, are over within 30 s', async () => {
  const others = await Promise.all([openTelegram(), openTelegram()]);
  const [polls, token] = others as [TelegramHouse, TelegramHouse];
  await eventually(() => expect(others.every(({ told }) => told.at(-1)?.state === 'on')).toBe(true));
  house.api.fail('sendMessage', 'hang', { chat: UNLUCKY });
  write();
  // The next poll hangs, and the next one is refused.
  polls.api.fail('getUpdates', 'hang');
  token.api.fail('getUpdates', { status: 401, description: 'Unauthorized' });
  for (const { api } of others) wake(api);
  await othersAreAnswered(20_000);
  await eventually(() =>
    expect(token.told.at(-1)).toMatchObject({ say: expect.stringContaining('BotFather') }),
  );
  for (const { api } of others) api.push(says(1, 'after the trouble'));
  await eventually(() => answered(UNLUCKY), 30_000);
  await eventually(() => {
    for (const one of others) expect(one.texts(1)).toContain('re: after the trouble');
  }, 60_000);
  await Promise.all(others.map((one) => one.end()));
}, 120_000);

/** Ends the poll that is held, so that the next one begins. */
function wake(api: BotApi): void {
  api.push(says(2, 'wake'));
}
