// Hears what a person wants done: menu, a person, delete. Only when the utterance is about little else. Must not know topics.

import type { LanguageCode } from '../model/language.ts';
import type { Intent, Phrases } from '../model/phrase.ts';
import type { LightWords } from './light-words.ts';
import type { Match, Wording, Wordings } from './phrase-match.ts';
import type { WordIndex } from './word-index.ts';

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

/** What a phrase of this listener says. */
export type IntentPhrase = {
  readonly says: 'intent';
  readonly language: LanguageCode;
  readonly intent: Intent;
};

export type IntentBook = {
  readonly index: WordIndex;
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

/** The phrases to listen for. */
export function intentPhrases({
  language,
  light: { small, not },
  intents,
}: IntentWordings): Wordings<IntentPhrase> {
  return {
    light: small,
    not,
    least: SAID,
    wordings: intents.map(({ label, words }) => ({
      label: { says: 'intent', language, intent: label },
      words,
    })),
  };
}

/** What is to be known of the words of all languages. */
export function compileIntents(index: WordIndex, all: readonly IntentWordings[]): IntentBook {
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
  return { index, languages };
}

/** The intent that the utterance's words say, by each language that hears one. */
export function hearIntents(
  { languages }: IntentBook,
  words: readonly string[],
  found: readonly Match<{ readonly says: string }>[],
): readonly HeardIntent[] {
  const intents = found.filter((match): match is Match<IntentPhrase> => match.label.says === 'intent');
  if (intents.length === 0) return [];
  return [...languages].flatMap(([code, language]) => {
    const own = intents.filter(({ label }) => label.language === code);
    return own.length === 0 ? [] : (surest(language, words, own) ?? []);
  });
}

function surest(
  { small, not }: Language,
  words: readonly string[],
  found: readonly Match<IntentPhrase>[],
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
