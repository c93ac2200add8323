import { createTriage, type Utterance } from '../../src/triage/understand.ts';
import { leastCpu } from '../fixtures/cpu-time.ts';
import { smallLine } from './fixture.ts';

const triage = createTriage(smallLine());
const hear = (text: string, more: Partial<Utterance> = {}) => triage.understand({ text, ...more });

const COUNTRIES = [
  { id: 'place/country=de', label: 'Germany' },
  { id: 'place/country=at', label: 'Austria' },
  { id: 'place/country=fr', label: 'France' },
];

describe('topics', () => {
  test.each([
    ['hi i want start bisnes', 'biz.start'],
    ['أريد أن أفتح مطعماً صغيراً', 'biz.start'],
    ['بدي افتح محل بس ما عندي اقامة', 'biz.start'],
    ['ДОБРИЙ ДЕНЬ чи можна ФОП', 'biz.start'],
    ['how do i register for tax in germany', 'biz.tax'],
    ['ich suche dringend eine kleine wohnung', 'arr.housing'],
  ])('%s is about %s', (text, topic) => {
    expect(hear(text)).toMatchObject({ kind: 'topic', topic });
  });

  test('a person who wants a shop and needs money is heard in both', () => {
    const meaning = hear('ich will einen Imbiss aufmachen und brauche Geld');
    expect(meaning.kind).toBe('topic');
    expect([meaning.alternatives[0]?.topic, meaning.second].sort()).toEqual(['biz.start', 'fin.micro']);
    expect(meaning.heard.money).toBe('yes');
  });

  test('a clause that only seems clear does not decide the topic', () => {
    const text = 'the flat for my family is too small and cold, my shop, the tax';
    expect(hear(text).alternatives).toEqual(hear(text.replaceAll(',', '')).alternatives);
  });

  test('a related language is helped by the line’s own', () => {
    expect(hear('сколько стоит аренда квартиры')).toMatchObject({ topic: 'arr.housing' });
  });

  test.each(['what is the weather', 'asdkjh qweoiu', 'tell me a joke please'])('%s gets the menu', (text) => {
    expect(hear(text)).toMatchObject({ kind: 'none', decision: 'menu' });
  });

  test('at most five alternatives come best first', () => {
    const confidences = hear('tax for my shop').alternatives.map(({ confidence }) => confidence);
    expect(confidences.length).toBeGreaterThan(1);
    expect(confidences.length).toBeLessThanOrEqual(5);
    expect(confidences).toEqual([...confidences].sort((one, other) => other - one));
  });

  test('a line without phrases shows the menu and does not fail', () => {
    const empty = createTriage({ ...smallLine(), phrases: new Map() });
    expect(empty.understand({ text: 'i need a loan' })).toMatchObject({ kind: 'none', decision: 'menu' });
  });
});

describe('order', () => {
  test('danger comes before an intent and a topic, whose topic is kept', () => {
    const meaning = hear('he hits me. how do i get a tax number?');
    expect(meaning).toMatchObject({ kind: 'urgent', topic: 'safe.violence', sure: true, second: 'biz.tax' });
    expect(meaning.decision).toBe('fixed-text');
  });

  test('a danger without a full stop still keeps the other question', () => {
    expect(hear('my boss keeps my passport i am looking for a flat')).toMatchObject({
      topic: 'safe.traffick',
      second: 'arr.housing',
    });
  });

  test('danger beats an offered choice', () => {
    expect(hear('my husband beats me', { offered: COUNTRIES })).toMatchObject({ kind: 'urgent' });
  });

  test('a number or a whole label of an offered choice is never danger', () => {
    const offered = [
      { id: 'a', label: 'Something else' },
      { id: 'b', label: 'Fire' },
    ];
    expect(hear('fire', { offered })).toMatchObject({ kind: 'choice', option: 'b' });
    expect(hear('fire')).toMatchObject({ kind: 'urgent' });
  });

  test('danger in another language of the line than the one spoken is heard', () => {
    expect(hear('ich will sterben', { language: 'ar' })).toMatchObject({
      kind: 'urgent',
      topic: 'safe.suicide',
    });
    expect(hear('я хочу померти', { language: 'en' })).toMatchObject({
      kind: 'urgent',
      topic: 'safe.suicide',
    });
  });

  test('a label among other words yields to a question that is clear', () => {
    const meaning = hear('tax number in germany', { offered: COUNTRIES });
    expect(meaning).toMatchObject({ kind: 'topic', topic: 'biz.tax', heard: { country: 'de' } });
    expect(hear('germany i think', { offered: COUNTRIES })).toMatchObject({ kind: 'choice' });
  });

  test('a greeting is noticed and asks for nothing', () => {
    for (const text of ['hi', 'Hellooo!!', 'добрий день', 'السلام عليكم 👋'])
      expect(hear(text)).toMatchObject({ greeting: true, kind: 'none' });
    expect(hear('hello i need a loan').greeting).toBe(false);
  });

  test('every listener says what it heard, without the person’s words', () => {
    const reasons = hear('xylophonist wants a loan').reasons();
    expect(reasons.map((line) => line.split(':')[0])).toEqual([
      'normalise',
      'language',
      'urgent',
      'intent',
      'choice',
      'topic',
      'heard',
      'decision',
    ]);
    expect(reasons.join(' ')).not.toContain('xylophonist');
  });
});

describe('bad input', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['nothing', ''],
    ['spaces', '  \n\t '],
    ['4 kB of "hi hi hi"', 'hi '.repeat(1365)],
    ['1,000 combining marks', `a${'\u0301'.repeat(1000)}`],
    ['100,000 combining marks', '\u0301\u0323'.repeat(50_000)],
    ['only emoji', '😀🆘🏠'.repeat(400)],
    ['only digits', '1234567890'.repeat(400)],
    ['only a URL', 'https://example.org/a?b=c&d=%20'],
    ['three scripts', 'привіт допомога hello help مرحبا مساعدة 你好'],
    ['lone surrogates', '\ud800\udc00\ud800'],
    ['one ligature that expands', 'ﷺ'.repeat(4000)],
    ['a word of 100,000 letters', 'a'.repeat(100_000)],
    ['at signs', 'x@'.repeat(3000)],
    ['a danger’s words over and over', 'passport boss keeps my '.repeat(200)],
    ['800 different words', Array.from({ length: 800 }, (_, at) => `flat${at} wohn${at}ung`).join(' ')],
    ['names of built-in properties', '__proto__ constructor toString hasOwnProperty'],
  ];
  test.each(cases)('%s takes at most 50 ms and does not throw', (_, text) => {
    hear(text);
    expect(leastCpu(20, () => hear(text))).toBeLessThan(50);
  });

  test('a danger at the end of a very long story is heard', () => {
    expect(hear(`${'once upon a time there was a long road. '.repeat(300)} he hits me`)).toMatchObject({
      kind: 'urgent',
      topic: 'safe.violence',
    });
  });

  test('an empty phrase and a phrase of 10 kB in the operator’s list harm nothing', () => {
    const line = smallLine();
    const english = line.phrases.get('en')!;
    const broken = {
      ...english,
      none: ['', ' '],
      dangers: new Map([['safe.scam', ['', 'x'.repeat(10_000), 'pay '.repeat(2500)]]]),
    };
    const heard = createTriage({ ...line, phrases: new Map([['en', broken]]) }).understand({
      text: 'i need a loan',
    });
    expect(heard.kind).not.toBe('urgent');
  });
});
