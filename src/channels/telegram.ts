// Telegram, and the only door to telegraf: of that library the client alone is used (calls, multipart, errors). Its bot would end the
// process when one person blocks the line, and lose what meets a 429. Translates and never decides. Must not know dialogs or services.

import { Agent } from 'node:https';
import type { FastifyInstance } from 'fastify';
import { Telegram, TelegramError } from 'telegraf';
import type { Line } from '../model/line.ts';
import type { Channel, Log, TellHealth } from '../runtime/ports.ts';
import { CAPABILITIES } from './capabilities.ts';
import type { Answer, Call, Method } from './telegram/call.ts';
import { connect } from './telegram/connect.ts';
import { deepLink } from './telegram/deep-link.ts';
import { deliver } from './telegram/deliver.ts';
import { CHANNEL, createIntake, type Intake } from './telegram/intake.ts';
import { createLocationButtons } from './telegram/location-buttons.ts';
import type { TelegramSettings } from './telegram/settings.ts';
import { createTyping } from './telegram/typing.ts';
import { addWebhook, hookOf } from './telegram/webhook.ts';
import { wordsIn } from './telegram/words.ts';

export type TelegramOptions = {
  /** Not yet listening; gets `POST /telegram/:path` when there is a webhook. */
  readonly app: FastifyInstance;
  readonly settings: TelegramSettings;
  readonly line: () => Line;
  readonly log: Log;
  readonly tell: TellHealth;
};

/** What is nice to have and may fail. */
const SHORT = { timeout: 5_000 };
/** Ms in which a group is not left twice. */
const LEAVING = 60_000;

export function createTelegram({ app, settings, line, log, tell }: TelegramOptions): Channel {
  const agent = new Agent({ keepAlive: true, keepAliveMsecs: 10_000 });
  const client = new Telegram(settings.token, { apiRoot: settings.apiRoot, agent, webhookReply: false });
  const call = createCall(client);
  const hook = hookOf(settings);
  const stop = new AbortController();
  const typing = createTyping((chat) => {
    void call('sendChatAction', { chat_id: Number(chat), action: 'typing' }, SHORT);
  });
  const locationButtons = createLocationButtons(call);
  const leaving = new Set<string>();
  let take: Intake | undefined;
  let connected: Promise<void> | undefined;
  let bot = '';

  async function leaveGroup(chat: string, language: string | undefined): Promise<void> {
    if (leaving.has(chat)) return;
    leaving.add(chat);
    setTimeout(() => leaving.delete(chat), LEAVING).unref();
    const text = wordsIn(line(), language).group.replace('{{link}}', deepLink(bot));
    if (text) await call('sendMessage', { chat_id: Number(chat), text }, SHORT);
    await call('leaveChat', { chat_id: Number(chat) }, SHORT);
  }

  if (hook) addWebhook(app, hook, () => take);

  return {
    name: CHANNEL,
    can: CAPABILITIES.telegram,
    journal: false,
    async listen(receive) {
      const signal = stop.signal;
      take = createIntake({
        receive,
        typing,
        log,
        answerQuery: (query) => void call('answerCallbackQuery', { callback_query_id: query }, SHORT),
        leaveGroup: (chat, language) => void leaveGroup(chat, language),
      });
      const known = (name: string) => {
        bot = name;
      };
      connected = connect({ call, take, hook, line, tell, log, signal, known });
    },
    async send({ to }, part) {
      typing.answered(to);
      locationButtons.clear(to);
      const sent = await deliver(call, to, part);
      if (sent.type === 'sent' && part.askLocation) {
        await locationButtons.show(to, wordsIn(line(), part.language));
      }
      return sent;
    },
    async close() {
      take = undefined;
      typing.stop();
      stop.abort();
      await connected;
      agent.destroy();
    },
  };
}

function createCall(client: Telegram): Call {
  return async <T>(
    method: Method,
    payload: Readonly<Record<string, unknown>>,
    { timeout, signal }: Parameters<Call>[2] = SHORT,
  ): Promise<Answer<T>> => {
    if (signal?.aborted) return NO_ANSWER;
    // Not AbortSignal.any with AbortSignal.timeout: Node 20 lets the pair be collected, and a call that hangs hangs for ever.
    const cancel = new AbortController();
    const abort = () => cancel.abort();
    const timer = setTimeout(abort, timeout);
    signal?.addEventListener('abort', abort);
    try {
      // The types name a polyfill of AbortSignal, and each method's own payload.
      const options = { signal: cancel.signal as never };
      return { ok: true, result: (await client.callApi(method, payload as never, options)) as T };
    } catch (error) {
      return failed(error);
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    }
  };
}

const NO_ANSWER = { ok: false, status: 0, description: '' } as const;

/** Any other error than telegraf's own may quote the address, and the token with it: nothing of it goes on. */
function failed(error: unknown): Extract<Answer<never>, { ok: false }> {
  if (!(error instanceof TelegramError)) return NO_ANSWER;
  const { code, description, parameters } = error;
  const seconds = parameters?.retry_after;
  return {
    ok: false,
    status: Number.isInteger(code) ? code : 0,
    description: String(description ?? ''),
    ...(typeof seconds === 'number' && seconds >= 0 && { retryAfter: seconds }),
  };
}
