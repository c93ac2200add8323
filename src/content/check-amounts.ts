// An amount or a year in the English text of a service stands in every other language too, and the reverse.
// Must not know what the numbers count.

import type { LanguageCode, Texts } from '../model/language.ts';
import { KINDS } from './kinds.ts';
import type { ContentFiles } from './read-files.ts';
import { SOURCE_LANGUAGE } from './read-files.ts';
import type { Report } from './report.ts';
import { textsIn } from './texts-in.ts';

/** Compare the numbers of three digits and more in the texts of each service. */
export function checkAmounts(files: ContentFiles, languages: readonly LanguageCode[], report: Report): void {
  for (const { source } of files.of('service')) {
    for (const { path, texts } of textsIn(KINDS.service.schema, source.value)) {
      const english = texts[SOURCE_LANGUAGE];
      if (english === undefined) continue;
      const wanted = amounts(english);
      for (const language of languages) {
        const text = (texts as Partial<Texts>)[language];
        if (text === undefined || language === SOURCE_LANGUAGE) continue;
        const found = amounts(text);
        const missing = [...wanted.keys()].filter((amount) => !found.has(amount));
        const added = [...found].filter(([amount]) => !wanted.has(amount));
        const as = [...wanted].flatMap(([amount, written]) => (missing.includes(amount) ? [written] : []));
        const written = added.map(([, each]) => each);
        const place = source.find([...path, language], written[0] ?? '');
        if (missing.length > 0) {
          const here = written.length > 0 ? `, but here ${written.join(', ')}` : '';
          const message = `English says ${as.join(', ')}${here}.`;
          report('content/number-differs', place, message, 'Write the same number in every language.');
        } else if (written.length > 0) {
          const message = `English does not say ${written.join(', ')}.`;
          report('content/number-added', place, message, 'Correct it here or in English, after the source.');
        }
      }
    }
  }
}

// Three digits and more; groups of three may be set apart by spaces, dots, commas or apostrophes of any kind.
const NUMBER =
  /(?<!\p{Nd})(?:\p{Nd}{1,3}(?:[ .,'’\u00a0\u2009\u202f\u066b\u066c]\p{Nd}{3})+(?!\p{Nd})|\p{Nd}{3,})/gu;

/** Numbers as plain digits 0 to 9 → as written. */
export function amounts(text: string): ReadonlyMap<string, string> {
  return new Map([...text.matchAll(NUMBER)].map(([written]) => [plainDigits(written), written]));
}

/** Digits of any script as 0 to 9, without anything between them. */
export function plainDigits(text: string): string {
  return text.replace(/\P{Nd}/gu, '').replace(/\p{Nd}/gu, (digit) => String(digitValue(digit)));
}

/** The digits of each script stand in a row of ten that begins with its zero. */
function digitValue(digit: string): number {
  const code = digit.codePointAt(0)!;
  let zero = code;
  while (code - zero < 9 && /^\p{Nd}$/u.test(String.fromCodePoint(zero - 1))) zero--;
  return code - zero;
}
