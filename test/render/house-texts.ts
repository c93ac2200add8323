// The card and render texts of this house, read from locales/, for tests that show whole cards.

import { readFileSync } from 'node:fs';
import type { LocaleTexts } from '../../src/model/line.ts';

export const HOUSE_LANGUAGES = ['en', 'fr', 'de', 'ar', 'uk'] as const;

export function houseTexts(): Record<string, LocaleTexts> {
  const read = (path: string) => JSON.parse(readFileSync(`locales/${path}.json`, 'utf8')) as LocaleTexts;
  return Object.fromEntries(
    HOUSE_LANGUAGES.map((code) => [code, { card: read(`${code}/card`), render: read(`${code}/render`) }]),
  );
}

/** Invisible characters written visibly, so that an expectation can be read. */
export function visible(text: string): string {
  return text
    .replaceAll('\u2066', '⟨lri⟩')
    .replaceAll('\u2068', '⟨fsi⟩')
    .replaceAll('\u2069', '⟨pdi⟩')
    .replaceAll('\u00a0', ' ');
}
