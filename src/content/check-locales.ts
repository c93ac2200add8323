// Each language must say what English says: same keys, same values, its own plural forms. Must not know dialogs.

import type { LanguageCode } from '../model/language.ts';
import type { LocaleTexts } from '../model/line.ts';
import { type Namespace, type Namespaces, textPlace, wordsPlace } from './locales.ts';
import { didYouMean, nearest } from './nearest.ts';
import { brokenPlaceholder, placeholders } from './placeholders.ts';
import { type PluralForm, pluralBases, pluralForms, pluralKey } from './plurals.ts';
import { type ContentFiles, SOURCE_LANGUAGE } from './read-files.ts';
import type { Report } from './report.ts';

type Comparison = { readonly language: LanguageCode; readonly namespace: Namespace; readonly report: Report };

/** Forms in which the number may stay unsaid: "one place", "no places", "two places" as one word. */
const MAY_OMIT_COUNT: readonly PluralForm[] = ['zero', 'one', 'two'];

export function checkLocales(
  files: ContentFiles,
  namespaces: Namespaces,
  languages: readonly LanguageCode[],
  report: Report,
): void {
  const english = namespaces.get(SOURCE_LANGUAGE) ?? new Map<string, Namespace>();
  const broken = files.broken('locale');
  const isBroken = (language: LanguageCode, name: string) =>
    broken.some((file) => file.endsWith(`locales/${language}/${name}.json`));
  for (const language of new Set([SOURCE_LANGUAGE, ...languages])) {
    const mine = namespaces.get(language) ?? new Map<string, Namespace>();
    if (mine.size === 0 && language !== SOURCE_LANGUAGE && english.size > 0) {
      tellUnwritten(language, files, report);
      continue;
    }
    for (const [name, source] of english) {
      const namespace = mine.get(name);
      if (namespace) {
        checkBraces(namespace.texts, [], { language, namespace, report });
        checkGroup(source.texts, namespace.texts, [], { language, namespace, report });
      } else if (!isBroken(language, name)) {
        const file = `locales/${language}/${name}.json`;
        const message = `The language "${language}" lacks this file.`;
        report(
          'content/missing-namespace',
          { file, line: 1, column: 1 },
          message,
          `Translate locales/${SOURCE_LANGUAGE}/${name}.json.`,
        );
      }
    }
    for (const [name, { files: own }] of mine) {
      if (english.has(name) || isBroken(SOURCE_LANGUAGE, name)) continue;
      const place = { file: own[0]!.file, line: 1, column: 1 };
      report(
        'content/extra-text',
        place,
        'English has no file of this name, so nobody sees these texts.',
        didYouMean(name, english.keys(), 'Rename or remove it.').replace(/"\?$/, '.json"?'),
      );
    }
  }
}

/** A language without a single file of texts is told once; without language.json that is told instead. */
function tellUnwritten(language: LanguageCode, files: ContentFiles, report: Report): void {
  const own = files.of('language').find(({ names }) => names['language'] === language);
  if (!own || files.broken('locale').some((file) => file.includes(`locales/${language}/`))) return;
  const message = `The language "${language}" has no texts in locales/${language}/.`;
  const hint = `Translate the files of locales/${SOURCE_LANGUAGE}/, or take the language out of line.yaml.`;
  report('content/language-not-written', own.source.at([]), message, hint);
}

function checkGroup(
  english: LocaleTexts,
  mine: LocaleTexts,
  path: readonly string[],
  comparison: Comparison,
): void {
  const { namespace, report } = comparison;
  const bases = pluralBases(english);
  for (const base of bases) checkPlural(base, english, mine, path, comparison);
  const strangers = new Set(
    Object.keys(mine).filter((key) => !(key in english) && !bases.has(pluralKey(key)?.base ?? '')),
  );
  for (const [key, source] of Object.entries(english)) {
    const plural = pluralKey(key);
    if (plural && bases.has(plural.base)) continue;
    const text = mine[key];
    const place = textPlace(namespace, [...path, key]);
    if (text === undefined) {
      const misspelt = nearest(key, strangers);
      const at = misspelt === null ? place : textPlace(namespace, [...path, misspelt]);
      strangers.delete(misspelt ?? '');
      const where = path.length > 0 ? ` in "${path.join('.')}"` : '';
      const hint = misspelt === null ? `English says: ${shortened(source)}` : `Did you mean "${key}" here?`;
      report('content/missing-text', at, `"${key}" is missing${where}.`, hint);
    } else if (typeof text !== typeof source) {
      const message =
        typeof source === 'string'
          ? 'English has one text here, not a group.'
          : 'English has a group of texts here, not one.';
      report('content/text-not-group', place, message, 'Write it as English does.');
    } else if (typeof text === 'string' && typeof source === 'string') {
      checkValues(placeholders(source), text, [...path, key], [], comparison);
    } else {
      checkGroup(source as LocaleTexts, text as LocaleTexts, [...path, key], comparison);
    }
  }
  for (const key of strangers) {
    const place = textPlace(namespace, [...path, key]);
    report(
      'content/extra-text',
      place,
      `English has no text "${key}" here.`,
      'Remove it, or add it to English.',
    );
  }
}

function checkPlural(
  base: string,
  english: LocaleTexts,
  mine: LocaleTexts,
  path: readonly string[],
  comparison: Comparison,
): void {
  const { language, namespace, report } = comparison;
  const { needed, used } = pluralForms(language, base);
  const written = Object.keys(mine).filter((key) => pluralKey(key)?.base === base);
  const missing = needed.filter((form) => !written.includes(`${base}_${form}`));
  if (missing.length > 0) {
    const place = textPlace(namespace, [...path, written[0] ?? `${base}_other`]);
    const names = missing.map((form) => `"${base}_${form}"`).join(', ');
    report(
      'content/missing-plural',
      place,
      `The language "${language}" also needs ${names}.`,
      'Add each form, with the words this language uses for such numbers.',
    );
  }
  const values = new Set(
    Object.entries(english).flatMap(([key, text]) =>
      pluralKey(key)?.base === base && typeof text === 'string' ? [...placeholders(text)] : [],
    ),
  );
  for (const key of written) {
    const { form } = pluralKey(key)!;
    const text = mine[key];
    if (!used.includes(form) && form !== 'zero') {
      const message = `The language "${language}" has no form "${form}", so nobody sees this text.`;
      report(
        'content/extra-plural',
        textPlace(namespace, [...path, key]),
        message,
        `Its forms are ${used.join(', ')}.`,
      );
    }
    const omit = MAY_OMIT_COUNT.includes(form) ? ['{{count}}'] : [];
    if (typeof text === 'string') checkValues(values, text, [...path, key], omit, comparison);
  }
}

function checkValues(
  wanted: ReadonlySet<string>,
  text: string,
  path: readonly string[],
  mayOmit: readonly string[],
  { namespace, report }: Comparison,
): void {
  // A broken brace is told as such; what it hides would only repeat it.
  if (brokenPlaceholder(text) !== null) return;
  const found = placeholders(text);
  const extra = [...found].filter((value) => !wanted.has(value));
  const missing = [...wanted].filter((value) => !found.has(value) && !mayOmit.includes(value));
  if (extra.length > 0) {
    const hint = missing.length > 0 ? `Did you mean ${missing.join(', ')}?` : 'Remove it.';
    report(
      'content/extra-placeholder',
      wordsPlace(namespace, path, extra[0]!),
      `English has no ${extra.join(', ')} here.`,
      hint,
    );
  } else if (missing.length > 0) {
    const message = `${missing.join(', ')} is missing in this text.`;
    report(
      'content/missing-placeholder',
      wordsPlace(namespace, path, ''),
      message,
      'Put it where the value belongs; its name is never translated.',
    );
  }
}

function checkBraces(texts: LocaleTexts, path: readonly string[], comparison: Comparison): void {
  for (const [key, text] of Object.entries(texts)) {
    if (typeof text === 'object') {
      checkBraces(text, [...path, key], comparison);
      continue;
    }
    const broken = brokenPlaceholder(text);
    if (broken === null) continue;
    const place = wordsPlace(comparison.namespace, [...path, key], broken);
    comparison.report(
      'content/broken-placeholder',
      place,
      `"${broken}" is not a whole value.`,
      'Write {{name}} with two braces on each side.',
    );
  }
}

function shortened(text: string | LocaleTexts): string {
  if (typeof text === 'object') return `a group with ${Object.keys(text).join(', ')}.`;
  return text.length > 80 ? `"${text.slice(0, 79)}…"` : `"${text}"`;
}
