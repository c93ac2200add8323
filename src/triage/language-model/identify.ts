// Identifies the language of an utterance, or says that it cannot. Must not know the line's languages or what is asked.
//
// For the listener that uses this: `fa` stands for Farsi and Dari, which text does not tell apart, so always ask which.
// `other` means a language that is not named here: answer null and ask by buttons. Below p 0.7 ask; from p 0.9 on it is
// right in more than 99 of 100. `romanised` is a reason to ask in that language's own script, never to answer in it.

import { readFileSync } from 'node:fs';
import { lettersOf } from './letters.ts';
import { languagesWithOpeners, openersOf } from './openers.ts';
import type { LanguageModel } from './packed-model.ts';
import { readModel } from './packed-model.ts';
import type { Romanised } from './romanised.ts';
import { hearRomanised } from './romanised.ts';
import type { Scored } from './score.ts';
import { scoreWords } from './score.ts';
import type { Script } from './script-gate.ts';
import { scriptOf, wordsIn } from './script-gate.ts';

export type Identified = {
  /** Languages with probabilities that add up to about 1, best first, the least likely left out; empty when there are no letters. */
  readonly ranked: readonly Scored[];
  /** Set when Latin letters seem to spell a language that has its own script. */
  readonly romanised?: Romanised;
};

const SURE = 0.99;
const LEAST = 1e-4;
/** Letters, some of them twice. */
const LONGEST_OPENER = 60;
/** A whole utterance that is a known opener of one language only. */
const OPENER = 0.97;
/** Keeps an opener's other languages in play when the model thinks little of them. */
const OPENER_FLOOR = 0.03;
/** A named language that is surer than this is not taken for romanised words. */
const PLAIN = 0.9;
const ASSAMESE = /[ৰৱ]/u;

let model: LanguageModel | undefined;
let openers: ReadonlyMap<string, ReadonlySet<string>> | undefined;

/** Loads the model file once; the first call to `identify` does it otherwise. Throws when the file is missing. */
export function loadLanguageModel(): LanguageModel {
  model ??= readModel(readFileSync(new URL('./language.model', import.meta.url)));
  return model;
}

function loadOpeners(): ReadonlyMap<string, ReadonlySet<string>> {
  if (openers !== undefined) return openers;
  const found = new Map<string, Set<string>>();
  for (const code of languagesWithOpeners())
    for (const phrase of openersOf(code)) {
      const key = plain(phrase);
      found.set(key, (found.get(key) ?? new Set()).add(code));
    }
  openers = found;
  return found;
}

/** `helloo`, `hellooo` → `helo`, as the keys of the openers are spelled. */
function plain(letters: string): string {
  return letters.replace(/(\p{L})\1+/gu, '$1');
}

/** The script's only language, if it has one that we name. */
function onlyLanguage(script: Script, letters: string): string | null {
  switch (script) {
    case 'Bengali':
      return ASSAMESE.test(letters) ? 'other' : 'bn';
    case 'Greek':
      return 'el';
    case 'Han':
      return 'zh';
    case 'unknown':
      return 'other';
    case 'Arabic':
    case 'Ethiopic':
    case 'Cyrillic':
    case 'Latin':
      return null;
    default:
      return script satisfies never;
  }
}

function withOpeners(scored: readonly Scored[], letters: string): readonly Scored[] {
  const among = letters.length > LONGEST_OPENER ? undefined : loadOpeners().get(plain(letters));
  if (among === undefined) return scored;
  const weight = ({ code, p }: Scored) => (among.has(code) ? p + OPENER_FLOOR : 0);
  const sum = scored.reduce((total, one) => total + weight(one), 0);
  if (sum === 0) return scored;
  return scored.map((one) => ({ code: one.code, p: (1 - OPENER) * one.p + (OPENER * weight(one)) / sum }));
}

function romanisedIn(text: string, ranked: readonly Scored[]): Romanised | null {
  const best = ranked[0];
  if (best !== undefined && best.code !== 'other' && best.p >= PLAIN) return null;
  const words =
    text
      .slice(0, 400)
      .toLowerCase()
      .match(/[\p{L}\p{M}\d']+/gu) ?? [];
  return hearRomanised(words.filter((word) => /\p{L}/u.test(word)));
}

/** Which of 27 languages (Farsi and Dari as `fa`) an utterance is in, or `other`. Never throws for any text. */
export function identify(text: string): Identified {
  const letters = lettersOf(text);
  const script = scriptOf(letters);
  if (script === null) return { ranked: [] };
  const only = onlyLanguage(script, letters);
  if (only !== null) return { ranked: [{ code: only, p: SURE }] };
  const group = loadLanguageModel().groups.find((one) => one.script === script);
  if (group === undefined) return { ranked: [] };
  const ranked = withOpeners(scoreWords(group, wordsIn(script, letters)), letters)
    .filter(({ p }) => p >= LEAST)
    .sort((one, other) => other.p - one.p);
  const romanised = script === 'Latin' ? romanisedIn(text, ranked) : null;
  return romanised === null ? { ranked } : { ranked, romanised };
}
