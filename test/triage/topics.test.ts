import type { Line } from '../../src/model/line.ts';
import type { Phrases } from '../../src/model/phrase.ts';
import { learnLine } from '../../src/triage/lesson.ts';
import { normalise, wordsOf } from '../../src/triage/normalise.ts';
import { listenForTopics, topicsKey, trainTopics } from '../../src/triage/topic.ts';
import { unpackTopics } from '../../src/triage/topics/pack.ts';
import { createTriage } from '../../src/triage/understand.ts';
import { leastCpu } from '../fixtures/cpu-time.ts';
import { smallLine } from './fixture.ts';

function finish<Result>(work: Generator<void, Result>): { result: Result; pauses: number } {
  for (let pauses = 0; ; pauses++) {
    const { done, value } = work.next();
    if (done === true) return { result: value, pauses };
  }
}

function withPhrases(language: string, change: Partial<Phrases>): Line {
  const line = smallLine();
  const phrases = { ...line.phrases.get(language)!, ...change };
  return { ...line, phrases: new Map([...line.phrases, [language, phrases]]) };
}

const line = smallLine();
const {
  result: { pack, trials },
  pauses,
} = finish(trainTopics(line));
const topics = listenForTopics(line, () => pack);
const first = (text: string, listener = topics) => listener.hear(wordsOf(normalise(text))).topics[0];

test('the same texts give the same pack, byte for byte', () => {
  expect(Buffer.from(finish(trainTopics(smallLine())).result.pack).equals(Buffer.from(pack))).toBe(true);
});

test('learning pauses often, so that a running line can answer meanwhile', () => {
  expect(pauses).toBeGreaterThan(20);
});

test('what was held back is handed on, fold by fold', () => {
  expect(trials.some(({ label }) => label === 'fin.micro')).toBe(true);
  expect(new Set(trials.map(({ fold }) => fold)).size).toBeGreaterThan(1);
});

test('a pack hears what learning at start hears', () => {
  const learned = listenForTopics(line);
  for (const text of ['i need a loan', 'ich suche eine wohnung', 'які податки', 'qwerty']) {
    const words = wordsOf(normalise(text));
    expect(topics.hear(words)).toEqual(learned.hear(words));
  }
});

test.each([
  ['cut', pack.slice(0, 500)],
  ['empty', new Uint8Array()],
  ['of something else', new Uint8Array(400).fill(7)],
])('a pack that is %s is not read, and the line hears all the same', (_, broken) => {
  expect(unpackTopics(broken)).toBeNull();
  expect(
    first(
      'i need a loan',
      listenForTopics(line, () => broken),
    )?.topic,
  ).toBe('fin.micro');
});

test('an operator’s phrase is heard for sure as soon as it is written', () => {
  const more = withPhrases('en', {
    topics: new Map([
      ...line.phrases.get('en')!.topics,
      ['arr.housing', ['the walls are wet and green', 'rent']],
    ]),
  });
  expect(topicsKey(more)).not.toBe(topicsKey(line));
  expect(
    first(
      'The walls are wet, and green!',
      listenForTopics(more, () => pack),
    ),
  ).toMatchObject({
    topic: 'arr.housing',
    confidence: expect.closeTo(0.97, 1),
  });
});

test('a word that names the same thing carries what one language teaches into another', () => {
  const concepts = {
    en: { concepts: new Map([['loan', ['loan~', 'borrow~', 'microcredit']]]) },
    de: { concepts: new Map([['loan', ['pump~']]]) },
  };
  const tied = {
    ...line,
    phrases: new Map(
      [...line.phrases].map(([code, phrases]) => [
        code,
        { ...phrases, ...(code === 'en' ? concepts.en : code === 'de' ? concepts.de : {}) },
      ]),
    ),
  };
  expect(first('anpumpen pumpen')?.topic).not.toBe('fin.micro');
  expect(first('pumpen', listenForTopics(tied))?.topic).toBe('fin.micro');
});

test('a language without phrases is helped by words it shares with others', () => {
  expect(first('mutuo credito mikrokredit')?.topic).toBe('fin.micro');
});

test('a line with one topic, or one phrase, hears nothing and does not fail', () => {
  for (const texts of [[], ['i need a loan']]) {
    const phrases: Phrases = {
      language: 'en',
      topics: new Map([['fin.micro', texts]]),
      dangers: new Map(),
      intents: new Map(),
      harmless: [],
      none: [],
      greetings: [],
    };
    const tiny = { ...line, phrases: new Map([['en', phrases]]) };
    expect(createTriage(tiny).understand({ text: 'i need a loan now' }).decision).not.toBe('answer');
  }
});

test('a neighbour that the line does not serve is never answered as a topic', () => {
  const stubs = new Map([
    ['tourism', ['hotel for my holiday', 'cheap hotel near the beach', 'book a hotel room for two nights']],
  ]);
  const text = 'i am looking for a cheap hotel for two nights';
  const heard = listenForTopics(withPhrases('en', { stubs })).hear(wordsOf(normalise(text)));
  expect(heard).toMatchObject({ neighbour: 'tourism', outside: true });
  const meaning = createTriage(withPhrases('en', { stubs })).understand({ text });
  expect(meaning.decision).not.toBe('answer');
  expect(meaning.reasons().join()).toContain('neighbour tourism likeliest');
});

test('the pack of a line holds its topics', () => {
  const whole = finish(learnLine(line)).result;
  const triage = createTriage(line, whole);
  expect(triage.understand({ text: 'i need a loan for my business' })).toMatchObject({ topic: 'fin.micro' });
});

test('4 kB of different words take at most 50 ms', () => {
  const text = normalise(Array.from({ length: 500 }, (_, at) => `wohn${at}ung loan`).join(' '));
  expect(leastCpu(5, () => topics.hear(text.split(' ')))).toBeLessThan(50);
});

test('a question in a language without phrases is offered what its words may mean, never answered', () => {
  const spoken = createTriage(line, finish(learnLine(line)).result);
  const heard = spoken.understand({
    text: 'necesito un mikrokredit para abrir una tienda en Hamburgo, por favor',
  });
  expect(heard.language?.code).toBe('es');
  expect(heard.decision).not.toBe('answer');
});
