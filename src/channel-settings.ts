// The settings of channels beside web chat: off while variables are missing, wrong with the reason in one line, or set.
// A wrong setting of one channel never stops the line. Must not know what the channels do with them.

import type { BotFrameworkSettings } from './channels/bot-framework/settings.ts';
import type { TelegramSettings } from './channels/telegram/settings.ts';
import { GRAPH_API, type WhatsAppCloudSettings } from './channels/whatsapp-cloud/settings.ts';
import type { WhatsAppWebSettings } from './channels/whatsapp-web/settings.ts';
import { Fault } from './model/fault.ts';
import { isLoopback, optional, type ReadSetting, secret, webRoot, wrong } from './setting-values.ts';

export type Setting<T> =
  /** `needs`: the variables that are missing. */
  | { readonly state: 'off'; readonly needs: readonly string[] }
  /** `why`: one line that names the variable and never holds its value. */
  | { readonly state: 'wrong'; readonly why: string }
  | { readonly state: 'set'; readonly settings: T };

/** One entry per channel; `src/channels-on.ts` has the function that opens it, under the same name. */
export type ChannelSettings = {
  readonly telegram: Setting<TelegramSettings>;
  readonly 'whatsapp-cloud': Setting<WhatsAppCloudSettings>;
  readonly 'whatsapp-web': Setting<WhatsAppWebSettings>;
  readonly 'bot-framework': Setting<BotFrameworkSettings>;
};

const WHATSAPP_CLOUD = [
  'WHATSAPP_CLOUD_TOKEN',
  'WHATSAPP_CLOUD_PHONE_NUMBER_ID',
  'WHATSAPP_CLOUD_APP_SECRET',
  'WHATSAPP_CLOUD_VERIFY_TOKEN',
] as const;
const MICROSOFT_APP = ['MICROSOFT_APP_ID', 'MICROSOFT_APP_PASSWORD'] as const;

/** The browser's process gets these of the environment and no others: not the line's keys and tokens. */
const FOR_BROWSERS = [
  ...['PATH', 'HOME', 'LANG', 'TZ', 'TMPDIR', 'XDG_CONFIG_HOME', 'XDG_CACHE_HOME', 'XDG_RUNTIME_DIR'],
  ...['http_proxy', 'https_proxy', 'no_proxy', 'HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY'],
];

export function readChannelSettings(read: ReadSetting): ChannelSettings {
  return {
    telegram: setting(read, ['TELEGRAM_BOT_TOKEN'], ([token]) => ({
      token: botToken(token),
      apiRoot: webRoot(read('TELEGRAM_API_ROOT') ?? 'https://api.telegram.org', 'TELEGRAM_API_ROOT'),
      webhookUrl: optional(read('TELEGRAM_WEBHOOK_URL'), (url) => webRoot(url, 'TELEGRAM_WEBHOOK_URL')),
      webhookSecret: optional(read('TELEGRAM_WEBHOOK_SECRET'), telegramSecret),
    })),
    'whatsapp-cloud': setting(read, WHATSAPP_CLOUD, ([token, numberId, appSecret, verifyToken]) => ({
      token: oneWord(token, WHATSAPP_CLOUD[0]),
      phoneNumberId: phoneNumberId(numberId),
      appSecret: secret(appSecret, WHATSAPP_CLOUD[2]),
      verifyToken: secret(verifyToken, WHATSAPP_CLOUD[3]),
      apiRoot: webRoot(read('WHATSAPP_CLOUD_API_ROOT') ?? GRAPH_API, 'WHATSAPP_CLOUD_API_ROOT'),
    })),
    'whatsapp-web': setting(read, ['WHATSAPP_WEB'], ([answer]) => whatsAppWeb(answer, read)),
    'bot-framework': read('BOT_FRAMEWORK_DEVELOPMENT')
      ? setting(read, ['BOT_FRAMEWORK_DEVELOPMENT'], ([answer]) => development(answer, read))
      : setting(read, MICROSOFT_APP, ([appId, appPassword]) => ({
          mode: 'azure',
          appId: uuid(appId, 'MICROSOFT_APP_ID'),
          appPassword,
          tenantId: optional(read('MICROSOFT_APP_TENANT_ID'), (id) => uuid(id, 'MICROSOFT_APP_TENANT_ID')),
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
  return /^\d+:[\w-]+$/.test(value)
    ? value
    : wrong('TELEGRAM_BOT_TOKEN', 'the token that BotFather gave, like 123456:ABC-DEF, is expected');
}

function telegramSecret(value: string): string {
  return /^[\w-]{16,256}$/.test(value)
    ? value
    : wrong('TELEGRAM_WEBHOOK_SECRET', '16 to 256 letters, digits, _ and - are expected');
}

function whatsAppWeb(answer: string, read: ReadSetting): WhatsAppWebSettings {
  if (answer !== 'yes') wrong('WHATSAPP_WEB', 'yes is expected, or nothing');
  return {
    folder: read('WHATSAPP_WEB_DATA') ?? '.waypost/whatsapp-web',
    chromium: read('CHROMIUM_PATH') ?? '/usr/bin/chromium',
    environment: Object.fromEntries(
      FOR_BROWSERS.flatMap((name) => optional(read(name), (value) => [[name, value]]) ?? []),
    ),
    operatorToken: optional(read('OPERATOR_TOKEN'), (token) => secret(token, 'OPERATOR_TOKEN')),
  };
}

/** A secret that goes into a header. */
function oneWord(value: string, name: string): string {
  return /^[\x21-\x7e]{20,2000}$/.test(value) ? value : wrong(name, 'the token as Meta shows it is expected');
}

function phoneNumberId(value: string): string {
  return /^\d{5,30}$/.test(value)
    ? value
    : wrong(
        'WHATSAPP_CLOUD_PHONE_NUMBER_ID',
        'the id that Meta shows below the number is expected, digits only',
      );
}

function uuid(value: string, name: string): string {
  return /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(value)
    ? value
    : wrong(name, 'an id like 00000000-0000-0000-0000-000000000000 is expected');
}

/** Without an app id nobody is authenticated: whoever reaches the port can make the line call other programs. */
function development(answer: string, read: ReadSetting): BotFrameworkSettings {
  const name = 'BOT_FRAMEWORK_DEVELOPMENT';
  if (answer !== 'yes') wrong(name, 'yes is expected, or nothing');
  if (!isLoopback(read('HOST') ?? '127.0.0.1'))
    wrong(name, 'HOST must be 127.0.0.1, ::1 or localhost with it');
  if (read('MICROSOFT_APP_ID') !== null) wrong(name, 'it cannot stand beside MICROSOFT_APP_ID');
  return { mode: 'development' };
}
