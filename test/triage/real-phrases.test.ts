import { createTriage } from '../../src/triage/understand.ts';
import { packOf } from '../../src/understanding-pack.ts';
import { defaultLine } from '../line/default-line.ts';

const line = defaultLine();
const languages = [...line.phrases];

// Fifty thousand phrases take minutes; a part of them, spread over all lists, tells the same.
const eachOf = <T>(all: readonly T[], step: number): readonly T[] => all.filter((_, at) => at % step === 0);

test('the default line has phrases in each of its languages', () => {
  expect(languages.map(([code]) => code).sort()).toEqual(line.languages.map(({ code }) => code).sort());
});

describe('the phrases of the default line', () => {
  const triage = createTriage(line, packOf(line));
  const hear = (text: string, language: string) => triage.understand({ text, language });

  test.each(languages)('every danger phrase in %s is heard as danger', (language, { dangers }) => {
    const asked = [...dangers.values()].flat();
    const missed = asked.filter((text) => hear(text, language).kind !== 'urgent');
    expect(missed).toEqual([]);
  });

  test.each(languages)(
    'at most one look-alike in fifty in %s is taken for danger',
    (language, { harmless }) => {
      const asked = eachOf(harmless, 5);
      const taken = asked.filter((text) => hear(text, language).kind === 'urgent');
      expect(taken.slice(Math.floor(asked.length / 50))).toEqual([]);
    },
  );

  test.each(languages)('nineteen intent phrases of twenty in %s are heard', (language, { intents }) => {
    const all = eachOf(
      [...intents].flatMap(([intent, texts]) => texts.map((text) => ({ intent, text }))),
      5,
    );
    const missed = all.filter(({ intent, text }) => {
      const meaning = hear(text, language);
      return meaning.kind !== 'intent' || meaning.intent !== intent;
    });
    expect(missed.slice(Math.floor(all.length / 20))).toEqual([]);
  });

  test.each(languages)('at most one wish in fifty in %s is taken for danger', (language, { topics }) => {
    const wishes = eachOf(
      [...topics].flatMap(([topic, texts]) => (topic.startsWith('safe.') ? [] : texts)),
      5,
    );
    const taken = wishes.filter((text) => hear(text, language).kind === 'urgent');
    expect(taken.slice(Math.floor(wishes.length / 50))).toEqual([]);
  });
});
