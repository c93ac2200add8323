import { remember } from '../../src/triage/remember.ts';

test('a word is looked for once, what holds a digit or is long each time', () => {
  const asked: string[] = [];
  const find = remember((text) => asked.push(text));
  for (const text of ['shop', 'shop', '0301234', '0301234', '٠٣٠', '٠٣٠', 'a'.repeat(41), 'a'.repeat(41)])
    find(text);
  expect(asked.filter((text) => text === 'shop')).toHaveLength(1);
  expect(asked).toHaveLength(7);
});
