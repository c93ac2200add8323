import type { Capabilities } from '../../src/model/part.ts';
import { createRenderer } from '../../src/render/render.ts';
import { line, service } from '../fixtures/small-line.ts';
import { houseTexts } from './house-texts.ts';

const CAN: Capabilities = {
  buttons: 3,
  buttonLabel: 20,
  listRows: 10,
  listLabel: 24,
  text: 4096,
  textWithChoices: 1024,
  unit: 'utf16',
  markup: 'none',
  location: true,
};
const house = houseTexts();
const small = line([service('a')], {
  texts: { en: { ...house.en, t: { long: '{{words}}' } }, ar: { ...house.ar } },
});
const choices = (many: number) =>
  Array.from({ length: many }, (_, n) => ({ id: `x/y=c${n}`, label: `c${n}` }));
const long = (length: number) => [{ key: 't:long', values: { words: 'word '.repeat(length / 5) } }];

function draw(length: number, many: number, askLocation = false) {
  const message = { texts: long(length), choices: choices(many), askLocation };
  return createRenderer(small).render(message, { language: 'en', can: CAN, idPrefix: 't' });
}
const sizes = (parts: ReturnType<typeof draw>) => parts.map(({ text }) => text.length);

test('text beside buttons or a list keeps the smaller limit, and the choices stay with its end', () => {
  for (const many of [2, 9]) {
    const parts = draw(1_500, many);
    expect(Math.max(...sizes(parts))).toBeLessThanOrEqual(1024);
    expect(parts.map(({ choices: drawn }) => drawn.length)).toEqual([0, many]);
    expect(parts.map(({ text }) => text).join(' ')).toBe('word '.repeat(300).trim());
    expect(new Set(parts.map(({ id }) => id)).size).toBe(2);
  }
});

test('text alone, and numbered choices, may use all the room there is', () => {
  expect(draw(4_000, 0)).toHaveLength(1);
  expect(draw(3_000, 20)).toHaveLength(1);
});

test('where the location is asked for, the smaller limit holds too', () => {
  const parts = draw(1_500, 20, true);
  expect(parts.at(-1)?.askLocation).toBe(true);
  expect(parts.at(-1)?.text.length).toBeLessThanOrEqual(1024);
  expect(draw(4_000, 0, true).at(-1)?.text.length).toBeLessThanOrEqual(1024);
});
