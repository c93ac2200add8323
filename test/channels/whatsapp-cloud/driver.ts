// WhatsApp's other end for the channel contract: people with phones behind a Graph API on loopback.

import { createWhatsAppCloud } from '../../../src/channels/whatsapp-cloud.ts';
import { createHttp } from '../../../src/http.ts';
import type { ChannelHealth } from '../../../src/runtime/ports.ts';
import type { Act, Attachment, Driver, FarHouse, FarSide, Piece } from '../far-side.ts';
import {
  APP_SECRET,
  envelope,
  message,
  NUMBER_ID,
  openGraphApi,
  type Taken,
  TOKEN,
  type Trouble,
  text,
  VERIFY_TOKEN,
} from './graph-api.ts';
import type { Loose } from './meta-limits.ts';

export const SETTINGS = {
  token: TOKEN,
  phoneNumberId: NUMBER_ID,
  appSecret: APP_SECRET,
  verifyToken: VERIFY_TOKEN,
};

/** The channel on a server of its own, and the Graph API it talks to. */
export async function openWhatsApp(house: Pick<FarHouse, 'clock' | 'log'>, patience = 300) {
  const graph = await openGraphApi();
  const counted: string[] = [];
  const health: ChannelHealth[] = [];
  const app = createHttp({ log: house.log, ready: async () => undefined, metrics: () => '' });
  const channel = createWhatsAppCloud({
    ...house,
    app,
    settings: { ...SETTINGS, apiRoot: graph.root },
    count: (what, code) => counted.push(`${what} ${code}`),
    tell: (told) => health.push(told),
    patience,
    statusPatience: 100,
  });
  const url = `${await app.listen({ port: 0, host: '127.0.0.1' })}/whatsapp`;
  graph.connect(url);
  return {
    graph,
    app,
    channel,
    counted,
    health,
    url,
    async close() {
      await channel.close();
      await app.close();
      await graph.close();
    },
  };
}

const TROUBLES: Readonly<Record<'blocked' | 'slow-down' | 'bad' | 'broken', Trouble>> = {
  blocked: { answer: 'error', status: 400, code: 131026 },
  'slow-down': { answer: 'error', status: 429, code: 130429, retryAfter: 7 },
  bad: { answer: 'error', status: 400, code: 131009 },
  broken: { answer: 'html', status: 502 },
};

const TYPES: Readonly<Record<Attachment, string>> = {
  voice: 'audio',
  image: 'image',
  file: 'document',
  sticker: 'sticker',
  contact: 'contacts',
  other: 'video',
};

export const driver: Driver = {
  name: 'whatsapp-cloud',
  attachments: ['voice', 'image', 'file', 'sticker', 'contact', 'other'],
  slowDown: 7,
  cannot: { language: 'WhatsApp tells no language' },
  odd: [
    null,
    [],
    'text',
    {},
    { object: 'whatsapp_business_account' },
    { object: 'whatsapp_business_account', entry: 'none' },
    { object: 'page', entry: [{}] },
    envelope({ messages: [null, 7, {}, { type: 'text' }, { from: 49, id: 'x', type: 'text' }] }),
    envelope({ messages: [text('491', 'a number too short'), message('4915100000001', 'hologram', {})] }),
    envelope({
      messages: [message('4915100000001', 'text', { body: 7 }), message('4915100000001', '__proto__', {})],
    }),
    envelope({ messages: [message('4915100000001', 'location', { latitude: 'north', longitude: 1e9 })] }),
    envelope({
      messages: { 0: 'no list' },
      statuses: [null, { status: 'lost' }, { status: 'failed', errors: 1 }],
    }),
    envelope({ messages: [{ ...text('4915100000001', 'no time'), timestamp: { a: 1 } }] }),
  ],
  start: async (house: FarHouse): Promise<FarSide> => {
    const { graph, channel, app } = await openWhatsApp(house);
    return {
      channel,
      violations: graph.violations,
      async act(who, acts, { times = 1 } = {}) {
        const timestamp = String(Math.floor(house.clock.now() / 1000));
        const body = envelope({
          contacts: [{ profile: { name: who }, wa_id: phone(who) }],
          messages: acts.map((act) => ({ ...messageOf(phone(who), act), timestamp })),
        });
        for (let n = 0; n < times; n += 1) await graph.deliver(body);
      },
      shown: async (who) => graph.taken.filter(({ to }) => to === phone(who)).map(pieceOf),
      deliver: async (payload) => void (await graph.deliver(payload, 1)),
      meets: (who, trouble) => graph.meets(phone(who), TROUBLES[trouble]),
      async close() {
        await app.close();
        await graph.close();
      },
    };
  },
};

const numbers = new Map<string, string>();
/** An invented number for a name. */
export function phone(who: string): string {
  const known = numbers.get(who) ?? `49151000${String(numbers.size + 10_000)}`;
  numbers.set(who, known);
  return known;
}

function messageOf(from: string, act: Act): object {
  switch (act.type) {
    case 'text':
      return text(from, act.text);
    case 'open':
      return act.topic ? text(from, `#${act.topic}`) : message(from, 'request_welcome', {});
    case 'location':
      return message(from, 'location', { latitude: act.latitude, longitude: act.longitude, name: 'Home' });
    case 'attachment':
      return message(from, TYPES[act.what], { id: '1234', mime_type: 'a/b' });
    case 'tap':
      return tapOf(from, act.piece, act.label);
    default:
      return act satisfies never;
  }
}

function tapOf(from: string, piece: Piece, label: string): object {
  const { interactive } = (piece.raw as Taken).body;
  const context = { from: '15550000000', id: 'wamid.OUT1' };
  if (interactive.type === 'button') {
    const { reply } = interactive.action.buttons.find((one: Loose) => one.reply.title === label);
    return message(from, 'interactive', { type: 'button_reply', button_reply: reply }, { context });
  }
  const row = interactive.action.sections[0].rows.find(({ title }: Loose) => title === label);
  return message(from, 'interactive', { type: 'list_reply', list_reply: row }, { context });
}

function pieceOf(taken: Taken): Piece {
  const { type, text: plain, interactive } = taken.body;
  const rows: readonly Loose[] = interactive?.action.sections?.[0].rows ?? [];
  const buttons: readonly Loose[] = interactive?.action.buttons ?? [];
  const asksLocation = interactive?.type === 'location_request_message';
  const body = type === 'text' ? plain.body : interactive.body.text;
  return {
    text: body,
    taps: [...buttons.map(({ reply }) => reply.title), ...rows.map(({ title }) => title)],
    as: rows.length > 0 ? 'list' : buttons.length > 0 ? 'buttons' : 'plain',
    marks: [],
    asksLocation,
    aside: asksLocation && body === '📍',
    raw: taken,
  };
}
