// Which language to speak: a guess until the person settles it, never changed behind her back.
// Must not know how a language is recognised.

import type { LanguageGuess } from '../model/meaning.ts';
import type { Draft } from './world.ts';

/** A guess this sure is taken for the person's language from the first message on. */
const SURE = 0.8;
/** Less sure, but better than the default. */
const LIKELY = 0.5;
/** Messages in another language before a change is offered. */
const MESSAGES = 2;

export function hearLanguage(draft: Draft, guess: LanguageGuess | null, first: boolean): void {
  if (!guess || !draft.world.line.languages.some(({ code }) => code === guess.code)) return;
  if (!draft.chosen) {
    if (guess.confidence < LIKELY) return;
    draft.lang = guess.code;
    draft.chosen = guess.confidence >= SURE;
    return;
  }
  if (first || guess.confidence < SURE) return;
  if (guess.code === draft.lang) {
    draft.heard = null;
    return;
  }
  const times = draft.heard?.[0] === guess.code ? draft.heard[1] + 1 : 1;
  if (times < MESSAGES) {
    draft.heard = [guess.code, times];
    return;
  }
  draft.heard = null;
  draft.tail.push({
    id: `+lang=${guess.code}`,
    label: draft.world.line.languages.find(({ code }) => code === guess.code)?.name ?? guess.code,
  });
}
