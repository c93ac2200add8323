// Opens the channels beside web chat whose settings are there, each by a dynamic import, and keeps how each one fares: a wrong
// setting or a failing start of one is said in one line, and the others run. Must not know what any of them does.

import type { FastifyInstance } from 'fastify';
import type { ChannelSettings, Setting } from './channel-settings.ts';
import { Fault } from './model/fault.ts';
import type { Line } from './model/line.ts';
import type { Channel, Clock, Log, Receive, Store, TellHealth } from './runtime/ports.ts';
import type { Seal } from './runtime/sealing.ts';
import type { Count } from './runtime/think.ts';

/** What a channel may use. Routes are added to `app` when the channel is opened; it does not listen yet then. */
export type ChannelHouse = {
  readonly app: FastifyInstance;
  readonly store: Store;
  readonly seal: Seal;
  readonly clock: Clock;
  readonly log: Log;
  readonly count: Count;
  /** The content as it is now. */
  readonly line: () => Line;
};

type Name = keyof ChannelSettings;
type SettingsOf<N extends Name> = Extract<ChannelSettings[N], { state: 'set' }>['settings'];
type Open<N extends Name> = (
  settings: SettingsOf<N>,
  house: ChannelHouse & { readonly tell: TellHealth },
) => Promise<Channel>;

/** One line per channel. The import stands inside the function, so that a library is loaded only when its channel is on. */
const OPEN: { readonly [N in Name]: Open<N> } = {
  telegram: async (settings, house) =>
    (await import('./channels/telegram.ts')).createTelegram({ ...house, settings }),
  'whatsapp-cloud': async (settings, house) =>
    (await import('./channels/whatsapp-cloud.ts')).createWhatsAppCloud({ ...house, settings }),
  'whatsapp-web': async (settings, house) =>
    (await import('./channels/whatsapp-web.ts')).createWhatsAppWeb({
      ...house,
      settings,
      terminal: process.stdout,
    }),
  'bot-framework': async (settings, house) =>
    (await import('./channels/bot-framework.ts')).createBotFramework({ ...house, settings }),
};

export type ChannelStatus = {
  readonly channel: string;
  readonly state: 'off' | 'wrong' | 'starting' | 'on' | 'trouble';
  /** For the operator, one sentence; empty when there is nothing to say. */
  readonly say: string;
  /** The channel's own word for its state. */
  readonly detail?: string;
};

export type ChannelsOn = {
  readonly channels: readonly Channel[];
  /** How all of them fare, the ones that are off too. */
  status(): readonly ChannelStatus[];
  /** Begins to take updates in; does not wait for platforms that are slow or away. */
  listen(receive: Receive): void;
  close(): Promise<void>;
};

/** `hear` is told of every change after a channel was opened. */
export async function openChannels(
  settings: ChannelSettings,
  house: ChannelHouse,
  hear: (status: ChannelStatus) => void,
): Promise<ChannelsOn> {
  const known = new Map<string, ChannelStatus>();
  const channels: Channel[] = [];

  function change(status: ChannelStatus): void {
    const before = known.get(status.channel);
    known.set(status.channel, status);
    if (before?.state === status.state && before.say === status.say) return;
    if (status.state === 'trouble' || status.state === 'wrong')
      house.log.warn('channel/trouble', { channel: status.channel });
    if (status.state === 'on' && before) house.log.info('channel/on', { channel: status.channel });
    if (before) hear(status);
  }

  async function openOne<N extends Name>(name: N): Promise<void> {
    const setting: Setting<SettingsOf<N>> = settings[name];
    switch (setting.state) {
      case 'off':
        return change({
          channel: name,
          state: 'off',
          say: `to switch it on set ${setting.needs.join(', ')}`,
        });
      case 'wrong':
        return change({ channel: name, state: 'wrong', say: setting.why });
      case 'set':
        break;
      default:
        return setting satisfies never;
    }
    try {
      const tell: TellHealth = (health) => change({ channel: name, ...health });
      channels.push(await OPEN[name](setting.settings, { ...house, tell }));
      if (!known.has(name)) change({ channel: name, state: 'starting', say: '' });
    } catch (error) {
      change({ channel: name, state: 'trouble', say: reason(error) });
    }
  }

  for (const name of Object.keys(OPEN) as Name[]) await openOne(name);

  return {
    channels,
    status: () => [...known.values()],
    listen(receive) {
      for (const channel of channels) {
        channel.listen(receive).catch((error: unknown) => {
          change({ channel: channel.name, state: 'trouble', say: reason(error) });
        });
      }
    },
    async close() {
      await Promise.allSettled(channels.map((channel) => channel.close()));
    },
  };
}

/** Only our own faults are known to hold no token and nothing of a person. */
function reason(error: unknown): string {
  if (error instanceof Fault) return `it did not start: ${error.message} [${error.code}]`;
  return `it did not start [${error instanceof Error ? error.name : 'unknown'}]`;
}
