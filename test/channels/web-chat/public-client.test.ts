// The public Direct Line client, unchanged, talks to the line over a real port.

import { createRequire } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DirectLine as Client, Activity as ClientActivity, Message } from 'botframework-directlinejs';
import WebSocket from 'ws';
import { ask, getToken, start } from './ask.ts';
import { SECRET, startLine, type TestLine } from './line.ts';

const require = createRequire(import.meta.url);
Object.assign(globalThis, { XMLHttpRequest: require('xhr2'), WebSocket });
const { DirectLine, ConnectionStatus } =
  require('botframework-directlinejs') as typeof import('botframework-directlinejs');

type Options = ConstructorParameters<typeof DirectLine>[0];
type Talk = {
  readonly client: Client;
  readonly heard: Message[];
  readonly statuses: number[];
  readonly sockets: WebSocket[];
  say(text: string, extra?: Partial<Message>): Promise<string>;
};

let line: TestLine;
const talks: Talk[] = [];

async function talk(on: TestLine, options: Partial<Options> = {}): Promise<Talk> {
  const sockets: WebSocket[] = [];
  class Recorded extends WebSocket {
    constructor(url: string) {
      super(url);
      sockets.push(this);
    }
  }
  const token = options.token ?? (await getToken(on)).body.token;
  const services = { WebSocket: Recorded, random: () => 0 };
  const client = new DirectLine({ domain: on.directLine, ...services, ...options, token } as Options);
  const heard: Message[] = [];
  const statuses: number[] = [];
  client.connectionStatus$.subscribe((status) => statuses.push(status));
  client.activity$.subscribe(
    (activity: ClientActivity) => void heard.push(activity as Message),
    () => undefined,
  );
  const say = (text: string, extra: Partial<Message> = {}) =>
    new Promise<string>((resolve, reject) => {
      client.postActivity({ type: 'message', from: { id: 'u1' }, text, ...extra }).subscribe(resolve, reject);
    });
  const made = { client, heard, statuses, sockets, say };
  talks.push(made);
  return made;
}

async function until(condition: () => boolean, most = 20_000): Promise<void> {
  const end = Date.now() + most;
  while (!condition()) {
    if (Date.now() > end) throw new Error('it did not happen in time');
    await sleep(5);
  }
}

const texts = ({ heard }: Talk) => heard.map(({ text }) => text);

/** Each activity once: after a reconnect this client polls twice at a time and may hand on an id twice. */
const shown = ({ heard }: Talk) => [...new Map(heard.map(({ id, text }) => [id, text])).values()];

beforeAll(async () => {
  line = await startLine();
});
afterAll(async () => {
  for (const { client, sockets } of talks) {
    client.end();
    for (const socket of sockets) socket.terminate();
  }
  await line.close();
});

test.each([
  ['WebSocket', {}],
  ['polling', { webSocket: false, pollingInterval: 200 }],
])('over %s it comes online, is greeted, and talks several turns in order', async (_name, options) => {
  const person = await talk(line, options);
  await until(() => person.heard.length === 1);
  expect(person.statuses).toContain(ConnectionStatus.Online);
  expect(texts(person)).toEqual(['Welcome nowhere -']);

  const id = await person.say('أريد أن أفتح مطعماً', { channelData: { clientActivityID: 'c1' } });
  await until(() => person.heard.length === 4);
  expect(person.heard[1]).toMatchObject({
    id,
    channelData: { clientActivityID: 'c1' },
    from: { role: 'user' },
  });
  await person.say('zwei');
  await person.say('drei');
  await until(() => person.heard.length === 10);
  await sleep(400);
  expect(texts(person)).toEqual([
    'Welcome nowhere -',
    ...['أريد أن أفتح مطعماً', 'zwei', 'drei'].flatMap((word) => [word, `You said: ${word}`, 'Go on.']),
  ]);
});

test('a tapped suggestion gets its answer, even after the talk has moved on', async () => {
  const person = await talk(line);
  await until(() => person.heard.length === 1);
  await person.say('something else');
  const [action] = person.heard[0]?.suggestedActions?.actions ?? [];
  expect(action).toMatchObject({ title: 'Germany' });
  await person.say(String((action as { value: unknown }).value));
  await until(() => texts(person).includes('You chose place/country=de'));
});

test('after a killed socket it resumes without loss and without repeats', async () => {
  const person = await talk(line);
  await until(() => person.heard.length === 1);
  await person.say('before');
  await until(() => person.heard.length === 4);
  person.sockets[0]?.terminate();
  await person.say('meanwhile');
  await until(() => person.heard.length >= 7, 20_000);
  await person.say('after');
  await until(() => person.heard.length >= 10);
  await sleep(100);
  expect(person.sockets).toHaveLength(2);
  const words = ['before', 'meanwhile', 'after'];
  expect(texts(person)).toEqual([
    'Welcome nowhere -',
    ...words.flatMap((word) => [word, `You said: ${word}`, 'Go on.']),
  ]);
});

test('the same clientActivityID twice has one effect', async () => {
  const person = await talk(line);
  await until(() => person.heard.length === 1);
  const twice = { channelData: { clientActivityID: 'twice' } };
  const [one, two] = [await person.say('once', twice), await person.say('once', twice)];
  expect(one).toBe(two);
  await until(() => person.heard.length === 4);
  await sleep(100);
  expect(person.heard).toHaveLength(4);
});

test('a reload with the watermark gets only news, without it the whole history once', async () => {
  const chat = await start(line);
  const first = await talk(line, { token: chat.token, conversationId: chat.id });
  await until(() => first.heard.length === 1);
  await first.say('remember this');
  await until(() => first.heard.length === 4);

  const news = await talk(line, { token: chat.token, conversationId: chat.id, watermark: '4' });
  const whole = await talk(line, { token: chat.token, conversationId: chat.id });
  await until(() => whole.heard.length === 4);
  await first.say('new');
  await until(() => whole.heard.length === 7 && news.heard.length === 3);
  expect(texts(news)).toEqual(['new', 'You said: new', 'Go on.']);
  expect(whole.heard.map(({ id }) => id)).toEqual(first.heard.map(({ id }) => id));
});

test('typing and events are accepted and answered by nothing', async () => {
  const person = await talk(line);
  await until(() => person.heard.length === 1);
  for (const type of ['typing', 'event'] as const) {
    const activity = { type, from: { id: 'u1' }, name: 'webchat/join', value: {} } as ClientActivity;
    const id = await new Promise<string>((resolve, reject) => {
      person.client.postActivity(activity).subscribe(resolve, reject);
    });
    expect(id).toMatch(/^[\w-]{22}$/);
  }
  expect(person.heard).toHaveLength(1);
});

test('a wrong token never comes online', async () => {
  const person = await talk(line, { token: 'wrong' });
  await until(() => person.statuses.includes(ConnectionStatus.FailedToConnect));
  expect(person.statuses).not.toContain(ConnectionStatus.Online);
});

describe('with tokens of four seconds', () => {
  let brief: TestLine;
  beforeAll(async () => {
    brief = await startLine({ tokenSeconds: 4 });
  });
  afterAll(() => brief.close());

  test('a token refreshed in time keeps the chat', async () => {
    const chat = await start(brief);
    await sleep(2_400);
    const { body } = await ask(`${brief.directLine}/tokens/refresh`, { method: 'POST', token: chat.token });
    await sleep(2_400);
    const url = `${brief.directLine}/conversations/${chat.id}/activities`;
    expect((await ask(url, { token: chat.token })).status).toBe(403);
    expect((await ask(url, { token: body.token })).status).toBe(200);
    expect(
      (await ask(`${brief.directLine}/tokens/refresh`, { method: 'POST', token: chat.token })).body,
    ).toEqual({
      error: { code: 'TokenExpired', message: 'The token has expired.' },
    });
  });

  test.each([
    [
      'with the expired token',
      (_id: string, token: string) => ask(`${brief.base}/webchat/token`, { json: { token } }),
    ],
    ['with the secret', (id: string) => ask(`${brief.directLine}/conversations/${id}`, { token: SECRET })],
  ])(
    'after expiry the page goes on %s',
    async (_name, renew) => {
      const person = await talk(brief, { webSocket: false, pollingInterval: 200 });
      await until(() => person.heard.length === 1);
      await until(() => person.statuses.at(-1) === ConnectionStatus.ExpiredToken, 20_000);
      const { conversationId, token } = person.client as unknown as { conversationId: string; token: string };
      const { status, body } = await renew(conversationId, token);
      expect([status, body.conversationId]).toEqual([200, conversationId]);
      person.client.reconnect({ conversationId, token: body.token, streamUrl: body.streamUrl });
      await person.say('here again');
      await until(() => shown(person).length === 4);
      expect(shown(person)).toEqual(['Welcome nowhere -', 'here again', 'You said: here again', 'Go on.']);
    },
    60_000,
  );
});
