import { packOffered, unpackOffered } from '../../src/engine/offered.ts';
import { parseOption } from '../../src/engine/option.ts';
import { upgrade } from '../../src/engine/upgrade.ts';
import { asked, lineWith, options, talk } from '../fixtures/talk.ts';

test('packing what was offered loses nothing and keeps the order', () => {
  const offered = [
    '+more',
    'place/country=be',
    'place/country=lu',
    '!menu',
    'place/country=nl',
    'a/b=gb/scotland/glasgow',
  ];
  expect(packOffered(offered)).toEqual([
    '+more',
    'place/country=be,lu',
    '!menu',
    'place/country=nl',
    'a/b=gb/scotland/glasgow',
  ]);
  expect(unpackOffered(packOffered(offered))).toEqual(offered);
});

test('every option that the engine offers can be read again', () => {
  const t = talk(lineWith());
  const shown = options(t.hear(asked('arr.legal', { heard: { country: 'de', place: 'de' } })));
  expect(shown.length).toBeGreaterThan(2);
  for (const option of shown) expect(parseOption(option)).not.toBeNull();
});

test('a damaged, older or foreign state is refused whole or read for what is sound', () => {
  for (const bad of [null, 7, 'x', [], {}, { v: 2, lang: 'en' }, { v: 1 }]) expect(upgrade(bad)).toBeNull();
  const odd = JSON.parse(
    '{"v":1,"lang":"en","slots":{"country":"de","place":5,"evil":"x"},"at":7,"ret":[1],"__proto__":{"x":1}}',
  );
  expect(upgrade(odd)).toEqual({ v: 1, lang: 'en', slots: { country: 'de' } });
});
