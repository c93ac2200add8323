// Plural forms in keys, as i18next JSON v4 writes them: `count_one`, `count_other`. Must not know any text.

import type { LanguageCode } from '../model/language.ts';
import type { LocaleTexts } from '../model/line.ts';

const FORMS = ['zero', 'one', 'two', 'few', 'many', 'other'] as const;
export type PluralForm = (typeof FORMS)[number];

/** `found_few` → `{ base: 'found', form: 'few' }`; null for other keys. */
export function pluralKey(key: string): { base: string; form: PluralForm } | null {
  const match = /^(.+)_(zero|one|two|few|many|other)$/.exec(key);
  return match ? { base: match[1]!, form: match[2] as PluralForm } : null;
}

/** Keys of one group that English writes in plural forms: with `_one` and `_other`, or one of them and a {{count}}. */
export function pluralBases(english: LocaleTexts): ReadonlySet<string> {
  const bases = new Set<string>();
  for (const [key, text] of Object.entries(english)) {
    const plural = pluralKey(key);
    if (!plural || typeof text !== 'string') continue;
    const both = `${plural.base}_one` in english && `${plural.base}_other` in english;
    if (both || /\{\{\s*count\b/.test(text)) bases.add(plural.base);
  }
  return bases;
}

const cached = new Map<string, { needed: readonly PluralForm[]; used: readonly PluralForm[] }>();

/**
 * The forms of a language: `needed` for whole numbers up to 1000 and as the rest (`other`), `used` for any number.
 * French `many` begins at a million, so it is used but not needed.
 */
export function pluralForms(language: LanguageCode, base: string) {
  const type = base.endsWith('_ordinal') ? 'ordinal' : 'cardinal';
  const key = `${language} ${type}`;
  let forms = cached.get(key);
  if (!forms) {
    const rules = new Intl.PluralRules(language, { type });
    const counted = new Set<string>(['other']);
    for (let number = 0; number <= 1000; number++) counted.add(rules.select(number));
    const used = new Set<string>(rules.resolvedOptions().pluralCategories);
    forms = {
      needed: FORMS.filter((form) => counted.has(form)),
      used: FORMS.filter((form) => used.has(form)),
    };
    cached.set(key, forms);
  }
  return forms;
}
