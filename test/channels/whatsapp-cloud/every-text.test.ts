import { CAPABILITIES } from '../../../src/channels/capabilities.ts';
import { drawPart } from '../../../src/channels/whatsapp-cloud/draw.ts';
import type { DrawnChoice, Part } from '../../../src/model/part.ts';
import { createRenderer } from '../../../src/render/render.ts';
import { defaultLine } from '../../line/default-line.ts';
import { silent } from '../../runtime/house.ts';
import { everyDrawnText, inParallel } from '../every-drawn-text.ts';
import { openWhatsApp } from './driver.ts';
import { misfits } from './meta-limits.ts';

/** What the sender puts around each message. */
const AROUND = {
  messaging_product: 'whatsapp',
  recipient_type: 'individual',
  to: '4915100000001',
  biz_opaque_callback_data: 'x',
};

async function sendAll(parts: readonly Part[]) {
  const whatsApp = await openWhatsApp({ clock: Date, log: silent }, 10_000);
  const to = { channel: 'whatsapp-cloud', to: '4915100000001', note: String(Math.floor(Date.now() / 1000)) };
  const outcomes = new Map<string, number>();
  await inParallel(parts, 16, async (part) => {
    const sent = await whatsApp.channel.send(to, part);
    outcomes.set(sent.type, (outcomes.get(sent.type) ?? 0) + 1);
  });
  await whatsApp.close();
  return { outcomes: Object.fromEntries(outcomes), whatsApp };
}

test('Meta refuses nothing of all that the default line says, in any language', async () => {
  const parts = everyDrawnText('whatsapp-cloud');
  const { outcomes, whatsApp } = await sendAll(parts);
  expect(whatsApp.graph.violations).toEqual([]);
  expect(outcomes).toEqual({ sent: parts.length });
  const kinds = new Set(whatsApp.graph.taken.map(({ body }) => body.interactive?.type ?? body.type));
  expect([...kinds].sort()).toEqual(['button', 'list', 'location_request_message', 'text']);
}, 120_000);

test('Meta refuses nothing of 5,000 random renders with long, odd and many choices', async () => {
  const seed = 20_261_122;
  const random = mulberry(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const letters = [
    'a',
    'ш',
    'ع',
    '😀',
    '👩🏽‍🌾',
    ' ',
    'é',
    '1',
    '\u202e',
    '字',
    '\n',
    '*',
    'https://example.org/a ',
  ];
  const words = (most: number) =>
    Array.from({ length: Math.floor(random() * most) }, () => pick(letters)).join('');
  const renderer = createRenderer(defaultLine());
  const parts = Array.from({ length: 5_000 }, (_, n) => {
    const choices: DrawnChoice[] = Array.from({ length: Math.floor(random() * 13) }, (_, at) => ({
      id: `place/country=c${at}`,
      label: words(pick([4, 18, 26, 60])),
    }));
    const texts = [
      { key: 'render:number', values: { name: words(pick([3, 60, 1_100, 5_000])), number: '1' } },
    ];
    const message = { texts, choices, askLocation: random() < 0.3 };
    const manner = {
      language: pick(['en', 'ar', 'uk']),
      can: CAPABILITIES['whatsapp-cloud'],
      idPrefix: `f${n}`,
    };
    return renderer.render(message, manner);
  }).flat();
  const bad = parts.flatMap((part) => drawPart(part).flatMap((drawn) => misfits({ ...AROUND, ...drawn })));
  expect({ seed, bad }).toEqual({ seed, bad: [] });
  expect(parts.length).toBeGreaterThan(5_000);
}, 120_000);

function mulberry(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
