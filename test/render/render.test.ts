import type { Line, LocaleTexts } from '../../src/model/line.ts';
import type { Message } from '../../src/model/message.ts';
import type { Capabilities } from '../../src/model/part.ts';
import { measure } from '../../src/render/measure.ts';
import { createRenderer } from '../../src/render/render.ts';
import { line, service } from '../fixtures/small-line.ts';
import { houseTexts, visible } from './house-texts.ts';
import { oddStrings } from './odd-strings.ts';

const ROOM: Capabilities = {
  buttons: 3,
  buttonLabel: 20,
  listRows: 10,
  listLabel: 24,
  text: 4096,
  unit: 'utf16',
  markup: 'ranges',
  location: true,
};
const house = houseTexts();
const texts: Record<string, LocaleTexts> = {
  en: {
    ...house.en,
    t: {
      hello: 'Hello {{name}}',
      only: 'Only English',
      group: { inner: 'x' },
      things_one: '{{count}} thing',
      things_other: '{{count}} things',
      loop: '{{self}}',
    },
    common: { status: { refugee: 'Recognised refugee' }, need: { free: 'Free of charge' }, menu: 'Menu' },
  },
  de: { ...house.de, t: { hello: 'Hallo {{name}}' } },
  ar: { ...house.ar, t: { hello: 'مرحباً {{name}}' } },
  uk: { t: { things_one: '{{count}} річ', things_few: '{{count}} речі', things_many: '{{count}} речей' } },
};
const small = line([service('a')], { texts });

function draw(message: Partial<Message>, language = 'en', can: Partial<Capabilities> = {}, on: Line = small) {
  const manner = { language, can: { ...ROOM, ...can }, idPrefix: 'turn.0' };
  return createRenderer(on).render({ texts: [], ...message }, manner);
}
const textOf = (key: string, values = {}, language = 'en') =>
  draw({ texts: [{ key, values }] }, language)[0]?.text;
const choices = (...labels: string[]) => labels.map((label) => ({ id: `x/y=${label}`, label }));

describe('texts', () => {
  test('fall back to the source language and never show a key', () => {
    expect(textOf('t:only', {}, 'de')).toBe('Only English');
    expect(textOf('t:hello', { name: 'A' }, 'de-AT')).toBe('Hallo A');
    expect(textOf('t:hello', { name: 'A' }, 'xx')).toBe('Hello A');
    expect(textOf('t:hello')).toBe('Hello');
    expect(draw({ texts: [{ key: 't:none' }, { key: 't:group' }, { key: 'none' }] })).toEqual([]);
  });

  test('plural forms are those of the language', () => {
    expect([1, 2, 5, 21].map((count) => textOf('t:things', { count }, 'uk'))).toEqual([
      '1 річ',
      '2 речі',
      '5 речей',
      '21 річ',
    ]);
  });

  test('values are put into words in the language spoken', () => {
    const name = (value: object, language = 'en') =>
      visible(textOf('t:hello', { name: value }, language) ?? '');
    expect(name({ place: 'de' }, 'ar')).toBe('مرحباً ألمانيا');
    expect(name({ topic: 'biz.start' }, 'ar')).toBe('مرحباً ⟨fsi⟩biz.start⟨pdi⟩');
    expect(name({ group: 'fin' })).toBe('Hello Money');
    expect(name({ language: 'ar' }, 'de')).toBe('Hallo Arabisch');
    expect(name({ language: 'not a code' })).toBe('Hello not a code');
    expect(name({ status: 'refugee' }, 'de')).toBe('Hallo Recognised refugee');
    expect(name({ need: 'free' })).toBe('Hello Free of charge');
    expect(name({ date: '2025-04-22' }, 'de')).toBe('Hallo 22. April 2025');
    expect(name({ text: { key: 't:only' } })).toBe('Hello Only English');
    expect(name({ place: 'europe' }, 'de')).toBe('Hallo Europa');
    expect(name({ place: 'zz/somewhere' })).toBe('Hello somewhere');
  });

  test('a value is never read as a template, an option or markup', () => {
    for (const odd of ['{{name}}', '$t(common:menu)', '$& $1 $$', '<b>&</b>', '{{- name}}']) {
      expect(textOf('t:hello', { name: odd })).toBe(`Hello ${odd}`);
    }
    expect(textOf('t:hello', { name: 'A', lng: 'de', defaultValue: 'no', context: 'x' })).toBe('Hello A');
  });
});

describe('choices', () => {
  test('are buttons, else a list, else numbered, and no label is cut', () => {
    const drawn = (labels: string[], can = {}) =>
      draw({ texts: [{ key: 't:only' }], choices: choices(...labels) }, 'en', can)[0]!;
    expect(drawn(['a', 'b', 'c']).draw).toBe('buttons');
    expect(drawn(['a', 'b', 'c', 'd'])).toMatchObject({ draw: 'list', listButton: 'Choose' });
    expect(drawn(['x'.repeat(22)]).draw).toBe('list');
    const long = drawn(['x'.repeat(25), 'b']);
    expect(long).toMatchObject({ draw: 'numbered', text: `Only English\n\n1. ${'x'.repeat(25)}\n2. b` });
    expect(drawn(['a'], { buttons: 0, listRows: 0 }).draw).toBe('numbered');
    expect(drawn(Array.from({ length: 11 }, (_, n) => `${n}`)).text).toContain('\n11. 10');
  });

  test('stand on the last part only, which also asks for the location', () => {
    const parts = draw({
      texts: [{ key: 't:only' }],
      cards: [{ service: 'a', reasons: [], freshness: 'fresh' }],
      choices: choices('a'),
      askLocation: true,
    });
    expect(parts.map(({ id, draw: how }) => [id, how])).toEqual([
      ['turn.0.1', 'none'],
      ['turn.0.2', 'buttons'],
    ]);
    expect(parts.map(({ askLocation }) => askLocation)).toEqual([undefined, true]);
  });

  test('never come without a text, and never without a label', () => {
    const [part] = draw({ choices: [{ id: 'x', label: { text: { key: 't:none' } } }] });
    expect(part).toMatchObject({ text: 'Please choose:', choices: [{ id: 'x', label: '…' }] });
  });

  test('languages are offered under their own names; labels for recognition carry no isolates', () => {
    const renderer = createRenderer(small);
    const label = { text: { key: 't:hello', values: { name: 'Berlin' } } };
    expect(
      renderer.labels(
        [
          { id: 'l', label: { language: 'uk' } },
          { id: 'm', label },
        ],
        'ar',
      ),
    ).toEqual([
      { id: 'l', label: 'Українська' },
      { id: 'm', label: 'مرحباً Berlin' },
    ]);
  });

  test('numbered lines stay together', () => {
    const parts = draw(
      {
        texts: [{ key: 't:hello', values: { name: 'word '.repeat(30) } }],
        choices: choices('first', 'second'),
      },
      'en',
      { buttons: 0, listRows: 0, text: 60 },
    );
    expect(parts.at(-1)?.text).toMatch(/1\. first\n2\. second$/);
    expect(parts.slice(0, -1).every((part) => part.choices.length === 0)).toBe(true);
  });
});

test('whatever a value holds, every part keeps the limits of every channel and its marks stay inside', () => {
  const rooms: Partial<Capabilities>[] = [
    { text: 40, unit: 'utf16' },
    { text: 64, unit: 'bytes', buttons: 0, listRows: 0, markup: 'none' },
    { text: 30, unit: 'graphemes', buttonLabel: 5 },
  ];
  const renderer = createRenderer(small);
  const options = choices('a', 'b');
  for (const odd of oddStrings()) {
    for (const [n, room] of rooms.entries()) {
      const can = { ...ROOM, ...room };
      const message = {
        texts: [{ key: 't:hello', values: { name: odd } }],
        choices: [...options, { id: 'o', label: odd }],
      };
      const parts = renderer.render(message, { language: n % 2 ? 'ar' : 'en', can, idPrefix: 'x' });
      for (const part of parts) {
        expect(measure(part.text, can.unit)).toBeLessThanOrEqual(can.text);
        expect(part.text).not.toMatch(/\p{Cc}(?<!\n)|[\u202a-\u202e]/u);
        expect(
          part.marks.every(({ start, length }) => start >= 0 && start + length <= part.text.length),
        ).toBe(true);
      }
      const last = parts.at(-1)!;
      const limit =
        last.draw === 'buttons' ? can.buttonLabel : last.draw === 'list' ? can.listLabel : Infinity;
      for (const { label } of last.choices) expect(measure(label, can.unit)).toBeLessThanOrEqual(limit);
    }
  }
});
