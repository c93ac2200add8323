// Takes updates that Telegram posts. The address and the secret are hard to guess; who lacks either gets no further.
// Must not know telegraf, nor what is in an update.

import { createHmac, timingSafeEqual } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { Fault } from '../../model/fault.ts';
import type { Log, TellHealth } from '../../runtime/ports.ts';
import { ALLOWED_UPDATES, type Call } from './call.ts';
import type { Intake } from './intake.ts';
import type { TelegramSettings } from './settings.ts';
import { type Failure, healthAfter, pauseAfter } from './trouble.ts';

export type Hook = {
  /** Public address that Telegram posts to. */
  readonly url: string;
  readonly path: string;
  readonly secret: string;
};

/** Null without a public address. Path and secret are the same on every process that has the same token. */
export function hookOf({ token, webhookUrl, webhookSecret }: TelegramSettings): Hook | null {
  if (webhookUrl === null) return null;
  const derive = (what: string) => createHmac('sha256', token).update(`waypost ${what}`).digest('base64url');
  const path = derive('webhook path');
  return { url: `${webhookUrl}telegram/${path}`, path, secret: webhookSecret ?? derive('webhook secret') };
}

/** Adds `POST /telegram/:path`. `take` is undefined until the line listens. */
export function addWebhook(app: FastifyInstance, hook: Hook, take: () => Intake | undefined): void {
  app.post<{ Params: { path: string } }>('/telegram/:path', {
    // Before the body is read.
    onRequest: async (request, reply) => {
      if (!same(request.params.path, hook.path)) return reply.callNotFound();
      const secret = request.headers['x-telegram-bot-api-secret-token'];
      if (!same(typeof secret === 'string' ? secret : '', hook.secret)) {
        return reply.code(403).send({ error: { code: 'Forbidden', message: 'The secret token is wrong.' } });
      }
    },
    handler: async (request) => {
      const intake = take();
      // Telegram posts it again.
      if (intake === undefined) throw new Fault('runtime/stopping', 'Telegram is not listened to');
      await intake([request.body]);
      return {};
    },
  });
}

function same(given: string, expected: string): boolean {
  const digest = (text: string) => createHmac('sha256', 'compare').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

export type HookNeeds = {
  readonly call: Call;
  readonly hook: Hook;
  readonly tell: TellHealth;
  /** What to tell when it works. */
  readonly on: string;
  readonly log: Log;
  readonly signal: AbortSignal;
};

/** Ms between looks whether the webhook still stands: another process of this line that stops takes it away. */
const LOOK_EVERY = 5_000;
const TIMEOUT = 10_000;
/** At the end nobody should wait long. */
const LAST_TIMEOUT = 2_000;

/** Keeps the webhook registered until the signal is aborted; then removes it, and resolves. Never throws. */
export async function keepHook({ call, hook, tell, on, log, signal }: HookNeeds): Promise<void> {
  const payload = { url: hook.url, secret_token: hook.secret, allowed_updates: ALLOWED_UPDATES };
  const address = (timeout: number) =>
    call<{ readonly url?: unknown }>('getWebhookInfo', {}, { timeout }).then((info) =>
      info.ok ? info.result?.url : undefined,
    );
  let failures = 0;
  let stands = false;

  async function set(): Promise<number> {
    const answer = await call('setWebhook', payload, { timeout: TIMEOUT, signal });
    stands = answer.ok;
    failures = answer.ok ? 0 : failures + 1;
    if (answer.ok) tell({ state: 'on', say: on });
    if (answer.ok || signal.aborted) return LOOK_EVERY;
    tell(healthAfter(answer));
    log.warn('telegram/webhook', { status: answer.status, failures });
    return pauseAfter(answer, failures);
  }

  /** One that another program has set is left alone, or the two would take it from each other for ever. */
  async function look(): Promise<number> {
    const url = await address(TIMEOUT);
    if (url === '') return set();
    if (typeof url === 'string') tell(url === hook.url ? { state: 'on', say: on } : healthAfter(TAKEN));
    return LOOK_EVERY;
  }

  while (!signal.aborted) {
    const ms = await (stands ? look() : set());
    await sleep(ms, undefined, { signal }).catch(() => undefined);
  }
  if ((await address(LAST_TIMEOUT)) === hook.url) await call('deleteWebhook', {}, { timeout: LAST_TIMEOUT });
}

const TAKEN: Failure = { ok: false, status: 409, description: 'webhook' };
