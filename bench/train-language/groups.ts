// Which languages each script's model tells apart, and what each is taught with. Must not know how a model learns.

import { openersOf } from '../../src/triage/language-model/openers.ts';
import { romanisedWords } from '../../src/triage/language-model/romanised.ts';
import type { ModelledScript } from '../../src/triage/language-model/script-gate.ts';
import { scriptOf, wordsIn } from '../../src/triage/language-model/script-gate.ts';
import { chanceFrom } from './chance.ts';
import type { Pool, Share, Which } from './draw.ts';
import { poolOf } from './draw.ts';
import { readEmojiNames } from './read-emoji-names.ts';
import type { Text } from './read-folder.ts';
import { readText } from './read-folder.ts';
import { romanise } from './romanise.ts';

/** One source of examples for one column of the model. */
export type Source = {
  readonly column: number;
  readonly pool: Pool;
  readonly share: Share;
  /** How many examples it gives, relative to a language with one source. */
  readonly weight: number;
};

export type Lesson = {
  readonly script: ModelledScript;
  readonly codes: readonly string[];
  readonly rows: number;
  sources(which: Which): readonly Source[];
};

type Plan = { readonly script: ModelledScript; readonly codes: readonly string[]; readonly rows: number };

/** Dari is taught as Farsi: text does not tell them apart, so people are asked. */
const PLANS: readonly Plan[] = [
  { script: 'Arabic', codes: ['ar', 'fa', 'ps', 'ur', 'ckb', 'other'], rows: 1 << 16 },
  { script: 'Ethiopic', codes: ['am', 'ti'], rows: 1 << 16 },
  { script: 'Cyrillic', codes: ['uk', 'ru', 'other'], rows: 1 << 15 },
  {
    script: 'Latin',
    codes: ['en', 'fr', 'de', 'es', 'it', 'pt', 'nl', 'pl', 'ro', 'sq', 'tr', 'so', 'ku', 'vi', 'other'],
    rows: 1 << 17,
  },
];

const LANGUAGE: Share = { openers: 0.04, names: 0.1, words: 0.22 };
const OTHER: Share = { openers: 0, names: 0.35, words: 0 };
const NAMES_ONLY: Share = { openers: 0, names: 1, words: 0 };
const SENTENCES_ONLY: Share = { openers: 0, names: 0, words: 0 };
/** Languages that the line knows, by CLDR's codes; `no` and the like are others. */
const KNOWN = new Set(
  'en fr de es it pt nl pl ro sq tr so ku vi uk ru ar fa prs ps ur ckb am ti bn el zh hi-Latn'.split(' '),
);

function inScript(script: ModelledScript, phrases: readonly string[]): string[] {
  return phrases.filter((phrase) => scriptOf(phrase) === script).map((phrase) => wordsIn(script, phrase));
}

function textIn(script: ModelledScript, text: Text): Text {
  const sentences = text.sentences
    .filter(({ letters }) => scriptOf(letters) === script)
    .map((sentence) => ({ ...sentence, letters: wordsIn(script, sentence.letters) }));
  return { ...text, sentences, words: text.words.filter(({ word }) => scriptOf(word) === script) };
}

/** Ukrainian and Russian in Latin letters: the same sentences each time. */
function romanisedText(text: Text, language: 'uk' | 'ru'): Text {
  const chance = chanceFrom(language === 'uk' ? 11 : 12);
  const sentences = text.sentences.map((sentence) => ({
    ...sentence,
    letters: romanise(sentence.letters, language, chance),
  }));
  return { code: 'other', sentences, words: [] };
}

/** Reads the folder once and tells for each script what its model is taught. */
export function readLessons(folder: string): readonly Lesson[] {
  const emoji = readEmojiNames();
  const texts = new Map<string, Text>();
  const textOf = (code: string) => {
    const known = texts.get(code) ?? readText(folder, code);
    texts.set(code, known);
    return known;
  };
  return PLANS.map((plan): Lesson => {
    const { script, codes } = plan;
    const otherNames = [...emoji]
      .filter(([code]) => !KNOWN.has(code))
      .map(([, names]) => inScript(script, names))
      .filter((names) => names.length >= 100);
    const source = (
      column: number,
      text: Text,
      share: Share,
      weight: number,
      more: Pick<Pool, 'names' | 'openers'>,
    ) => {
      const own = textIn(script, text);
      return (which: Which): Source => ({ column, share, weight, pool: poolOf(own, which, more) });
    };
    const nothing = { names: [], openers: [] };
    const makers = codes.flatMap((code, column) => {
      if (code !== 'other') {
        const openers = openersOf(code);
        const names = [...emoji].filter(([name]) => name === code).map(([, list]) => inScript(script, list));
        const weight = code === 'fa' ? 0.7 : 1;
        const made = [source(column, textOf(code), LANGUAGE, weight, { names, openers })];
        return code === 'fa'
          ? [...made, source(column, textOf('prs'), LANGUAGE, 0.7, { names: [], openers })]
          : made;
      }
      const empty: Text = { code, sentences: [], words: [] };
      if (script === 'Arabic')
        return [source(column, empty, NAMES_ONLY, 0.35, { names: otherNames, openers: [] })];
      const made = [
        source(column, textOf(code), OTHER, script === 'Latin' ? 1.5 : 1, { names: otherNames, openers: [] }),
      ];
      if (script !== 'Latin') return made;
      const hindi = inScript(script, emoji.get('hi-Latn') ?? []);
      return [
        ...made,
        source(column, romanisedText(textOf('uk'), 'uk'), SENTENCES_ONLY, 0.1, nothing),
        source(column, romanisedText(textOf('ru'), 'ru'), SENTENCES_ONLY, 0.05, nothing),
        source(column, empty, NAMES_ONLY, 0.2, { names: [...romanisedWords(), hindi], openers: [] }),
      ];
    });
    return { ...plan, sources: (which) => makers.map((make) => make(which)) };
  });
}
