// Hears danger in an utterance, from the operator's phrases. Must not know what is said about it.

import type { LanguageCode } from '../model/language.ts';
import type { Phrases } from '../model/phrase.ts';
import type { TopicCode } from '../model/topic.ts';
import type { LightWords } from './light-words.ts';
import { HEAVY, type Match, type Wording, type Wordings, weightsOf } from './phrase-match.ts';
import type { WordIndex } from './word-index.ts';

/** Share of a phrase's weight that must be found. Below `DOUBT` nothing is heard. */
const SURE = 0.84;
const DOUBT = 0.68;
/** A short phrase of one telling word is sure only where little else is said: "fire!", not "fire insurance for my shop". */
const SHORT_PHRASE = 2;
const SHORT_UTTERANCE = 3;
/** With so few telling words another one between them changes the sense: "i cut vegetables myself". */
const FEW_TELLING = 2;
/** Telling words of a phrase up to which none may be missing. */
const FEW_MAY_MISS = 3;

export type Danger = {
  readonly topic: TopicCode;
  readonly sure: boolean;
  /** 0 to 1. */
  readonly share: number;
  /** Positions of the words that said so. */
  readonly at: readonly number[];
  /** Those of them that carry meaning. */
  readonly telling: readonly number[];
  /** The operator's phrase that was found. */
  readonly phrase: string;
};

type Telling = { readonly plain: ReadonlySet<string>; readonly denied: ReadonlySet<string> };

/** A look-alike that was found. */
type Alike = Match<Extract<DangerPhrase, { says: 'harmless' }>>;
/** What a phrase of this listener says: a danger, or what only looks like one. */
export type DangerPhrase =
  | { readonly says: 'danger'; readonly language: LanguageCode; readonly topic: TopicCode }
  | { readonly says: 'harmless'; readonly language: LanguageCode };
type SaidPhrase = Match<Extract<DangerPhrase, { says: 'danger' }>>;
type Language = LightWords & {
  /** The words by which each danger tells itself, and those that do so only beside a negation: "live", "breathe". */
  readonly telling: ReadonlyMap<TopicCode, Telling>;
};

export type DangerBook = {
  readonly index: WordIndex;
  readonly languages: ReadonlyMap<LanguageCode, Language>;
};

/** The phrases of one language, in normalised words. */
export type DangerWordings = {
  readonly language: LanguageCode;
  readonly light: LightWords;
  readonly dangers: readonly Wording<TopicCode>[];
  readonly harmless: readonly (readonly string[])[];
};

/** The dangers and look-alikes of one language; empty phrases are passed over. */
export function dangerWordings(
  { language, dangers, harmless }: Phrases,
  light: LightWords,
  split: (text: string) => readonly string[],
): DangerWordings {
  return {
    language,
    light,
    dangers: [...dangers].flatMap(([label, texts]) => texts.map((text) => ({ label, words: split(text) }))),
    harmless: harmless.map(split),
  };
}

/** The phrases to listen for. */
export function dangerPhrases({
  language,
  light: { light, not },
  dangers,
  harmless,
}: DangerWordings): readonly Wordings<DangerPhrase>[] {
  return [
    {
      light,
      not,
      least: DOUBT,
      wordings: dangers.map(({ label, words }) => ({
        label: { says: 'danger', language, topic: label },
        words,
      })),
    },
    {
      light,
      not,
      least: SURE,
      wordings: harmless.map((words) => ({ label: { says: 'harmless', language }, words })),
    },
  ];
}

/** What is to be known of the words of all languages. */
export function compileDangers(index: WordIndex, all: readonly DangerWordings[]): DangerBook {
  const languages = new Map(
    all.map(({ language, light, dangers }) => {
      const telling = new Map<TopicCode, { plain: Set<string>; denied: Set<string> }>();
      for (const { label, words } of dangers) {
        const known = telling.get(label) ?? { plain: new Set<string>(), denied: new Set<string>() };
        const into = words.some((word) => light.not.has(word)) ? known.denied : known.plain;
        const weights = weightsOf(words, light);
        words.forEach((word, at) => {
          if (weights[at] === HEAVY && !light.not.has(word)) into.add(word);
        });
        telling.set(label, known);
      }
      return [language, { ...light, telling }] as const;
    }),
  );
  return { index, languages };
}

/** The look-alikes of danger among the phrases that were found. */
export function alikesIn(found: readonly Match<{ readonly says: string }>[]): readonly Alike[] {
  return found.filter((match): match is Alike => match.label.says === 'harmless');
}

/** The surest danger in the utterance's words by each language that hears one, but for what a look-alike explains. */
export function hearDangers(
  { languages }: DangerBook,
  words: readonly string[],
  found: readonly Match<{ readonly says: string }>[],
  alikes: readonly Alike[],
): readonly Danger[] {
  const dangers = found.filter((match): match is SaidPhrase => match.label.says === 'danger');
  if (dangers.length === 0) return [];
  return [...languages].flatMap(([code, language]) => {
    const own = dangers.filter(({ label }) => label.language === code);
    if (own.length === 0) return [];
    const harmless = alikes.filter(({ label }) => label.language === code);
    return surest(language, words, own, harmless) ?? [];
  });
}

function surest(
  language: Language,
  words: readonly string[],
  found: readonly SaidPhrase[],
  harmless: readonly Alike[],
): Danger | null {
  let best: Danger | null = null;
  for (const match of found) {
    if (!match.negated || match.heavyAt.length === 0) continue;
    if (harmless.some((alike) => explains(alike, match))) continue;
    const sure = isSure(match, words, language);
    // "want" without "die" is no danger: a short phrase must be said in all its telling words, a long one but for one.
    const missing = match.heavy - match.heavyAt.length;
    if (missing > (match.heavy > FEW_MAY_MISS ? 1 : 0)) continue;
    // One telling word of a short phrase, among many others, is a common word: "police" is a call only by itself.
    if (!sure && match.heavy === 1 && words.length > SHORT_UTTERANCE) continue;
    const danger = {
      topic: match.label.topic,
      sure,
      share: match.share,
      at: match.at,
      telling: match.heavyAt,
      phrase: match.phrase.join(' '),
    };
    if (best === null || Number(danger.sure) > Number(best.sure)) best = danger;
  }
  return best;
}

/**
 * True when at least one telling word of this danger was said in any language: `i am in Berlin` shares only small words with
 * a danger.
 */
export function tellsOf(
  { index, languages }: DangerBook,
  topic: TopicCode,
  words: readonly string[],
): boolean {
  return [...languages.values()].some(({ telling: all, not }) => {
    const telling = all.get(topic);
    if (telling === undefined) return false;
    const denies = words.some((word) => not.has(word));
    return words.some((word) =>
      [...index.find(word).numbers].some((number) => {
        const known = index.words[number]!;
        return telling.plain.has(known) || (denies && telling.denied.has(known));
      }),
    );
  });
}

/** A look-alike of one telling word must be nearly all that is said: "beats me", not "my husband beats me". */
const ALIKE = 0.9;
const TELLING_ALIKE = 2;

/** Positions of the words of each look-alike of danger that is said, ascending. */
export function looksHarmless(
  { languages }: DangerBook,
  words: readonly string[],
  alikes: readonly Alike[],
): readonly (readonly number[])[] {
  return alikes.flatMap(({ label, share, negated, at, heavyAt }) => {
    if (share < ALIKE || !negated) return [];
    if (heavyAt.length >= TELLING_ALIKE) return [at];
    const { light } = languages.get(label.language)!;
    return heavyAt.length >= words.filter((word) => !light.has(word)).length ? [at] : [];
  });
}

function isSure(match: Match<unknown>, words: readonly string[], { not, light }: LightWords): boolean {
  if (match.share < SURE) return false;
  const little = match.heavy === 1 && match.phrase.length <= SHORT_PHRASE;
  const others = words.filter((word) => !light.has(word)).length - match.heavyAt.length;
  if (little && (words.length > SHORT_UTTERANCE || others > 0)) return false;
  const between = words.slice(match.heavyAt[0]!, match.heavyAt.at(-1)! + 1);
  const strange = between.filter((word) => !light.has(word)).length - match.heavyAt.length;
  if (match.heavy <= FEW_TELLING && strange > 0) return false;
  const phraseDenies = match.phrase.some((word) => not.has(word));
  const first = match.at[0]!;
  const last = match.heavyAt.at(-1)!;
  return phraseDenies || !words.slice(Math.max(0, first - 2), last).some((word) => not.has(word));
}

/** A look-alike explains a danger away when it covers its telling words and is found better, or as well and in full. */
function explains(alike: Alike, danger: Match<unknown>): boolean {
  const covered = new Set(alike.at);
  const better =
    alike.share > danger.share || (alike.share === danger.share && alike.at.length > danger.at.length);
  return alike.negated && better && danger.heavyAt.every((at) => covered.has(at));
}
