// Web chat's far side: pages that talk Direct Line over HTTP. What a page is shown, it reads from the conversation's activities.

import { randomBytes, randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { createWebChat } from '../../../src/channels/web-chat.ts';
import { createHttp } from '../../../src/http.ts';
import type { Act, Driver, FarHouse, FarSide, Piece } from '../far-side.ts';
import { ask } from './ask.ts';

const NO_PLATFORM = 'no platform stands between the line and the page';

export const driver: Driver = {
  name: 'web-chat',
  odd: [
    null,
    [],
    'text',
    { type: 'message' },
    { type: 'message', text: 7 },
    { type: 'message', text: 'x', channelData: 'y', from: [] },
    { type: 'message', attachments: [null, 5] },
    { type: 'event', name: {}, value: { __proto__: 1 } },
    { type: 'typing' },
  ],
  attachments: ['voice', 'image', 'file'],
  cannot: {
    list: 'choices beyond its buttons are drawn by the widget from the same suggestions',
    'location-asked': 'a page shares no location',
    blocked: NO_PLATFORM,
    'slow-down': NO_PLATFORM,
    bad: NO_PLATFORM,
    broken: NO_PLATFORM,
    close: 'the server, not the channel, stops to listen',
  },
  start,
};

type Chat = { readonly id: string; readonly token: string };

async function start({ store, seal, clock, log }: FarHouse): Promise<FarSide> {
  const app = createHttp({ log, ready: async () => undefined, metrics: () => '' });
  const channel = createWebChat({
    app,
    store,
    seal,
    secret: randomBytes(32),
    tokenSeconds: 1_800,
    origins: [],
    retentionHours: 24,
    brand: 'Example Line',
    clock,
    log,
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
  const base = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  const chats = new Map<string, Promise<Chat>>();

  function chatOf(who: string, hints: object = {}): Promise<Chat> {
    const known = chats.get(who) ?? open(hints);
    chats.set(who, known);
    return known;
  }

  async function open(hints: object): Promise<Chat> {
    const granted = await ask(`${base}/webchat/token`, { json: hints });
    const { token } = granted.body;
    const { body } = await ask(`${base}/v3/directline/conversations`, { token, json: {} });
    return { id: body.conversationId, token: body.token };
  }

  async function post({ id, token }: Chat, activity: unknown): Promise<void> {
    await ask(`${base}/v3/directline/conversations/${id}/activities`, { token, json: activity });
  }

  return {
    channel,
    async act(who, acts, { times = 1, language } = {}) {
      for (const act of acts) {
        const topic = act.type === 'open' ? act.topic : undefined;
        const chat = await chatOf(who, { ...(language && { language }), ...(topic && { topic }) });
        const activity = activityOf(act, language);
        if (activity) for (let time = 0; time < times; time += 1) await post(chat, activity);
      }
    },
    async shown(who) {
      const { id, token } = await chatOf(who);
      const { body } = await ask(`${base}/v3/directline/conversations/${id}/activities`, { token });
      return body.activities.filter(({ from }) => from.role === 'bot').map(pieceOf);
    },
    deliver: async (payload) => post(await chatOf('odd'), payload),
    meets: () => undefined,
    violations: [],
    close: async () => void (await app.close()),
  };
}

function activityOf(act: Act, locale: string | undefined): object | null {
  const said = {
    type: 'message',
    from: { id: 'u1' },
    ...(locale && { locale }),
    channelData: { clientActivityID: randomUUID() },
  };
  switch (act.type) {
    case 'text':
      return { ...said, text: act.text };
    case 'tap': {
      const { suggestedActions } = act.piece.raw as Shown;
      const action = suggestedActions?.actions.find(({ title }) => title === act.label);
      return { ...said, text: action?.text, value: action?.value };
    }
    case 'attachment': {
      const types: Record<string, string> = { voice: 'audio/ogg', image: 'image/png' };
      const contentType = types[act.what] ?? 'application/pdf';
      return { ...said, attachments: [{ contentType, contentUrl: 'https://page.example/x' }] };
    }
    case 'location': {
      const { latitude, longitude } = act;
      return { ...said, entities: [{ type: 'Place', geo: { type: 'GeoCoordinates', latitude, longitude } }] };
    }
    case 'open':
      return null;
    default:
      return act satisfies never;
  }
}

type Shown = Awaited<ReturnType<typeof ask>>['body']['activities'][number];

function pieceOf(activity: Shown): Piece {
  const taps = activity.suggestedActions?.actions.map(({ title }) => title) ?? [];
  const { marks, draw } = (activity.channelData as { waypost: { marks: Piece['marks']; draw: string } })
    .waypost;
  const as = taps.length === 0 ? 'plain' : draw === 'list' ? 'list' : 'buttons';
  return { text: activity.text, taps, as, marks, asksLocation: false, aside: false, raw: activity };
}
