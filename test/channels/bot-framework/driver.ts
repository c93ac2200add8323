// The Bot Framework's other end for the channel contract: people behind a connector on loopback, as in the Emulator.

import type { BotFrameworkSettings } from '../../../src/channels/bot-framework/settings.ts';
import { createBotFramework } from '../../../src/channels/bot-framework.ts';
import { createHttp } from '../../../src/http.ts';
import type { ChannelHealth } from '../../../src/runtime/ports.ts';
import type { Act, Attachment, Driver, FarHouse, FarSide, Piece } from '../far-side.ts';
import { openConnector, type Taken, type Trouble } from './connector.ts';

type Action = {
  readonly title: string;
  readonly type: string;
  readonly value: unknown;
  readonly text?: string;
};

/** The channel on a server of its own, and the connector it talks to. */
export async function openBotFramework(
  log: FarHouse['log'],
  settings: BotFrameworkSettings = { mode: 'development' },
) {
  const connector = await openConnector();
  const counted: string[] = [];
  const health: ChannelHealth[] = [];
  const app = createHttp({ log, ready: async () => undefined, metrics: () => '' });
  const count = (what: string, code: string) => counted.push(`${what} ${code}`);
  const channel = createBotFramework({ settings, app, log, count, tell: (told) => health.push(told) });
  const url = `${await app.listen({ port: 0, host: '127.0.0.1' })}/api/messages`;
  connector.connect(url);
  return {
    connector,
    channel,
    app,
    counted,
    health,
    url,
    async close() {
      await channel.close();
      await app.close();
      await connector.close();
    },
  };
}

const TROUBLES: Readonly<Record<'blocked' | 'slow-down' | 'bad' | 'broken', Trouble>> = {
  blocked: { answer: 'error', status: 403, code: 'MessageWritesBlocked' },
  'slow-down': { answer: 'error', status: 429, code: 'TooManyRequests', retryAfter: 7 },
  bad: { answer: 'error', status: 400, code: 'BadSyntax' },
  broken: { answer: 'html', status: 502 },
};

const TYPES: Readonly<Partial<Record<Attachment, string>>> = {
  voice: 'audio/ogg',
  image: 'image/jpeg',
  file: 'application/pdf',
};

const conversation = (who: string) => `conversation-of-${who}|livechat`;

export const driver: Driver = {
  name: 'bot-framework',
  attachments: ['voice', 'image', 'file'],
  slowDown: 7,
  cannot: {
    list: 'it has buttons only',
    'location-asked': 'no client lets a bot ask for the location',
  },
  odd: [
    null,
    [],
    'text',
    {},
    { type: 'message' },
    { type: 7, text: 'no' },
    {
      type: 'message',
      serviceUrl: 'http://127.0.0.1:1',
      conversation: null,
      from: [],
      recipient: 'bot',
      text: 1,
    },
    { type: 'message', serviceUrl: 'http://127.0.0.1:1', attachments: [null, 7], entities: {}, value: [[]] },
    { type: 'conversationUpdate', serviceUrl: 'http://127.0.0.1:1', membersAdded: 'all' },
    { type: 'event', name: 'webchat/join', serviceUrl: 'http://127.0.0.1:1', value: { language: {} } },
    { type: 'invoke', serviceUrl: 'http://127.0.0.1:1', name: 'x' },
    { type: '__proto__', serviceUrl: 'http://127.0.0.1:1' },
  ],
  start: async (house: FarHouse): Promise<FarSide> => {
    const { connector, channel, app } = await openBotFramework(house.log);
    return {
      channel,
      violations: connector.violations,
      async act(who, acts, { times = 1, language } = {}) {
        for (const act of acts) {
          const locale = language === undefined ? {} : { locale: language };
          const activity = connector.activity(conversation(who), { ...activityOf(act), ...locale });
          for (let n = 0; n < times; n += 1) await connector.deliver(activity);
        }
      },
      shown: async (who) =>
        connector.taken.filter((one) => one.conversation === conversation(who)).map(pieceOf),
      deliver: async (payload) => void (await connector.deliver(payload, 1)),
      meets: (who, trouble) => connector.meets(conversation(who), TROUBLES[trouble]),
      async close() {
        await app.close();
        await connector.close();
      },
    };
  },
};

function activityOf(act: Act): object {
  switch (act.type) {
    case 'text':
      return { type: 'message', text: act.text, textFormat: 'plain' };
    case 'open':
      return act.topic === undefined
        ? { type: 'conversationUpdate', membersAdded: [{ id: 'bot-1' }, { id: 'user' }] }
        : { type: 'event', name: 'webchat/join', value: { topic: act.topic } };
    case 'location': {
      const { latitude, longitude } = act;
      return {
        type: 'message',
        entities: [{ type: 'Place', geo: { type: 'GeoCoordinates', latitude, longitude } }],
      };
    }
    case 'attachment':
      return {
        type: 'message',
        attachments: [{ contentType: TYPES[act.what], contentUrl: 'http://localhost/1' }],
      };
    case 'tap': {
      const action = actionsOf(act.piece.raw as Taken).find(({ title }) => title === act.label);
      if (action?.type === 'postBack') return { type: 'message', text: action.value };
      return { type: 'message', text: action?.text, value: action?.value, channelData: { messageBack: {} } };
    }
    default:
      return act satisfies never;
  }
}

export function actionsOf({ activity }: Taken): readonly Action[] {
  const card = activity.attachments?.[0]?.content as { readonly buttons: readonly Action[] } | undefined;
  return [...((activity.suggestedActions?.actions ?? []) as readonly Action[]), ...(card?.buttons ?? [])];
}

function pieceOf(taken: Taken): Piece {
  const taps = actionsOf(taken).map(({ title }) => title);
  return {
    text: taken.activity.text,
    taps,
    as: taps.length > 0 ? 'buttons' : 'plain',
    marks: [],
    asksLocation: false,
    aside: false,
    raw: taken,
  };
}
