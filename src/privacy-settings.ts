// The settings in force that the data-protection page speaks of. Must not know how the page looks.

import type { Config } from './config.ts';
import type { Line } from './model/line.ts';
import type { PrivacySettings } from './operator/privacy-facts.ts';
import type { OtherChannel } from './operator/privacy-leaves.ts';
import { storeSettings } from './store/store-settings.ts';

const HOUR = 3_600_000;

export function privacySettings(config: Config, line: Line): PrivacySettings {
  const retentionHours = config.retentionHours ?? line.retentionHours;
  const { dedupe, counter, journal } = storeSettings({ retention: retentionHours * HOUR });
  const { telegram } = config.channels;
  const on = (name: OtherChannel) => config.channels[name].state === 'set';
  return {
    line: { ...line, retentionHours },
    store: config.redisUrl === null ? 'memory' : 'redis',
    seenHours: dedupe / HOUR,
    counterHours: counter / HOUR,
    journal,
    channels: {
      telegram: on('telegram'),
      'whatsapp-cloud': on('whatsapp-cloud'),
      'whatsapp-web': on('whatsapp-web'),
      'bot-framework': on('bot-framework'),
    },
    telegramHost: telegram.state === 'set' ? new URL(telegram.settings.apiRoot).host : 'api.telegram.org',
    partners: config.webchatOrigins,
    traces: config.traces === null ? null : new URL(config.traces.endpoint).host,
  };
}

/** What docs/privacy.md shows: the default line as it would be in earnest, in Redis and with every channel on. */
export function documentedSettings(line: Line, config: Config): PrivacySettings {
  const channels = { telegram: true, 'whatsapp-cloud': true, 'whatsapp-web': true, 'bot-framework': true };
  return { ...privacySettings(config, line), store: 'redis', channels };
}

/** The sentence below the title of docs/privacy.md. */
export const DOCUMENTED =
  '<!-- Written by `npm run privacy`; a test holds it current. -->\nThis copy shows the default line with Redis and with every channel on. Yours, from your own settings: `npx waypost report privacy`.';
export const IN_FORCE =
  'Written by `npx waypost report privacy` from the settings in force. Write it again when they change.';
