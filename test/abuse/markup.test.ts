// No sign in anybody's text means anything: on WhatsApp it cannot be bold, and numbers and addresses stay as they are.

import { literal } from '../../src/channels/whatsapp-markup.ts';
import { seeded } from './seeded.ts';

/** What WhatsApp would draw as bold, italic, struck out or code, by the rules it documents. */
function formats(text: string): boolean {
  const edge = '[\\p{L}\\p{N}]';
  const pair = (sign: string) => new RegExp(`(?<!${edge})${sign}(?=\\S)[^\\n]*?\\S${sign}(?!${edge})`, 'u');
  const outside = text.replace(/https?:\/\/\S*[^\s*_~`]/g, 'x');
  return [pair('\\*'), pair('_'), pair('~'), pair('`'), /```[\s\S]+?```/].some((one) => one.test(outside));
}

test.each([
  '*free*',
  'call *now*!',
  '_free_ and ~not~ `code`',
  '*_both_*',
  '(*in brackets*)',
  '```\nover\nlines\n```',
  'مرحبا *مهم* شكرا',
  '*two words* and *again*',
  '0503***6304',
  '*example.org/a*',
])('%j is shown as it is written', (text) => {
  expect(formats(text) || /\*{3}/.test(text)).toBe(true);
  expect(formats(literal(text))).toBe(false);
  expect(literal(text)).toHaveLength(text.length);
  expect(literal(text)).not.toMatch(/\*{3}/);
});

test.each([
  '+49 40 123 456',
  '0800-123456',
  '*100#',
  '*#06#',
  '*144*1#',
  '2 * 3 * 4',
  'a*b*c',
  'snake_case_name',
  '5 ~ 6',
  'https://example.org/a_b_c_/~user~/*x*?q=_1_#_top_',
  'desk_one_two@example.org and _ alone',
  'www.example.org/_a_/b',
  'example.org/_a_/b',
])('%j is left alone', (text) => {
  expect(literal(text)).toBe(text);
});

test('5,000 texts of signs, words, numbers and addresses: nothing is formatted, nothing else is changed', () => {
  const { pick, whole } = seeded();
  const bits = [
    '*',
    '_',
    '~',
    '`',
    '```',
    ' ',
    '\n',
    'word',
    '+49 40 1',
    'слово',
    'كلمة',
    '👩🏽‍🌾',
    '.',
    ',',
  ];
  for (let round = 0; round < 5_000; round += 1) {
    const text = Array.from({ length: whole(1, 24) }, () => pick(bits)).join('');
    const drawn = literal(text);
    expect([text, formats(drawn)]).toEqual([text, false]);
    const back = drawn.replaceAll('∗', '*').replaceAll('ˍ', '_').replaceAll('∼', '~').replaceAll('ˋ', '`');
    expect(back).toBe(text);
  }
});

test('a long row of signs is read once', () => {
  for (const text of ['*a'.repeat(200_000), '* '.repeat(200_000), '`'.repeat(400_000), 'a@'.repeat(200_000)])
    expect(literal(text)).toHaveLength(text.length);
});
