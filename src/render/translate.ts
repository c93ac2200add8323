// The only door to i18next: a key, a language and values become a text. Must not know messages or channels.

import { createInstance } from 'i18next';
import type { LanguageCode } from '../model/language.ts';
import type { Line } from '../model/line.ts';

/** Key as `namespace:nested.key`. A text that no language of the line has is empty; a key is never shown. */
export type Translate = (
  key: string,
  values: Readonly<Record<string, string | number>>,
  language: LanguageCode,
) => string;

/** The texts of one line: the person's language, then the line's fallback, then its source language. */
export function createTranslate(line: Line): Translate {
  const codes = line.languages.map(({ code }) => code);
  const namespaces = new Set([...line.locales.values()].flatMap((locale) => Object.keys(locale)));
  const i18n = createInstance();
  // With resources at hand and initAsync off, init is done when it returns.
  void i18n.init({
    resources: Object.fromEntries(line.locales),
    ns: [...namespaces],
    defaultNS: 'common',
    lng: line.fallback,
    fallbackLng: [...new Set([line.fallback, ...codes.slice(0, 1)])],
    // The library keeps what it learns of each language code; made-up ones must not pile up.
    supportedLngs: codes,
    nonExplicitSupportedLngs: false,
    initAsync: false,
    // Values are shown as they are; the widget and the channels escape for themselves.
    interpolation: { escapeValue: false },
    missingInterpolationHandler: () => '',
    returnedObjectHandler: () => '',
    returnNull: false,
  });
  const fixed = new Map(codes.map((code) => [code, i18n.getFixedT(code)]));
  // A lookup costs about 10 µs; texts without values, most of a card, are looked up once.
  const known = new Map(codes.map((code) => [code, new Map<string, string>()]));

  return (key, values, language) => {
    const isFixed = Object.keys(values).length === 0;
    const ready = isFixed ? known.get(language)?.get(key) : undefined;
    if (ready !== undefined) return ready;
    const text = lookUp(key, values, language);
    if (isFixed && text !== '') known.get(language)?.set(key, text);
    return text;
  };

  function lookUp(...[key, values, language]: Parameters<Translate>): string {
    const t = fixed.get(language) ?? fixed.get(line.fallback);
    // `replace` keeps a value named like an option of the library, e.g. `lng`, from being one.
    const count = typeof values.count === 'number' ? { count: values.count } : {};
    const text = t?.(key, { replace: values, defaultValue: '', ...count });
    return typeof text === 'string' ? text : '';
  }
}

/** The language of the line that serves `code`: itself, its base (`fr-BE` → `fr`), or the fallback. */
export function servedLanguage(line: Line, code: LanguageCode): LanguageCode {
  const has = (wanted: string) => line.languages.some((language) => language.code === wanted);
  if (has(code)) return code;
  const base = code.split('-', 1)[0] ?? code;
  return has(base) ? base : line.fallback;
}
