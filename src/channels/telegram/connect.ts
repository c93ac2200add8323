// Brings the line up on Telegram: who it is, its commands, then updates by webhook or polling. Must not know telegraf.

import { setTimeout as sleep } from 'node:timers/promises';
import type { Line } from '../../model/line.ts';
import type { Log, TellHealth } from '../../runtime/ports.ts';
import type { Call } from './call.ts';
import { deepLink } from './deep-link.ts';
import type { Intake } from './intake.ts';
import { poll } from './polling.ts';
import { healthAfter, pauseAfter } from './trouble.ts';
import { type Hook, keepHook } from './webhook.ts';
import { wordsIn } from './words.ts';

export type ConnectNeeds = {
  readonly call: Call;
  readonly take: Intake;
  /** Null: updates are fetched. */
  readonly hook: Hook | null;
  readonly line: () => Line;
  readonly tell: TellHealth;
  /** Hears the bot's own name. */
  readonly known: (bot: string) => void;
  readonly log: Log;
  readonly signal: AbortSignal;
};

const TIMEOUT = 10_000;

/** Stays connected until the signal is aborted. Never throws. */
export async function connect(needs: ConnectNeeds): Promise<void> {
  const { call, hook, signal } = needs;
  const bot = await introduce(needs);
  if (signal.aborted) return;
  needs.known(bot);
  await registerCommands(needs);
  if (hook) return await keepHook({ ...needs, hook, on: `${deepLink(bot)}, by webhook` });
  // One that is left over would make every poll a conflict.
  await call('deleteWebhook', {}, { timeout: TIMEOUT, signal });
  await poll({ ...needs, on: deepLink(bot) });
}

async function introduce({ call, tell, log, signal }: ConnectNeeds): Promise<string> {
  for (let failures = 1; !signal.aborted; failures += 1) {
    const me = await call<{ readonly username?: unknown }>('getMe', {}, { timeout: TIMEOUT, signal });
    if (me.ok) return String(me.result?.username ?? '');
    if (signal.aborted) break;
    tell(healthAfter(me));
    log.warn('telegram/start', { status: me.status, failures });
    await sleep(pauseAfter(me, failures), undefined, { signal }).catch(() => undefined);
  }
  return '';
}

/** In every language of the line, and in its own for all others. A bot without them works too. */
async function registerCommands({ call, line, log, signal }: ConnectNeeds): Promise<void> {
  const { languages, fallback } = line();
  const register = async (language: string, code: object) => {
    const { commands } = wordsIn(line(), language);
    if (commands.length === 0) return;
    const answer = await call('setMyCommands', { commands, ...code }, { timeout: TIMEOUT, signal });
    if (!answer.ok && !signal.aborted) log.warn('telegram/commands', { status: answer.status });
  };
  await register(fallback, {});
  for (const { code } of languages) {
    // Telegram knows two-letter codes only.
    if (/^[a-z]{2}$/.test(code)) await register(code, { language_code: code });
  }
}
