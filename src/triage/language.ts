// Hears which language an utterance is in, and when nobody can tell. Must not know the line's languages or topics.

import type { LanguageGuess } from '../model/meaning.ts';
import { identify } from './language-model/identify.ts';

/** A class of the model: a language that it was taught to recognise as none of its own. */
const OTHER = 'other';

/**
 * The likeliest of the 27 languages, or null: for no letters, for a language that is none of them, and for Latin letters that
 * spell a language with a script of its own ("salam kif halak"), which is asked about and not guessed. Farsi and Dari are `fa`.
 */
export function hearLanguage(text: string): LanguageGuess | null {
  const { ranked, romanised } = identify(text);
  const best = ranked[0];
  if (best === undefined || best.code === OTHER || romanised !== undefined) return null;
  return { code: best.code === 'prs' ? 'fa' : best.code, confidence: best.p };
}
