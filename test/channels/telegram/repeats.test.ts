// Each thing a person does is answered once, and in its turn.

import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '../far-side.ts';
import { openTelegram, type TelegramHouse } from './house.ts';
import { ATTACHED, message, says, taps } from './people.ts';

const AMAL = 830_000_001;
let house: TelegramHouse;

describe.each([
  ['polling', false],
  ['webhook', true],
] as const)('by %s', (_, webhook) => {
  beforeEach(async () => {
    house = await openTelegram({ webhook });
    await eventually(() => expect(house.told.at(-1)?.state).toBe('on'));
  });
  afterEach(async () => {
    expect(house.api.violations).toEqual([]);
    await house.end();
  });

  const settled = async () => {
    await eventually(() => expect(house.api.waiting).toBe(0));
    await sleep(60);
    await house.runtime.idle();
  };

  test('20 messages of one person in one batch are answered in order, with others in between', async () => {
    const numbers = Array.from({ length: 20 }, (_, at) => at + 1);
    house.api.push(...numbers.flatMap((at) => [says(AMAL, `m${at}`), says(AMAL + at, `other ${at}`)]));
    await eventually(() => expect(house.texts(AMAL)).toEqual(numbers.map((at) => `re: m${at}`)));
    await settled();
    for (const at of numbers) expect(house.texts(AMAL + at)).toEqual([`re: other ${at}`]);
  });

  test('the same update five times has one answer', async () => {
    const numbers = house.api.push(says(AMAL, 'once'));
    for (let times = 0; times < 4; times += 1) {
      await settled();
      house.api.repeat(...numbers);
    }
    await settled();
    expect(house.texts(AMAL)).toEqual(['re: once']);
  });

  test('an album of ten has one answer', async () => {
    const album = { media_group_id: '77', ...ATTACHED['image'] };
    house.api.push(...Array.from({ length: 10 }, () => message(AMAL, album)));
    await settled();
    expect(house.texts(AMAL)).toEqual(['re: attachment']);
  });

  test('an album with words is answered for its words, wherever they stand', async () => {
    const album = (id: string, caption?: string) =>
      message(AMAL, { media_group_id: id, ...ATTACHED['image'], ...(caption && { caption }) });
    house.api.push(album('1', 'he took my passport'), album('1'), album('1'));
    await settled();
    house.api.push(album('2'), album('2'), album('2', 'and my phone'));
    await settled();
    const texts = house.texts(AMAL);
    expect(texts).toContain('re: he took my passport');
    expect(texts).toContain('re: and my phone');
    // A webhook hears one picture after another, and cannot know that words will come.
    expect(texts).toHaveLength(webhook ? 3 : 2);
  });

  test('a corrected question is answered once more, a link preview is no correction, a live location stays one', async () => {
    const first = says(AMAL, 'i need a laon');
    const edited = (text: string) => ({ edited_message: { ...first['message'], text, edit_date: 1 } });
    house.api.push(first);
    await settled();
    house.api.push(edited('i need a laon'), edited('i need a loan'), edited('i need a loan'));
    await settled();
    expect(house.texts(AMAL)).toEqual(['re: i need a laon', 're: i need a loan']);
    const live = message(AMAL, { location: { latitude: 53, longitude: 10, live_period: 900 } });
    house.api.push(live, { edited_message: { ...live['message'], edit_date: 2 } });
    await settled();
    expect(house.texts(AMAL).slice(2)).toEqual(['re: location']);
  });

  test('what cannot be read is answered once each; what nobody said is not answered', async () => {
    const kinds = ['voice', 'image', 'file', 'sticker', 'contact', 'other'];
    house.api.push(...kinds.map((kind) => message(AMAL, ATTACHED[kind] as object)));
    house.api.push(message(AMAL, { pinned_message: { message_id: 1 } }), {
      channel_post: says(-5, 'news')['message'],
    });
    await settled();
    expect(house.texts(AMAL)).toEqual(kinds.map(() => 're: attachment'));
    expect(house.texts(-5)).toEqual([]);
  });

  test('taps and words of one person keep their order', async () => {
    house.api.push(
      says(AMAL, 'a'),
      taps(AMAL, { chat: { id: AMAL, type: 'private' } }, '!menu'),
      says(AMAL, 'b'),
    );
    await settled();
    expect(house.texts(AMAL)).toEqual(['re: a', 're: !menu', 're: b']);
  });
});
