// LanguageEvidence over a person's messages: it grows, it can turn, and it stays small.

import type { LanguageEvidence } from '../../../src/model/language.ts';
import { addEvidence, rankEvidence } from '../../../src/triage/language-model/evidence.ts';
import { identify } from '../../../src/triage/language-model/identify.ts';

const after = (messages: readonly { code: string; p: number }[][]) =>
  messages.reduce<LanguageEvidence | null>(addEvidence, null)!;

test('two unsure messages together are surer than each', () => {
  const unsure = [
    { code: 'uk', p: 0.6 },
    { code: 'ru', p: 0.4 },
  ];
  const [first] = rankEvidence(after([unsure, unsure]));
  expect(first?.code).toBe('uk');
  expect(first?.p).toBeGreaterThan(0.65);
});

test('one message alone does not rule out what several said before, and two sure ones turn it', () => {
  const german = [{ code: 'de', p: 0.99 }];
  const english = [{ code: 'en', p: 0.99 }];
  const once = after([german, german, german, english]);
  expect(rankEvidence(once)[0]?.code).toBe('de');
  expect(rankEvidence(addEvidence(once, english))[0]?.code).toBe('en');
});

test('a message without letters changes nothing', () => {
  const before = after([[{ code: 'am', p: 0.9 }]]);
  expect(addEvidence(before, identify('😀 123').ranked)).toEqual(before);
});

test('it survives JSON and stays within 120 characters after many messages', () => {
  const texts = ['hello', 'merci', 'мені', 'سلام', 'kam', 'no', 'ok', 'waa', 'ez', 'po'];
  let evidence: LanguageEvidence | null = null;
  for (const text of texts) evidence = addEvidence(evidence, identify(text).ranked);
  const written = JSON.stringify(evidence);
  expect(written.length).toBeLessThan(120);
  expect(JSON.parse(written)).toEqual(evidence);
});
