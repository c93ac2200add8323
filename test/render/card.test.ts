import type { Service } from '../../src/model/directory.ts';
import type { Card } from '../../src/model/message.ts';
import type { Capabilities } from '../../src/model/part.ts';
import { createRenderer } from '../../src/render/render.ts';
import { line, service } from '../fixtures/small-line.ts';
import { HOUSE_LANGUAGES, houseTexts, visible } from './house-texts.ts';

const texts = houseTexts();
const full = service('full', {
  name: { en: 'Open Up loan', ar: 'قرض Open Up' },
  offers: { en: 'A loan.', ar: 'قرض صغير.' },
  whoFor: { en: 'Founders', ar: 'من يبدأ مشروعاً' },
  coverage: ['de/hamburg'],
  languages: ['ar', 'de'],
  cost: { kind: 'free' },
  documents: [{ en: 'identity card', ar: 'بطاقة هوية' }],
  phones: [{ number: '+49 40 123 456' }],
  web: 'https://www.example.org/start',
  email: 'hello@example.org',
  hours: [{ days: ['mo', 'tu', 'we', 'th', 'fr'], opens: '10:00', closes: '15:00' }],
  source: { url: 'https://www.source.example/a/b', date: '2025-04', kind: 'official' },
});

function draw(one: Service, card: Partial<Card> = {}, language = 'en', can: Partial<Capabilities> = {}) {
  const room = {
    buttons: 3,
    buttonLabel: 20,
    listRows: 10,
    listLabel: 24,
    text: 4096,
    unit: 'utf16',
  } as const;
  const parts = createRenderer(line([one, service('help')], { texts })).render(
    { texts: [], cards: [{ service: one.id, reasons: [], freshness: 'unconfirmed', ...card }] },
    { language, can: { ...room, markup: 'ranges', location: false, ...can }, idPrefix: 't' },
  );
  expect(parts.length).toBe(1);
  return parts[0]!;
}

test('a full card says everything that is known', () => {
  const reasons = [
    { why: 'in', place: 'de/hamburg' },
    { why: 'speaks', language: 'ar' },
    { why: 'free' },
  ] as const;
  expect(draw(full, { reasons, pairedWith: 'help' }).text).toBe(
    `Open Up loan
The Desk
Why: Hamburg · speaks Arabic · free

A loan.
For: Founders
Where: Hamburg
Languages: Arabic and German
Cost: free
Bring: identity card
Open: Mon–Fri 10:00–15:00

Phone: +49 40 123 456
Web: https://www.example.org/start
Email: hello@example.org

Nobody has confirmed this yet. Call or write before you go.
Business support that goes with it: Service help (The Desk)
Source: source.example, April 2025`,
  );
});

test('an Arabic card keeps numbers and Latin names in their own direction', () => {
  const { text, direction } = draw(full, {}, 'ar');
  expect(direction).toBe('rtl');
  expect(visible(text)).toContain('الهاتف: ⟨lri⟩+49 40 123 456⟨pdi⟩');
  expect(visible(text)).toContain('\n⟨fsi⟩The Desk⟨pdi⟩\n');
  expect(visible(text)).toContain('من الاثنين إلى الجمعة من ⟨lri⟩10:00⟨pdi⟩ إلى ⟨lri⟩15:00⟨pdi⟩');
});

test('marks cover exactly the words they are for, in either direction', () => {
  for (const language of ['en', 'ar']) {
    const { text, marks } = draw(full, {}, language);
    const marked = marks.map((mark) => [
      text.slice(mark.start, mark.start + mark.length),
      mark.type === 'link' ? mark.href : mark.type,
    ]);
    expect(marked).toEqual([
      [language === 'ar' ? 'قرض Open Up' : 'Open Up loan', 'bold'],
      ['+49 40 123 456', 'tel:+4940123456'],
      ['https://www.example.org/start', 'https://www.example.org/start'],
      ['hello@example.org', 'mailto:hello@example.org'],
      ['source.example', 'https://www.source.example/a/b'],
    ]);
  }
});

test('without markup the address of the source can still be read', () => {
  const { text, marks } = draw(full, {}, 'en', { markup: 'none' });
  expect(marks).toEqual([]);
  expect(text).toContain('Source: https://www.source.example/a/b, April 2025');
});

test('only https, mailto and tel become links', () => {
  const { marks, text } = draw({
    ...full,
    web: 'javascript:alert(1)',
    email: 'a@b',
    phones: [{ number: '040 / 12 (ask)' }],
    source: { url: 'http://old.example/x', kind: 'news' },
  });
  expect(marks.filter(({ type }) => type === 'link')).toEqual([]);
  expect(text).toContain('http://old.example/x, no date given');
});

test('what is not known is said in one line', () => {
  const bare = draw(service('bare')).text;
  expect(bare).toContain(
    'Not known: how to reach them, opening hours, cost, and languages spoken. Look at the source first.',
  );
  expect(bare).toContain('Nobody has confirmed this yet. Check before you go.');
  expect(draw({ ...full, hours: [] }).text).toContain('Not known: opening hours. Ask first.');
});

test('freshness is said as it is', () => {
  expect(draw(full, { freshness: 'fresh' }).text).not.toContain('confirmed');
  expect(draw(full, { freshness: 'call-first' }).text).toContain('Call or write first.');
  expect(draw({ ...full, status: 'standing' }).text).toContain('A permanent public number.');
});

test('support says which finance it goes with, once', () => {
  const reasons = [{ why: 'support-for', service: 'full' }] as const;
  for (const card of [{ pairOf: 'full' }, { pairOf: 'full', reasons }]) {
    const help = createRenderer(line([full, service('help')], { texts })).render(
      { texts: [], cards: [{ service: 'help', reasons: [], freshness: 'fresh', ...card }] },
      {
        language: 'en',
        can: {
          buttons: 0,
          buttonLabel: 0,
          listRows: 0,
          listLabel: 0,
          text: 4096,
          unit: 'bytes',
          markup: 'none',
          location: false,
        },
        idPrefix: 't',
      },
    );
    expect(help[0]?.text.split('goes with Open Up loan (The Desk)').length).toBe(2);
  }
});

test('content cannot turn the text around or hide in it', () => {
  const { text } = draw({ ...full, offers: { en: 'a\u202eb\u0000c\u2067d\ud800e' } });
  expect(text).toContain('abcd\ufffde');
});

test('the card has the same texts in all languages of the house', () => {
  const keys = (node: unknown, at = ''): string[] =>
    typeof node === 'string'
      ? [`${at} ${(node.match(/\{\{\w+\}\}/g) ?? []).sort().join(' ')}`]
      : Object.entries(node as object).flatMap(([key, below]) => keys(below, `${at}.${key}`));
  for (const code of HOUSE_LANGUAGES) expect(keys(texts[code]).sort()).toEqual(keys(texts.en).sort());
});
