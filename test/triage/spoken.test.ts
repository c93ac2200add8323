import type { LanguageEvidence } from '../../src/model/language.ts';
import { hearSpoken } from '../../src/triage/language.ts';
import { identify } from '../../src/triage/language-model/identify.ts';
import { normalise, wordsOf } from '../../src/triage/normalise.ts';
import { compileLanguageNames, wishedLanguage } from '../../src/triage/wished-language.ts';
import { smallLine } from './fixture.ts';

const CODES = ['en', 'fr', 'de', 'ar', 'uk'];

test('short messages that say little alone settle the language together', () => {
  let evidence: LanguageEvidence | null = null;
  let sure = 0;
  for (const text of ['ja', 'danke', 'ich auch', 'in hamburg']) {
    const spoken = hearSpoken(identify(text), evidence, CODES);
    evidence = spoken.evidence;
    sure = spoken.guess?.code === 'de' ? spoken.guess.confidence : 0;
  }
  expect(sure).toBeGreaterThan(0.9);
  expect(JSON.stringify(evidence).length).toBeLessThan(100);
});

test.each(['salam kif halak badde eftah mahal', 'marhaba ana bidi musa3ada'])(
  '%s is noticed as Arabic and asked about, not taken for a language in Latin letters',
  (text) => {
    expect(hearSpoken(identify(text), null, CODES)).toMatchObject({ guess: null, among: ['ar'] });
  },
);

test('Farsi and Dari are always asked about where a line has both, and never where it has one', () => {
  const text = 'من می خواهم یک مغازه باز کنم، از کجا شروع کنم؟';
  expect(hearSpoken(identify(text), null, ['en', 'fa', 'prs']).among).toEqual(['fa', 'prs']);
  expect(hearSpoken(identify(text), null, ['en', 'fa']).among).toEqual([]);
});

test('no letters say nothing and lose nothing', () => {
  const before = hearSpoken(identify('guten'), null, CODES).evidence;
  expect(hearSpoken(identify('112 !!'), before, CODES).evidence).toEqual(before);
});

describe('the language that a person names', () => {
  const names = compileLanguageNames(smallLine());
  const not = new Set(['dont', 'kein', 'لا']);
  const wished = (text: string) => wishedLanguage(names, wordsOf(normalise(text)), not);

  test.each([
    ['speak english please', 'en'],
    ['auf Deutsch bitte', 'de'],
    ['ممكن بالعربي', 'ar'],
    ['можна українською', 'uk'],
    ['kann ich auf arabisch schreiben', 'ar'],
    ['відповідайте англійською', 'en'],
  ])('%s → %s', (text, code) => expect(wished(text)).toBe(code));

  test.each(['i dont speak german', 'arabic or english', 'i live in germany', 'أنا في ألمانيا'])(
    '%s names none for sure',
    (text) => expect(wished(text)).toBeNull(),
  );
});
