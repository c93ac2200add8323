// Which language to speak: a guess until the person settles it, asked when nobody can tell, never changed behind her back.
// Must not know how a language is recognised.

import type { LanguageGuess, Meaning } from '../model/meaning.ts';
import type { Choice } from '../model/message.ts';
import type { Draft } from './world.ts';

/** A guess this sure is taken for the person's language from the first message on. */
const SURE = 0.8;
/** Less sure, but better than the default. */
const LIKELY = 0.5;
/** Messages in another language before a change is offered. */
const MESSAGES = 2;

export function hearLanguage(draft: Draft, { language, spoken }: Meaning, first: boolean): void {
  if (draft.chosen) return first ? undefined : hearChange(draft, language);
  draft.evidence = spoken.evidence;
  const [asked] = spoken.among;
  const { guess } = spoken;
  // The question, and all until it is answered, is in the likeliest of the languages it is about.
  if (guess === null) {
    if (asked !== undefined && !draft.hinted) draft.lang = asked;
  } else if (isOfLine(draft, guess.code) && guess.confidence >= LIKELY) {
    draft.lang = guess.code;
    draft.chosen = guess.confidence >= SURE && asked === undefined;
  }
  if (draft.chosen) draft.evidence = null;
}

/** One tap for each language that it may be as well as the one spoken; a number or a button says nothing of it. */
export function languagesToAsk(draft: Draft, { kind, spoken }: Meaning): readonly Choice[] {
  if (draft.chosen || kind === 'choice') return [];
  return spoken.among.filter((code) => code !== draft.lang).map((code) => change(draft, code));
}

function hearChange(draft: Draft, guess: LanguageGuess | null): void {
  if (guess === null || guess.confidence < SURE || !isOfLine(draft, guess.code)) return;
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
  draft.tail.push(change(draft, guess.code));
}

const isOfLine = (draft: Draft, code: string): boolean =>
  draft.world.line.languages.some((language) => language.code === code);

function change(draft: Draft, code: string): Choice {
  const known = draft.world.line.languages.find((language) => language.code === code);
  return { id: `+lang=${code}`, label: known?.name ?? code };
}
