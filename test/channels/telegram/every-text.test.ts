import { drawLocationButton, drawPart, drawPlain } from '../../../src/channels/telegram/draw.ts';
import { wordsIn } from '../../../src/channels/telegram/words.ts';
import { defaultLine } from '../../line/default-line.ts';
import { part } from '../contract.ts';
import { everyDrawnText } from '../every-drawn-text.ts';
import { violationsOf } from './limits.ts';

test('Telegram would refuse nothing that the default line says, in any language, and every choice has its button', () => {
  const parts = everyDrawnText('telegram');
  expect(parts.length).toBeGreaterThan(500);
  for (const one of parts) {
    const drawn = drawPart(one);
    expect(violationsOf({ chat_id: 1, ...drawn })).toEqual([]);
    expect(drawn.text).toBe(one.text);
    const rows = (drawn.reply_markup as { inline_keyboard: object[][] } | undefined)?.inline_keyboard ?? [];
    const labels =
      one.draw === 'numbered' ? [] : one.choices.map(({ id, label }) => ({ text: label, callback_data: id }));
    expect(rows.flat()).toEqual(labels);
    for (const without of ['entities', 'buttons'] as const) {
      expect(
        violationsOf({ chat_id: 1, ...drawPlain({ ...one, text: one.text.slice(0, 2_000) }, without) }),
      ).toEqual([]);
    }
  }
});

test('the location button is drawn in every language', () => {
  const line = defaultLine();
  for (const { code } of line.languages) {
    expect(violationsOf({ chat_id: 1, ...drawLocationButton(wordsIn(line, code)) })).toEqual([]);
  }
});

const rowsOf = (labels: readonly string[]) => {
  const choices = labels.map((label, at) => ({ id: `a/b=${at}`, label }));
  const { reply_markup } = drawPart({ ...part('?'), choices, draw: 'buttons' });
  return (reply_markup as { inline_keyboard: { text: string }[][] }).inline_keyboard.map((row) =>
    row.map(({ text }) => text),
  );
};

test('short labels stand in pairs, long ones one to a row, so that no phone cuts them', () => {
  expect(rowsOf(['Yes', 'No'])).toEqual([['Yes', 'No']]);
  expect(rowsOf(['Belgium', 'Austria', 'France'])).toEqual([['Belgium', 'Austria'], ['France']]);
  expect(rowsOf(['Yes', 'Rather not say this'])).toEqual([['Yes'], ['Rather not say this']]);
});

test('a button that Telegram would refuse takes no others with it', () => {
  const choices = [
    { id: `a/b=${'ж'.repeat(40)}`, label: 'Too long' },
    { id: '!menu', label: 'Menu' },
  ];
  expect(violationsOf({ ...drawPart({ ...part('?'), choices, draw: 'buttons' }) })).toEqual([]);
});

test('previews are off and no parse mode is used', () => {
  expect(drawPart(part('https://example.org'))).toEqual({
    text: 'https://example.org',
    link_preview_options: { is_disabled: true },
  });
});
