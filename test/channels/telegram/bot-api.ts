// A Bot API on loopback that speaks the documented protocol: long polling with offset, webhooks with secret and redelivery,
// limits, conflicts; and that can fail in every way it is told to. Written from Telegram's pages, not from our own code.

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { violationsOf } from './limits.ts';

export const TOKEN = '7000001:AAE-invented_token_of_nobody';

// biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects, whatever stands there
export type Json = Record<string, any>;
export type Called = { readonly method: string; readonly payload: Json; readonly at: number };

/** What the next call meets. `html`: 200 with a page; `hang`: no answer; `late`: it takes effect, but the answer is lost. */
export type Failure =
  | { readonly status: number; readonly description?: string; readonly retryAfter?: number }
  | 'html'
  | 'hang'
  | 'late';

export type BotApi = {
  readonly root: string;
  readonly called: readonly Called[];
  readonly violations: readonly string[];
  /** Messages of the line in a chat that were accepted, oldest first. */
  messages(chat: number): readonly Json[];
  /** Puts updates in the queue, numbered; they wait until fetched or posted. Gives the numbers. */
  push(...updates: readonly Json[]): readonly number[];
  /** Gives or posts these once more, with their old numbers. */
  repeat(...numbers: readonly number[]): void;
  /** The next `times` calls of the method, to the chat if given, meet the failure. */
  fail(method: string, failure: Failure, how?: { readonly chat?: number; readonly times?: number }): void;
  /** While true another program polls too: every getUpdates is refused. */
  conflict: boolean;
  /** Updates that nobody has confirmed yet. */
  readonly waiting: number;
  /** Milliseconds until a message is accepted. */
  latency: number;
  /** Hears of every message that was accepted, before the line does. */
  heard: ((message: Json) => void) | null;
  block(chat: number): void;
  readonly webhook: Json;
  readonly commands: ReadonlyMap<string, Json>;
  close(): Promise<void>;
};

type Planned = {
  readonly method: string;
  readonly failure: Failure;
  readonly chat: number | undefined;
  times: number;
};

export async function startBotApi(): Promise<BotApi> {
  const called: Called[] = [];
  const violations: string[] = [];
  const sent = new Map<number, Json[]>();
  const planned: Planned[] = [];
  const blocked = new Set<number>();
  const commands = new Map<string, Json>();
  let queue: Json[] = [];
  let confirmed: Json[] = [];
  let webhook: Json = { url: '' };
  let nextUpdate = 500_001;
  let nextMessage = 1;
  let polling: (() => void) | null = null;
  let posting = false;
  let closed = false;

  const handlers: Record<string, (payload: Json) => unknown | Promise<unknown>> = {
    getMe: () => ({ id: 7000001, is_bot: true, first_name: 'Line', username: 'example_line_bot' }),
    getUpdates,
    setWebhook(payload) {
      if (!/^https:\/\/|^http:\/\/127\.0\.0\.1/.test(String(payload['url'])))
        refuse(400, 'Bad Request: bad webhook');
      webhook = { ...payload };
      void post();
      return true;
    },
    deleteWebhook() {
      webhook = { url: '' };
      return true;
    },
    getWebhookInfo: () => ({
      url: webhook['url'],
      has_custom_certificate: false,
      pending_update_count: queue.length,
    }),
    setMyCommands(payload) {
      commands.set(payload['language_code'] ?? '', payload);
      return true;
    },
    answerCallbackQuery: () => true,
    sendChatAction: (payload) => reach(payload) && true,
    leaveChat: () => true,
    deleteMessage(payload) {
      const left = (sent.get(Number(payload['chat_id'])) ?? []).filter(
        ({ message_id }) => message_id !== payload['message_id'],
      );
      sent.set(Number(payload['chat_id']), left);
      return true;
    },
    async sendMessage(payload) {
      if (api.latency > 0) await new Promise((resolve) => setTimeout(resolve, api.latency));
      const chat = reach(payload);
      const found = violationsOf(payload);
      violations.push(...found);
      if (found.length > 0) refuse(400, `Bad Request: ${found[0]}`);
      const message = { ...payload, message_id: nextMessage++, chat: { id: chat, type: 'private' } };
      sent.set(chat, [...(sent.get(chat) ?? []), message]);
      api.heard?.(message);
      return message;
    },
  };

  function reach(payload: Json): number {
    const chat = Number(payload['chat_id']);
    if (blocked.has(chat)) refuse(403, 'Forbidden: bot was blocked by the user');
    return chat;
  }

  async function getUpdates({ offset = 0, limit = 100, timeout = 0 }: Json): Promise<unknown> {
    if (webhook['url']) {
      refuse(
        409,
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
      );
    }
    // The newer request wins, as on the real one.
    polling?.();
    queue = queue.filter((update) => {
      if (update['update_id'] >= offset) return true;
      confirmed.push(update);
      return false;
    });
    if (queue.length === 0 && timeout > 0) {
      let replaced = false;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, timeout * 1000);
        polling = () => {
          replaced = queue.length === 0;
          clearTimeout(timer);
          resolve();
        };
      });
      polling = null;
      if (replaced && !closed)
        refuse(
          409,
          'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
        );
    }
    if (api.conflict)
      refuse(
        409,
        'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
      );
    return queue.slice(0, Math.min(limit, 100));
  }

  /** One at a time and in order, again until it is taken. */
  async function post(): Promise<void> {
    if (posting) return;
    posting = true;
    while (webhook['url'] && queue.length > 0 && !closed) {
      const update = queue[0] as Json;
      const status = await fetch(webhook['url'], {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(webhook['secret_token'] && { 'x-telegram-bot-api-secret-token': webhook['secret_token'] }),
        },
        body: JSON.stringify(update),
      }).then(
        (response) => response.status,
        () => 0,
      );
      if (status === 200) confirmed.push(...queue.splice(queue.indexOf(update), 1));
      else await new Promise((resolve) => setTimeout(resolve, 30));
    }
    posting = false;
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, token, method = ''] = /^\/bot([^/]+)\/(\w+)$/.exec(request.url ?? '') ?? [];
    let body = '';
    for await (const chunk of request) body += chunk;
    const payload = (body === '' ? {} : JSON.parse(body)) as Json;
    called.push({ method, payload, at: performance.now() });
    const reply = (status: number, json: Json) => {
      if (response.destroyed) return;
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(json));
    };
    if (token !== TOKEN) return reply(401, { ok: false, error_code: 401, description: 'Unauthorized' });
    const plan = planned.find(
      (one) =>
        one.method === method && one.times > 0 && (one.chat === undefined || one.chat === payload['chat_id']),
    );
    if (plan) plan.times -= 1;
    try {
      if (plan?.failure === 'hang') return;
      if (plan?.failure === 'html') {
        response.writeHead(200, { 'content-type': 'text/html' });
        response.end('<html><body>Welcome to the hotel network</body></html>');
        return;
      }
      if (typeof plan?.failure === 'object') {
        refuse(plan.failure.status, plan.failure.description ?? 'Failure', plan.failure.retryAfter);
      }
      const result = await handlers[method]?.(payload);
      if (plan?.failure === 'late') return void response.destroy();
      if (result === undefined) refuse(404, 'Not Found');
      reply(200, { ok: true, result });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const { status, description, retryAfter } = error;
      reply(status, {
        ok: false,
        error_code: status,
        description,
        ...(retryAfter !== undefined && { parameters: { retry_after: retryAfter } }),
      });
    }
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error) => {
      violations.push(String(error));
      response.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  const api: BotApi = {
    conflict: false,
    latency: 0,
    heard: null,
    root: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    called,
    violations,
    commands,
    messages: (chat: number) => sent.get(chat) ?? [],
    push(...updates: readonly Json[]) {
      const numbered = updates.map((update): Json => ({ update_id: nextUpdate++, ...update }));
      queue.push(...numbered);
      polling?.();
      void post();
      return numbered.map((update) => update['update_id'] as number);
    },
    repeat(...numbers: readonly number[]) {
      const again = [...confirmed, ...queue].filter((update) => numbers.includes(update['update_id']));
      confirmed = confirmed.filter((update) => !again.includes(update));
      queue.push(...again);
      polling?.();
      void post();
    },
    fail(method: string, failure: Failure, how: { chat?: number; times?: number } = {}) {
      planned.push({ method, failure, chat: how.chat, times: how.times ?? 1 });
    },
    block: (chat: number) => void blocked.add(chat),
    get waiting() {
      return queue.length;
    },
    get webhook() {
      return webhook;
    },
    async close() {
      closed = true;
      polling?.();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return api;
}

class Refused extends Error {
  readonly status: number;
  readonly description: string;
  readonly retryAfter: number | undefined;

  constructor(status: number, description: string, retryAfter?: number) {
    super(description);
    this.status = status;
    this.description = description;
    this.retryAfter = retryAfter;
  }
}

function refuse(status: number, description: string, retryAfter?: number): never {
  throw new Refused(status, description, retryAfter);
}
