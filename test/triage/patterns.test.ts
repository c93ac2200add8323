import type { Phrases } from '../../src/model/phrase.ts';
import { normalise, wordsOf } from '../../src/triage/normalise.ts';
import { dangersIn } from '../../src/triage/patterns/danger-pattern.ts';
import { fillSlots, findPatterns } from '../../src/triage/patterns/find-patterns.ts';
import { compilePatterns } from '../../src/triage/patterns/pattern-book.ts';
import { leastCpu } from '../fixtures/cpu-time.ts';

const phrases = (
  language: string,
  words: Readonly<Record<string, readonly string[]>>,
  patterns: Readonly<Record<string, readonly string[]>>,
): Phrases => ({
  language,
  topics: new Map(),
  intents: new Map(),
  dangers: new Map(),
  harmless: [],
  none: [],
  greetings: [],
  words: new Map(Object.entries(words)),
  patterns: new Map(Object.entries(patterns)),
});

const ENGLISH = phrases(
  'en',
  {
    partner: ['husband', 'wife', 'ex'],
    anyone: ['<partner>', 'he', 'somebody'],
    hits: ['hit', 'beat~', 'slap~', 'black eye'],
    me: ['me', 'us'],
    loop: ['<loop>'],
  },
  {
    'safe.violence': ['<anyone> <hits> <me>', 'black eye', '<unknown> word', '<loop>'],
    'safe.suicide': ['end it ?'],
    'safe.emergency': ['fire'],
    harmless: ['fire insurance', 'beats me at chess'],
  },
);
const ARABIC = phrases('ar', { hits: ['~ضرب~'] }, { 'safe.violence': ['زوجي <hits>'] });

const book = compilePatterns([ENGLISH, ARABIC], new Set(['slope', 'husbandry']));
const not = new Map([['en', new Set(['not', 'doesnt'])]]);
const hear = (text: string) => {
  const words = wordsOf(normalise(text));
  return dangersIn(findPatterns(book, fillSlots(book, words)), words, not);
};
const topics = (text: string) => [...new Set(hear(text).map(({ topic }) => topic))];

describe('patterns', () => {
  test.each([
    'my husband hit me',
    'My wife is always slapping us!',
    'somebody beats, again and again, me',
    'me he beats',
    'my ex gave me a black eye',
    'my husbnd hit me',
    'زوجي عم يضربني',
    'وزوجي بيضربنا',
  ])('"%s" says its places near each other', (text) => {
    expect(topics(text)).toEqual(['safe.violence']);
  });

  test.each([
    'my husband me',
    'i hit the market',
    'he likes it and tomorrow in the afternoon we will all go and hit the road without me',
    'husbandry hit me',
    'a black dress',
  ])('"%s" leaves a place unsaid', (text) => {
    expect(topics(text)).toEqual([]);
  });

  test('a look-alike that says as much explains a danger away, and no other danger beside it', () => {
    expect(topics('fire insurance')).toEqual([]);
    expect(topics('he beats me at chess')).toEqual([]);
    expect(topics('fire insurance, and he hit me')).toEqual(['safe.violence']);
    expect(topics('there is a fire')).toEqual(['safe.emergency']);
  });

  test('a denied, questioned, scattered or misspelled danger is a doubt', () => {
    const sure = (text: string) => hear(text).some((danger) => danger.sure);
    expect(sure('he hit me')).toBe(true);
    expect(sure('he doesnt hit me')).toBe(false);
    expect(sure('i want to end it')).toBe(false);
    expect(sure('me he hit')).toBe(false);
    expect(sure('husbnd hit me')).toBe(false);
  });

  test('a list that names itself or nothing harms no other pattern', () => {
    expect(book.patterns.map(({ written }) => written)).not.toContain('<loop>');
    expect(book.patterns.map(({ written }) => written)).not.toContain('<unknown> word');
  });

  test('time grows with the words, not with their repetition', () => {
    const words = wordsOf(normalise('he hit me fire beats husband '.repeat(400)));
    expect(leastCpu(20, () => findPatterns(book, fillSlots(book, words)))).toBeLessThan(25);
  });
});
