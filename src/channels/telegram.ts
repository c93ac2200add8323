// Telegram, through telegraf. Translates and never decides. Must not know dialogs or services.

import { Fault } from '../model/fault.ts';
import type { Channel } from '../runtime/ports.ts';
import type { TelegramSettings } from './telegram/settings.ts';

export type TelegramOptions = { readonly settings: TelegramSettings };

export function createTelegram(_options: TelegramOptions): Channel {
  throw new Fault('telegram/not-yet', 'the channel is being built');
}
