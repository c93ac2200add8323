// Hears what a person wants done: menu, a person, delete. Only when the utterance is about little else. Must not know topics.

import type { LanguageCode } from '../model/language.ts';
import type { Intent, Phrases } from '../model/phrase.ts';
import type { LightWords } from './light-words.ts';
import { compilePhrases, findPhrases, type Match, type Phrasebook, type Wording } from './phrase-match.ts';
import type { HeardWords, WordIndex } from './word-index.ts';

/** Share of the phrase that must be said. */
const SAID = 0.82;
/** Share of the utterance's telling words that the phrase must cover: "menu please", not "a menu for my restaurant". */
const COVERS = 0.65;
/** A long phrase ("i want to talk to a human") is meant even when more is said around it. */
const LONG_PHRASE = 3;
const COVERS_LONG = 0.4;

export type HeardIntent = { readonly intent: Intent; readonly confidence: number; readonly phrase: string };

type Language = LightWords & {
  /** All words that the phrases of an intent use. */
  readonly own: ReadonlyMap<Intent, ReadonlySet<string>>;
};

export type IntentBook = {
  readonly index: WordIndex;
  readonly book: Phrasebook<{ readonly language: LanguageCode; readonly intent: Intent }>;
  readonly languages: ReadonlyMap<LanguageCode, Language>;
};

/** The phrases of one language, in normalised words. */
export type IntentWordings = {
  readonly language: LanguageCode;
  readonly light: LightWords;
  readonly intents: readonly Wording<Intent>[];
};

export function intentWordings(
  { language, intents }: Phrases,
  light: LightWords,
  split: (text: string) => readonly string[],
): IntentWordings {
  return {
    language,
    light,
    intents: [...intents].flatMap(([label, texts]) => texts.map((text) => ({ label, words: split(text) }))),
  };
}

export function compileIntents(index: WordIndex, all: readonly IntentWordings[]): IntentBook {
  const book = compilePhrases(
    index,
    all.map(({ language, light: { small, not }, intents }) => ({
      light: small,
      not,
      wordings: intents.map(({ label, words }) => ({ label: { language, intent: label }, words })),
    })),
    SAID,
  );
  const languages = new Map(
    all.map(({ language, light, intents }) => {
      const own = new Map<Intent, Set<string>>();
      for (const { label, words } of intents) {
        const known = own.get(label) ?? new Set();
        for (const word of words) known.add(word);
        own.set(label, known);
      }
      return [language, { ...light, own }];
    }),
  );
  return { index, book, languages };
}

/** The intent that the utterance's words say, by each language that hears one. */
export function hearIntents(
  { book, languages }: IntentBook,
  { words, known }: HeardWords,
): readonly HeardIntent[] {
  const found = findPhrases(book, known, SAID);
  if (found.length === 0) return [];
  return [...languages].flatMap(([code, language]) => {
    const own = found.filter(({ label }) => label.language === code);
    return own.length === 0 ? [] : (surest(language, words, own) ?? []);
  });
}

function surest(
  { small, not }: Language,
  words: readonly string[],
  found: readonly Match<{ readonly intent: Intent }>[],
): HeardIntent | null {
  let best: HeardIntent | null = null;
  const telling = words.filter((word) => !small.has(word)).length;
  for (const match of found) {
    if (!match.negated) continue;
    // A phrase of light words only must be the whole utterance.
    const ownTelling = match.phrase.filter((word) => !small.has(word)).length;
    const covers =
      ownTelling === 0 ? match.at.length / words.length : match.heavyAt.length / Math.max(telling, 1);
    const needed = ownTelling >= LONG_PHRASE ? COVERS_LONG : COVERS;
    const denied = words.some((word, at) => not.has(word) && !match.at.includes(at));
    if (covers < needed || denied) continue;
    const confidence = match.share * Math.min(1, 0.4 + 0.6 * covers);
    if (best === null || confidence > best.confidence)
      best = { intent: match.label.intent, confidence, phrase: match.phrase.join(' ') };
  }
  return best;
}

/** True when the utterance's telling words are words of this intent's phrases in a language, so that another model's guess may stand. */
export function speaksOf(
  { index, languages }: IntentBook,
  intent: Intent,
  words: readonly string[],
): boolean {
  return [...languages.values()].some(({ small, own }) => {
    const vocabulary = own.get(intent);
    const telling = words.filter((word) => !small.has(word));
    const known = telling.filter((word) =>
      [...index.find(word).numbers].some((number) => vocabulary?.has(index.words[number]!)),
    );
    return vocabulary !== undefined && known.length >= COVERS * telling.length;
  });
}
