import { isolate, isolateLine, isolateTokens, leftToRight, withoutDoubles } from '../../src/render/bidi.ts';
import { visible } from './house-texts.ts';

const see = (text: string) => visible(text);

test('left-to-right text is left alone unless a value runs the other way', () => {
  expect(isolate('Hamburg +49 40', 'ltr')).toBe('Hamburg +49 40');
  expect(see(isolate('العربية', 'ltr'))).toBe('⟨fsi⟩العربية⟨pdi⟩');
});

test('Latin names and numbers with spaces are isolated in right-to-left text; words and bare numbers are not', () => {
  expect(see(isolate('microStart', 'rtl'))).toBe('⟨fsi⟩microStart⟨pdi⟩');
  expect(see(isolate('116 016', 'rtl'))).toBe('⟨fsi⟩116 016⟨pdi⟩');
  expect(isolate('هامبورغ', 'rtl')).toBe('هامبورغ');
  expect(isolate('3', 'rtl')).toBe('3');
});

test('a line is isolated only when it begins the other way', () => {
  expect(isolateLine('قرض Open Up', 'rtl')).toBe('قرض Open Up');
  expect(see(isolateLine('A loan.', 'rtl'))).toBe('⟨fsi⟩A loan.⟨pdi⟩');
});

test('a number written into Arabic text is not shown back to front', () => {
  expect(see(isolateTokens('اتصل على 116 016 الآن', 'rtl'))).toBe('اتصل على ⟨lri⟩116 016⟨pdi⟩ الآن');
  expect(isolateTokens('Call 116 016', 'ltr')).toBe('Call 116 016');
});

test('nothing is isolated twice', () => {
  const once = leftToRight('+49 40', 'rtl');
  expect(leftToRight(once, 'rtl')).toBe(once);
  expect(isolate(once, 'rtl')).toBe(once);
  expect(isolateTokens(once, 'rtl')).toBe(once);
  expect(see(withoutDoubles('x \u2068\u2066+49 40\u2069\u2069 y'))).toBe('x ⟨lri⟩+49 40⟨pdi⟩ y');
});
