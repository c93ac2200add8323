// Reads the messages that danger and intents are measured on. `held-back/` was written before the listeners, by one author,
// and teaches nothing; its even lines were looked at while the patterns grew, its odd ones never.

import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Line } from '../../src/model/line.ts';
import type { Phrases } from '../../src/model/phrase.ts';
import { normalise } from '../../src/triage/normalise.ts';

export type DangerMessage = {
  readonly text: string;
  readonly language: string;
  /** Null for a look-alike. */
  readonly topic: string | null;
  readonly kind: string;
  readonly unseen: boolean;
};
export type IntentMessage = {
  readonly text: string;
  readonly language: string;
  readonly intent: string | null;
  readonly unseen: boolean;
};

export const LANGUAGES = ['en', 'fr', 'de', 'ar', 'uk'];

export function heldBackDangers(): readonly DangerMessage[] {
  return LANGUAGES.flatMap((language) =>
    rows<DangerMessage>(`danger-${language}.jsonl`).map((row, at) => ({
      ...row,
      language,
      unseen: at % 2 === 1,
    })),
  );
}

export function heldBackIntents(): readonly IntentMessage[] {
  return LANGUAGES.flatMap((language) =>
    rows<IntentMessage>(`intent-${language}.jsonl`).map((row, at) => ({
      ...row,
      language,
      unseen: at % 2 === 1,
    })),
  );
}

function rows<T>(name: string): readonly T[] {
  const path = fileURLToPath(new URL(`held-back/${name}`, import.meta.url));
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as T);
}

/** True for a message that an operator wrote down as a phrase, too: it is no longer unheard. */
export function isPhrase(line: Line): (text: string) => boolean {
  const known = new Set<string>();
  for (const { dangers, intents, harmless } of line.phrases.values())
    for (const text of [...[...dangers.values(), ...intents.values()].flat(), ...harmless])
      known.add(normalise(text));
  return (text) => known.has(normalise(text));
}

/** Neighbours in a list are often of one family, so they are held back together. */
const FAMILY = 5;

/** The phrases without those of one fold, and the other way round. */
export function splitPhrases(
  phrases: Phrases,
  fold: number,
  folds: number,
): { readonly kept: Phrases; readonly out: Phrases } {
  const side = (out: boolean): Phrases => {
    const list = (texts: readonly string[]) =>
      texts.filter((_, at) => (Math.floor(at / FAMILY) % folds === fold) === out);
    const group = <Key>(texts: ReadonlyMap<Key, readonly string[]>) =>
      new Map([...texts].map(([key, each]) => [key, list(each)] as const));
    return {
      ...phrases,
      topics: group(phrases.topics),
      intents: group(phrases.intents),
      dangers: group(phrases.dangers),
      harmless: list(phrases.harmless),
      none: list(phrases.none),
    };
  };
  return { kept: side(false), out: side(true) };
}
