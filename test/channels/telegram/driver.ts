// Telegram's far side: a Bot API on loopback, by polling or by webhook.

import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type { TelegramSettings } from '../../../src/channels/telegram/settings.ts';
import { createTelegram } from '../../../src/channels/telegram.ts';
import { createHttp } from '../../../src/http.ts';
import type { Mark } from '../../../src/model/part.ts';
import type { ChannelHealth } from '../../../src/runtime/ports.ts';
import type { Driver, FarHouse, FarSide, Piece } from '../far-side.ts';
import { type BotApi, type Json, startBotApi, TOKEN } from './bot-api.ts';
import { updateOf } from './people.ts';

export type TelegramFarSide = FarSide & {
  readonly api: BotApi;
  readonly told: readonly ChannelHealth[];
  readonly base: string;
};

export async function startTelegram(
  { line, log }: Pick<FarHouse, 'line' | 'log'>,
  changed: {
    readonly webhook?: boolean;
    readonly settings?: Partial<TelegramSettings>;
    readonly api?: BotApi;
  } = {},
): Promise<TelegramFarSide> {
  const api = changed.api ?? (await startBotApi());
  const people = new Map<string, number>();
  const told: ChannelHealth[] = [];
  const app = createHttp({ log, ready: async () => undefined, metrics: () => '' });
  await app.register(async () => undefined);
  // Routes must be there before the port is known.
  const settings = {
    token: TOKEN,
    apiRoot: api.root,
    webhookUrl: changed.webhook ? `http://127.0.0.1:${await freePort()}/` : null,
    webhookSecret: null,
    ...changed.settings,
  };
  const channel = createTelegram({ app, settings, line, log, tell: (health) => void told.push(health) });
  const port = settings.webhookUrl === null ? 0 : Number(new URL(settings.webhookUrl).port);
  await app.listen({ port, host: '127.0.0.1' });

  function chatOf(who: string): number {
    const known = people.get(who) ?? 810_000_000 + people.size + (randomBytes(1)[0] as number) * 1_000;
    people.set(who, known);
    return known;
  }

  return {
    channel,
    api,
    told,
    base: `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`,
    violations: api.violations,
    async act(who, acts, { times = 1, language } = {}) {
      const chat = chatOf(who);
      const numbers = api.push(...acts.map((act) => updateOf(chat, act, language)));
      for (let more = 1; more < times; more += 1) {
        while (api.waiting > 0) await new Promise((resolve) => setTimeout(resolve, 5));
        api.repeat(...numbers);
      }
    },
    shown: async (who) => api.messages(chatOf(who)).map(pieceOf),
    deliver: async (payload) => void api.push(payload as Json),
    meets(who, trouble) {
      const chat = chatOf(who);
      switch (trouble) {
        case 'blocked':
          return api.fail(
            'sendMessage',
            { status: 403, description: 'Forbidden: bot was blocked by the user' },
            { chat },
          );
        case 'slow-down':
          return api.fail(
            'sendMessage',
            { status: 429, description: 'Too Many Requests: retry after 3', retryAfter: 3 },
            { chat },
          );
        case 'bad':
          return api.fail(
            'sendMessage',
            { status: 400, description: 'Bad Request: something' },
            { chat, times: 2 },
          );
        case 'broken':
          return api.fail('sendMessage', { status: 502, description: 'Bad Gateway' }, { chat });
        default:
          return trouble satisfies never;
      }
    },
    async close() {
      await api.close();
      await app.close();
    },
  };
}

function pieceOf(message: Json): Piece {
  const markup = message['reply_markup'] ?? {};
  const taps = (markup.inline_keyboard ?? []).flat().map(({ text }: Json) => text as string);
  const asksLocation = (markup.keyboard ?? [])
    .flat()
    .some((button: Json) => button['request_location'] === true);
  const marks = (message['entities'] ?? []).map(
    ({ type, offset: start, length, url }: Json): Mark =>
      type === 'bold' ? { type: 'bold', start, length } : { type: 'link', start, length, href: url },
  );
  return {
    text: message['text'],
    taps,
    as: taps.length > 0 ? 'buttons' : 'plain',
    marks,
    asksLocation,
    aside: asksLocation,
    raw: message,
  };
}

async function freePort(): Promise<number> {
  const { createServer } = await import('node:net');
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

export const ODD: readonly unknown[] = [
  {},
  { message: null },
  { message: [] },
  { message: 'text' },
  { message: { chat: null } },
  { message: { chat: { id: 'nobody' }, text: 'hi' } },
  { message: { chat: { id: 1e300 }, text: 'hi' } },
  { message: { message_id: {}, chat: { id: 811_000_001, type: 'private' }, from: 7 } },
  { message: { message_id: 3, chat: { id: 811_000_001, type: 'private' }, text: { toString: 'x' } } },
  { message: { message_id: 4, chat: { id: 811_000_001, type: 'private' }, location: { latitude: 'north' } } },
  { message: { message_id: 5, chat: { id: 811_000_001, type: 'private' }, photo: null, caption: 5 } },
  { message: { message_id: 6, chat: { id: 811_000_001, type: 'moon' }, text: 'hi' } },
  { callback_query: { id: 5, data: [] } },
  {
    callback_query: {
      id: '5',
      from: null,
      message: { chat: { id: 811_000_001, type: 'private' } },
      data: '',
    },
  },
  { my_chat_member: { chat: { id: -5, type: 'group' }, new_chat_member: null } },
  { message_reaction: { chat: { id: 811_000_001 } } },
  { __proto__: { polluted: true }, constructor: 1 },
  { update_id: 'seven', message: { chat: { id: 811_000_001, type: 'private' }, text: 'hi' } },
];

const shared = {
  name: 'telegram',
  odd: ODD,
  attachments: ['voice', 'image', 'file', 'sticker', 'contact', 'other'],
  slowDown: 3,
  // It finds phone numbers and email addresses in the text by itself.
  carries: (mark: Mark) => mark.type === 'bold' || /^https?:/.test(mark.href),
  cannot: { list: 'inline keyboards hold them all' },
} as const;

export const byPolling: Driver = { ...shared, start: (house) => startTelegram(house) };
export const byWebhook: Driver = { ...shared, start: (house) => startTelegram(house, { webhook: true }) };
