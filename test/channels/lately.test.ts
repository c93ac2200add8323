// What is remembered for a while is neither kept longer nor in any number.

import { createLately } from '../../src/channels/lately.ts';

test('what is older than its lifetime is forgotten, and goes with the next that comes', () => {
  let now = 0;
  const lately = createLately<number>({ lifetime: 1_000, most: 100 }, () => now);
  for (let at = 0; at < 50; at += 1) lately.set(`k${at}`, at);
  expect(lately.get('k0')).toBe(0);
  now = 1_001;
  expect(lately.get('k0')).toBeUndefined();
  lately.set('new', 1);
  expect(lately.size).toBe(1);
});

test('what is set again lives on, and the oldest goes when there are too many', () => {
  let now = 0;
  const lately = createLately<number>({ lifetime: 1_000, most: 3 }, () => now);
  for (const key of ['a', 'b', 'c']) lately.set(key, 0);
  now = 900;
  lately.set('a', 1);
  lately.set('d', 1);
  expect([lately.get('a'), lately.get('b'), lately.size]).toEqual([1, undefined, 3]);
  now = 1_500;
  expect([lately.get('a'), lately.get('c')]).toEqual([1, undefined]);
});
