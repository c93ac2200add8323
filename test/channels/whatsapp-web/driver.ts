// WhatsApp with people on it: our channel, the real library in real Chromium, and the stand-in page.

import { createWhatsAppWeb } from '../../../src/channels/whatsapp-web.ts';
import { createHttp } from '../../../src/http.ts';
import { type Act, type Driver, eventually, type FarSide, type Piece } from '../far-side.ts';
import { createStandIn } from './stand-in.ts';

/** UTF-16 units; WhatsApp's own limit is far beyond, and other clients fold longer texts. */
const LONGEST = 4_096;

const TYPES = {
  voice: { type: 'ptt', directPath: '/invented' },
  image: { type: 'image', directPath: '/invented', caption: '' },
  file: { type: 'document', directPath: '/invented', caption: '' },
  sticker: { type: 'sticker', directPath: '/invented' },
  contact: { type: 'vcard', body: 'BEGIN:VCARD\nVERSION:3.0\nFN:Invented\nEND:VCARD' },
  other: { type: 'poll_creation', pollName: 'Which?' },
} as const;

export const driver: Driver = {
  name: 'whatsapp-web',
  attachments: ['voice', 'image', 'file', 'sticker', 'contact', 'other'],
  odd: [
    {},
    { id: 7, from: null, type: 'chat', body: 'x' },
    { id: { _serialized: 'odd-1' }, type: 'chat', body: 'from nobody' },
    { id: { _serialized: 'odd-2' }, from: '1@lid', type: 'chat', body: 5 },
    {
      id: { _serialized: 'odd-3' },
      from: { _serialized: '1@lid' },
      type: 'location',
      lat: 'north',
      lng: null,
    },
    { id: { _serialized: 'odd-4' }, from: '1@lid', type: 'invented_next_year', body: {} },
    { id: { _serialized: 'odd-5' }, from: '@lid', type: 'multi_vcard', vcardList: [] },
    { id: { _serialized: 'odd-6' }, from: '1@lid', t: 'yesterday', type: 'image', caption: null },
  ],
  cannot: {
    buttons: 'buttons do not reach all phones',
    list: 'lists do not reach all phones',
    tap: 'nothing can be tapped',
    'old-tap': 'nothing can be tapped',
    'location-asked': 'WhatsApp Web cannot ask for a location',
    open: 'WhatsApp does not tell that a chat was opened',
    language: 'WhatsApp does not tell the language of a profile',
    blocked: 'WhatsApp does not tell who blocked the line',
    'slow-down': 'WhatsApp does not say how long to wait; it bans',
  },

  async start(house): Promise<FarSide> {
    const standIn = createStandIn();
    const app = createHttp({ log: house.log, ready: async () => undefined, metrics: () => '' });
    const channel = createWhatsAppWeb({
      ...house,
      settings: standIn.settings,
      app,
      tell: () => undefined,
      terminal: { write: () => undefined },
    });
    const people = new Map<string, string>();
    const violations: string[] = [];
    let messages = 0;
    let trouble: Promise<unknown> = Promise.resolve();
    let paired: Promise<void> | undefined;

    async function link(): Promise<void> {
      await standIn.pair();
      await eventually(() => expect(channel.health().state).toBe('ready'));
    }

    /** Some people come with a number, more and more with an id that hides it. */
    function idOf(who: string): string {
      const known = people.get(who);
      const id = known ?? `${7_000_000 + people.size}@${people.size % 2 === 0 ? 'lid' : 'c.us'}`;
      people.set(who, id);
      return id;
    }

    function modelOf(who: string, act: Act): unknown {
      messages += 1;
      const from = idOf(who);
      const key = `INVENTED${messages}`;
      const id = { fromMe: false, remote: from, id: key, _serialized: `false_${from}_${key}` };
      const model = { id, from, t: 1_790_000_000 + messages };
      switch (act.type) {
        case 'text':
          return { ...model, type: 'chat', body: act.text };
        case 'location':
          return { ...model, type: 'location', lat: act.latitude, lng: act.longitude, body: '/9j/thumbnail' };
        case 'attachment':
          return { ...model, ...TYPES[act.what] };
        case 'open':
          // A wa.me link writes the first words for her; without a topic she waves, which tells no language.
          return { ...model, type: 'chat', body: act.topic === undefined ? '👋' : `#${act.topic}` };
        case 'tap':
          throw new Error('nothing can be tapped');
        default:
          return act satisfies never;
      }
    }

    return {
      channel: {
        ...channel,
        async send(to, part) {
          await trouble;
          return channel.send(to, part);
        },
      },
      violations,
      async act(who, acts, { times = 1 } = {}) {
        paired ??= link();
        await paired;
        for (const act of acts) {
          const model = modelOf(who, act);
          for (let time = 0; time < times; time += 1) await standIn.receive(model);
        }
      },
      async shown(who) {
        const sent = await standIn.sent();
        violations.push(
          ...sent.filter(({ text }) => text === '' || text.length > LONGEST).map(() => 'length'),
        );
        return sent.filter(({ to }) => to === idOf(who)).map(({ text }) => plain(text));
      },
      deliver: (payload) => standIn.receive(payload).catch(() => undefined),
      meets(who, what) {
        trouble = standIn.ask(`standin.trouble['${idOf(who)}'] = '${what}'`);
      },
      async close() {
        await standIn.remove();
        await app.close();
      },
    };
  },
};

function plain(text: string): Piece {
  return { text, taps: [], as: 'plain', marks: [], asksLocation: false, aside: false, raw: text };
}
