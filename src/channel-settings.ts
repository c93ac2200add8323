// The settings of channels beside web chat: off while variables are missing, wrong with the reason in one line, or set.
// A wrong setting of one channel never stops the line. Must not know what the channels do with them.

import type { TelegramSettings } from './channels/telegram/settings.ts';
import { Fault } from './model/fault.ts';
import { optional, type ReadSetting, webRoot, wrong } from './setting-values.ts';

export type Setting<T> =
  /** `needs`: the variables that are missing. */
  | { readonly state: 'off'; readonly needs: readonly string[] }
  /** `why`: one line that names the variable and never holds its value. */
  | { readonly state: 'wrong'; readonly why: string }
  | { readonly state: 'set'; readonly settings: T };

/** One entry per channel; `src/channels-on.ts` has the function that opens it, under the same name. */
export type ChannelSettings = {
  readonly telegram: Setting<TelegramSettings>;
};

export function readChannelSettings(read: ReadSetting): ChannelSettings {
  return {
    telegram: setting(read, ['TELEGRAM_BOT_TOKEN'], ([token]) => ({
      token: botToken(token),
      apiRoot: webRoot(read('TELEGRAM_API_ROOT') ?? 'https://api.telegram.org', 'TELEGRAM_API_ROOT'),
      webhookUrl: optional(read('TELEGRAM_WEBHOOK_URL'), (url) => webRoot(url, 'TELEGRAM_WEBHOOK_URL')),
      webhookSecret: optional(read('TELEGRAM_WEBHOOK_SECRET'), telegramSecret),
    })),
  };
}

/** `needs` are the variables without which the channel is off; their values are given to `make` in the same order. */
function setting<T, const Needs extends readonly string[]>(
  read: ReadSetting,
  needs: Needs,
  make: (values: { readonly [At in keyof Needs]: string }) => T,
): Setting<T> {
  try {
    const values = needs.map(read);
    const missing = needs.filter((_, at) => values[at] === null);
    if (missing.length > 0) return { state: 'off', needs: missing };
    return { state: 'set', settings: make(values as { readonly [At in keyof Needs]: string }) };
  } catch (error) {
    if (error instanceof Fault) return { state: 'wrong', why: error.message };
    throw error;
  }
}

function botToken(value: string): string {
  return /^\d{1,20}:[\w-]{3,100}$/.test(value)
    ? value
    : wrong('TELEGRAM_BOT_TOKEN', 'the token that BotFather gave, like 123456:ABC-DEF, is expected');
}

function telegramSecret(value: string): string {
  return /^[\w-]{16,256}$/.test(value)
    ? value
    : wrong('TELEGRAM_WEBHOOK_SECRET', '16 to 256 letters, digits, _ and - are expected');
}
