import { cleanValue } from '../../src/render/clean-text.ts';
import { measure } from '../../src/render/measure.ts';
import { plain, withLinks } from '../../src/render/rich-text.ts';
import { split } from '../../src/render/split.ts';
import { oddStrings } from './odd-strings.ts';

const units = ['graphemes', 'utf16', 'bytes'] as const;
const texts = (text: string, limit: number) => split(plain(text), limit, 'utf16').map((piece) => piece.text);

test('every piece keeps within every limit, and nothing but white space is lost', () => {
  const letters = (text: string) => text.replace(/\s/gu, '');
  for (const odd of oddStrings()) {
    const text = cleanValue(odd);
    for (const unit of units) {
      for (const limit of [4, 20, 160]) {
        const pieces = split(plain(text), limit, unit);
        const bad = pieces.filter(
          (piece) => !piece.text || measure(piece.text, unit) > limit || /\p{Surrogate}/u.test(piece.text),
        );
        if (bad.length > 0) expect([unit, limit, bad]).toEqual([unit, limit, []]);
        expect(letters(pieces.map((piece) => piece.text).join(''))).toBe(letters(text));
      }
    }
  }
});

test('it cuts at paragraphs before lines, lines before sentences, sentences before words', () => {
  expect(texts('One two three.\n\nFour. Five six.', 24)).toEqual(['One two three.', 'Four. Five six.']);
  expect(texts('One two. Three.\nFour five six seven', 28)).toEqual([
    'One two. Three.',
    'Four five six seven',
  ]);
  expect(texts('One two three. Four five six.', 20)).toEqual(['One two three.', 'Four five six.']);
  expect(texts('one two three four five', 14)).toEqual(['one two three', 'four five']);
});

test('an address, a number and a joined emoji stay in one piece', () => {
  expect(texts('Write to https://example.org/long now', 24)).toEqual([
    'Write to',
    'https://example.org/long',
    'now',
  ]);
  expect(texts('Call us at +49 40 123 456', 18)).toEqual(['Call us at', '+49 40 123 456']);
  expect(texts('aaaa👩‍👩‍👧‍👦', 13)).toEqual(['aaaa', '👩‍👩‍👧‍👦']);
});

test('a link goes on in the next piece when it must be cut', () => {
  const rich = withLinks('See https://example.org/abcdefghij');
  const pieces = split(rich, 12, 'utf16');
  for (const { text, marks } of pieces) {
    for (const { start, length } of marks) expect(text.slice(start, start + length)).toBe(text.slice(start));
  }
  const linked = pieces.flatMap(({ text, marks }) => marks.map(({ start }) => text.slice(start)));
  expect(linked.join('')).toBe('https://example.org/abcdefghij');
});

test('a long text in a small room does not take long', () => {
  const started = performance.now();
  const long = '9'.repeat(1000) + 'слово '.repeat(20_000);
  expect(split(plain(long), 1024, 'graphemes').length).toBeGreaterThan(100);
  expect(performance.now() - started).toBeLessThan(20_000);
});
