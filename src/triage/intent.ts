// Hears what a person wants done: menu, a person, delete. Only when the utterance is about little else. Must not know topics.

import type { Intent, Phrases } from '../model/phrase.ts';
import type { LightWords } from './light-words.ts';
import { normalise, wordsOf } from './normalise.ts';
import { compilePhrases, findPhrases, type Phrasebook } from './phrase-match.ts';

/** Share of the phrase that must be said. */
const SAID = 0.82;
/** Share of the utterance's telling words that the phrase must cover: "menu please", not "a menu for my restaurant". */
const COVERS = 0.65;
/** A long phrase ("i want to talk to a human") is meant even when more is said around it. */
const LONG_PHRASE = 3;
const COVERS_LONG = 0.4;

export type HeardIntent = { readonly intent: Intent; readonly confidence: number; readonly phrase: string };

export type IntentBook = {
  readonly book: Phrasebook<Intent>;
  readonly light: ReadonlySet<string>;
  /** All words that the phrases of an intent use. */
  readonly own: ReadonlyMap<Intent, ReadonlySet<string>>;
};

export function compileIntents(phrases: Phrases, { small, not }: LightWords): IntentBook {
  const wordings = [...phrases.intents].flatMap(([label, texts]) =>
    texts.map((text) => ({ label, words: wordsOf(normalise(text)) })),
  );
  const own = new Map<Intent, Set<string>>();
  for (const { label, words } of wordings) own.set(label, new Set([...(own.get(label) ?? []), ...words]));
  return { book: compilePhrases(wordings, small, not), light: small, own };
}

/** The intent that the utterance's words say, or null. */
export function hearIntent({ book, light }: IntentBook, words: readonly string[]): HeardIntent | null {
  let best: HeardIntent | null = null;
  const telling = words.filter((word) => !light.has(word)).length;
  for (const match of findPhrases(book, words, SAID)) {
    if (!match.negated) continue;
    // A phrase of light words only must be the whole utterance.
    const ownTelling = match.phrase.filter((word) => !light.has(word)).length;
    const covers =
      ownTelling === 0 ? match.at.length / words.length : match.heavyAt.length / Math.max(telling, 1);
    const needed = ownTelling >= LONG_PHRASE ? COVERS_LONG : COVERS;
    const denied = words.some((word, at) => book.not.has(word) && !match.at.includes(at));
    if (covers < needed || denied) continue;
    const confidence = match.share * Math.min(1, 0.4 + 0.6 * covers);
    if (best === null || confidence > best.confidence)
      best = { intent: match.label, confidence, phrase: match.phrase.join(' ') };
  }
  return best;
}

/** True when the utterance's telling words are words of this intent's phrases, so that another model's guess may stand. */
export function speaksOf(
  { book, light, own }: IntentBook,
  intent: Intent,
  words: readonly string[],
): boolean {
  const vocabulary = own.get(intent);
  const telling = words.filter((word) => !light.has(word));
  const known = telling.filter((word) =>
    [...book.index.find(word).keys()].some((near) => vocabulary?.has(near)),
  );
  return vocabulary !== undefined && known.length >= COVERS * telling.length;
}
