// Hears which language an utterance is in, and when nobody can tell. Must not know topics or what is answered.

import type { LanguageCode, LanguageEvidence } from '../model/language.ts';
import type { LanguageGuess, Spoken } from '../model/meaning.ts';
import { addEvidence, rankEvidence } from './language-model/evidence.ts';
import type { Identified } from './language-model/identify.ts';
import type { Scored } from './language-model/score.ts';

/** A class of the model: a language that it was taught to recognise as none of its own. */
const OTHER = 'other';
/** Written so alike that text does not tell them apart. The model calls them by the first. */
const ALIKE: readonly (readonly LanguageCode[])[] = [['fa', 'prs']];
/** Less sure than this, the person is asked; a language less likely than the second is not worth asking about. */
const SURE = 0.8;
const POSSIBLE = 0.15;
const MOST_ASKED = 3;

/**
 * The likeliest of the 27 languages, or null: for no letters, for a language that is none of them, and for Latin letters that
 * spell a language with a script of its own ("salam kif halak"), which is asked about and not guessed. Farsi and Dari are `fa`.
 */
export function hearLanguage({ ranked, romanised }: Identified): LanguageGuess | null {
  return romanised === undefined ? bestOf(ranked) : null;
}

/** The same for this message and those before it together, and which of the line's `codes` to ask about. */
export function hearSpoken(
  { ranked, romanised }: Identified,
  before: LanguageEvidence | null,
  codes: readonly LanguageCode[],
): Spoken {
  if (romanised !== undefined)
    return { guess: null, evidence: before, among: codes.filter((code) => code === romanised) };
  const evidence = ranked.length === 0 ? before : addEvidence(before, ranked);
  const summed = evidence === null ? [] : rankEvidence(evidence);
  const guess = bestOf(summed);
  const alike = ALIKE.find((codes) => codes.includes(guess?.code ?? '')) ?? [];
  const both = alike.filter((code) => codes.includes(code));
  if (both.length > 1) return { guess, evidence, among: both };
  const unsure = (summed[0]?.p ?? 1) < SURE;
  const possible = summed.filter(({ code, p }) => p >= POSSIBLE && codes.includes(code));
  return { guess, evidence, among: unsure ? possible.slice(0, MOST_ASKED).map(({ code }) => code) : [] };
}

function bestOf(ranked: readonly Scored[]): LanguageGuess | null {
  const best = ranked[0];
  if (best === undefined || best.code === OTHER) return null;
  return { code: best.code === 'prs' ? 'fa' : best.code, confidence: best.p };
}
