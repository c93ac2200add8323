// Finds every text that must be written in all languages, by walking a schema beside its value.
// Must not know any kind of file.

import * as z from 'zod';
import type { LanguageCode, Texts } from '../model/language.ts';
import { KINDS, type KindName } from './kinds.ts';
import type { LineSettings } from './line-settings.ts';
import type { ContentFile } from './read-file.ts';
import type { ContentFiles } from './read-files.ts';
import type { Report } from './report.ts';
import { isTexts } from './schemas/scalar.ts';
import type { Path } from './source.ts';

const KINDS_WITH_TEXTS = [
  'line',
  'places',
  'topics',
  'organisations',
  'service',
  'safety-numbers',
] as const satisfies readonly KindName[];

const names = new Intl.DisplayNames('en', { type: 'language' });

/** A missing language is an error in a line's own files; what it inherits is counted and told once per language. */
export function checkLanguages(
  files: ContentFiles,
  settings: LineSettings,
  own: ContentFile<'line'>,
  report: Report,
): void {
  const inherited = new Map<LanguageCode, number>();
  const unwritten = languagesToWrite(files, settings);
  tellUnwritten(unwritten, own, report);
  for (const kind of KINDS_WITH_TEXTS) {
    for (const file of files.of(kind)) {
      for (const { path, texts } of textsIn(KINDS[kind].schema, file.source.value)) {
        for (const language of settings.languages.filter((code) => texts[code] === undefined)) {
          if (file.names['line'] !== settings.name) {
            inherited.set(language, (inherited.get(language) ?? 0) + 1);
            continue;
          }
          if (unwritten.has(language)) continue;
          const what = String(path.findLast((step) => typeof step === 'string') ?? '');
          const message = `"${what}" has no text in ${names.of(language)} ("${language}").`;
          report(
            'content/missing-language',
            file.source.keyAt(path),
            message,
            `Add "${language}:" with the text.`,
          );
        }
      }
    }
  }
  for (const [language, count] of inherited) {
    const index = own.data.languages?.indexOf(language) ?? -1;
    const place = own.source.at(index === -1 ? [] : ['languages', index]);
    const message = `${count} inherited texts have no ${names.of(language)} ("${language}"); they are shown in ${names.of(settings.languages[0]!)}.`;
    report('content/not-translated', place, message, 'Have them translated before the language is offered.');
  }
}

/** Languages in which most of the line's own texts are missing, with how many they are. */
function languagesToWrite(files: ContentFiles, settings: LineSettings): ReadonlyMap<LanguageCode, number> {
  const missing = new Map<LanguageCode, number>();
  let all = 0;
  for (const kind of KINDS_WITH_TEXTS) {
    for (const file of files.of(kind)) {
      if (file.names['line'] !== settings.name) continue;
      for (const { texts } of textsIn(KINDS[kind].schema, file.source.value)) {
        all++;
        for (const language of settings.languages)
          if (texts[language] === undefined) missing.set(language, (missing.get(language) ?? 0) + 1);
      }
    }
  }
  return new Map([...missing].filter(([, count]) => count > all / 2 && count > 1));
}

function tellUnwritten(
  unwritten: ReadonlyMap<LanguageCode, number>,
  own: ContentFile<'line'>,
  report: Report,
): void {
  for (const [language, count] of unwritten) {
    const index = own.data.languages?.indexOf(language) ?? -1;
    const place = own.source.at(index === -1 ? [] : ['languages', index]);
    const message = `${count} texts of this line have no ${names.of(language)} ("${language}").`;
    const hint = 'Translate them, or take the language out of the line until that is done.';
    report('content/language-not-written', place, message, hint);
  }
}

type Found = { readonly path: Path; readonly texts: Texts };

/** Every text of the value that is written in several languages, with its path. */
export function textsIn(schema: z.core.$ZodType, value: unknown, path: Path = []): Found[] {
  if (value === undefined) return [];
  if (isTexts(schema)) return [{ path, texts: value as Texts }];
  if (schema instanceof z.ZodExactOptional) return textsIn(schema.unwrap(), value, path);
  if (schema instanceof z.ZodArray) {
    return (value as readonly unknown[]).flatMap((item, index) =>
      textsIn(schema.element, item, [...path, index]),
    );
  }
  if (schema instanceof z.ZodObject) {
    const fields = value as Readonly<Record<string, unknown>>;
    return Object.entries(schema.shape).flatMap(([key, inner]) =>
      textsIn(inner as z.core.$ZodType, fields[key], [...path, key]),
    );
  }
  return [];
}
