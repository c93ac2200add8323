// Dates, lists, weekdays and names of languages as each language writes them, from the runtime's own tables.
// Must not know lines, except for their languages' own names.

import type { Weekday } from '../model/directory.ts';
import type { Language, LanguageCode } from '../model/language.ts';

const WEEKDAYS: readonly Weekday[] = ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'];
/** A Monday. */
const MONDAY = Date.UTC(2024, 0, 1);
const DAY_MS = 86_400_000;

const made = new Map<string, unknown>();

/** `2025`, `2025-04` or `2025-04-22` in words; Gregorian and Latin digits, so that it can be compared with the source. */
export function dateIn(language: LanguageCode, date: string): string {
  const [, year = '', month, day] = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(date) ?? [];
  if (!year || !month) return date;
  const moment = Date.UTC(Number(year), Number(month) - 1, Number(day ?? 1));
  const format = once(
    `date ${language} ${day ? 'day' : 'month'}`,
    () =>
      new Intl.DateTimeFormat(`${language}-u-ca-gregory-nu-latn`, {
        year: 'numeric',
        month: 'long',
        ...(day && { day: 'numeric' }),
        timeZone: 'UTC',
      }),
  );
  return format.format(moment);
}

export function weekdayIn(language: LanguageCode, day: Weekday): string {
  const format = once(
    `weekday ${language}`,
    () => new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' }),
  );
  return format.format(MONDAY + WEEKDAYS.indexOf(day) * DAY_MS);
}

export function listIn(language: LanguageCode, items: readonly string[]): string {
  const format = once(`list ${language}`, () => new Intl.ListFormat(language, { type: 'conjunction' }));
  return format.format(items);
}

/** `ar` in English → Arabic. What the runtime has no word for gets its own name, then its code. */
export function languageIn(
  language: LanguageCode,
  code: LanguageCode,
  known: readonly Language[] = [],
): string {
  const names = once(
    `names ${language}`,
    () => new Intl.DisplayNames(language, { type: 'language', fallback: 'none' }),
  );
  const own = known.find((one) => one.code === code)?.name;
  try {
    return names.of(code) ?? own ?? code;
  } catch {
    // The runtime throws at what is not a language code at all.
    return own ?? code;
  }
}

/** A language's name in itself, for people who do not read the language they are spoken to in. */
export function ownName(code: LanguageCode, known: readonly Language[]): string {
  return known.find((one) => one.code === code)?.name ?? languageIn(code, code);
}

/** Formatters are dear to make; they depend on their arguments only. */
function once<T>(key: string, make: () => T): T {
  let it = made.get(key) as T | undefined;
  if (it === undefined) {
    it = make();
    made.set(key, it);
  }
  return it;
}
