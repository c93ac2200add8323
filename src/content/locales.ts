// locales/ → the texts of each language; a line's own files are laid over the shared ones. Must not know dialogs.

import type { SourcePlace } from '../model/dialog.ts';
import type { Language, LanguageCode } from '../model/language.ts';
import type { Locale, LocaleTexts } from '../model/line.ts';
import type { ContentFile } from './read-file.ts';
import type { ContentFiles } from './read-files.ts';
import type { Report } from './report.ts';
import { makeReview } from './review.ts';
import type { Path } from './source.ts';

/** The files of one namespace in one language, shared first, with their merged texts. */
export type Namespace = { readonly texts: LocaleTexts; readonly files: readonly ContentFile<'locale'>[] };

/** Namespaces by language and name. */
export type Namespaces = ReadonlyMap<LanguageCode, ReadonlyMap<string, Namespace>>;

export function makeNamespaces(files: ContentFiles): Namespaces {
  const languages = new Map<LanguageCode, Map<string, Namespace>>();
  for (const file of files.of('locale')) {
    const language = file.names['language'] ?? '';
    const name = file.names['name'] ?? '';
    const namespaces = languages.get(language) ?? new Map<string, Namespace>();
    const before = namespaces.get(name);
    namespaces.set(name, {
      texts: before ? merged(before.texts, file.data) : file.data,
      files: [...(before?.files ?? []), file],
    });
    languages.set(language, namespaces);
  }
  return languages;
}

export function localeOf(namespaces: Namespaces, language: LanguageCode): Locale {
  return Object.fromEntries([...(namespaces.get(language) ?? [])].map(([name, { texts }]) => [name, texts]));
}

/** Where the text at `path` stands: in the last file that has it, or where it belongs in the first. */
export function textPlace({ files }: Namespace, path: Path): SourcePlace {
  const holder = files.findLast(({ data }) => textAt(data, path) !== undefined) ?? files[0]!;
  return holder.source.keyAt(path);
}

/** As `textPlace`, but of `words` within the text. */
export function wordsPlace({ files }: Namespace, path: Path, words: string): SourcePlace {
  const holder = files.findLast(({ data }) => textAt(data, path) !== undefined) ?? files[0]!;
  return holder.source.find(path, words);
}

export function textAt(texts: LocaleTexts, path: Path): string | LocaleTexts | undefined {
  let found: string | LocaleTexts | undefined = texts;
  for (const key of path) found = typeof found === 'object' ? found[key] : undefined;
  return found;
}

/** The languages of the line in their order; one without language.json is reported and left out. */
export function makeLanguages(
  files: ContentFiles,
  codes: readonly LanguageCode[],
  report: Report,
): readonly Language[] {
  const broken = files.broken('language');
  return codes.flatMap((code) => {
    const file = files.of('language').findLast(({ names }) => names['language'] === code);
    if (file) {
      const { name, direction, review } = file.data;
      return [{ code, name, direction, review: makeReview(review) }];
    }
    const path = `locales/${code}/language.json`;
    if (!broken.some((each) => each.endsWith(path))) {
      const message = `The language "${code}" has no language.json.`;
      const hint = 'Write it with "name", "direction" and "review", or take the language out of line.yaml.';
      report('content/missing-language-file', { file: path, line: 1, column: 1 }, message, hint);
    }
    return [];
  });
}

function merged(below: LocaleTexts, above: LocaleTexts): LocaleTexts {
  const result: Record<string, string | LocaleTexts> = { ...below };
  for (const [key, value] of Object.entries(above)) {
    const before = result[key];
    result[key] = typeof value === 'object' && typeof before === 'object' ? merged(before, value) : value;
  }
  return result;
}
