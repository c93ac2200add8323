// What no text of locales/ should hold: HTML, phone numbers, a word for both yes and no.
// Must not know which step says a text.

import type { LanguageCode } from '../model/language.ts';
import type { LocaleTexts } from '../model/line.ts';
import { EUROPE } from '../model/place.ts';
import { plainDigits } from './check-amounts.ts';
import type { Namespaces } from './locales.ts';
import type { ServiceEntry } from './make-service.ts';
import type { ContentFile } from './read-file.ts';
import type { ContentFiles } from './read-files.ts';
import type { Report } from './report.ts';
import { markupIn } from './shapes.ts';
import type { Path } from './source.ts';

/** From this many digits on, a number in a text is taken for a phone number. */
const PHONE_DIGITS = 7;

export function checkWording(
  files: ContentFiles,
  services: ReadonlyMap<string, ServiceEntry>,
  report: Report,
): void {
  const numbers = phoneNumbers(files, services);
  for (const file of files.of('locale')) {
    for (const { path, text } of textsOf(file.data)) {
      const markup = markupIn(text);
      if (markup !== null) {
        const place = file.source.find(path, markup);
        const hint = 'Write plain words; channels draw them as they stand.';
        report('content/markup-in-locale', place, `"${markup}" would be read as it stands.`, hint);
      }
      checkPhone(file, path, text, numbers, report);
    }
  }
}

type Numbers = { readonly known: ReadonlySet<string>; readonly everywhere: ReadonlySet<string> };

/** All phone numbers of the line, and those that hold in all of Europe. */
function phoneNumbers(files: ContentFiles, services: ReadonlyMap<string, ServiceEntry>): Numbers {
  const all = [
    ...files
      .of('safety-numbers')
      .flatMap(({ data }) => data.numbers.map((each) => [each.number, each.places] as const)),
    ...[...services.values()].flatMap(({ data }) =>
      (data.contact?.phones ?? []).map(({ number }) => [number, data.coverage] as const),
    ),
  ];
  const wide = all.filter(([, places]) => places.includes(EUROPE));
  return {
    known: new Set(all.map(([number]) => plainDigits(number))),
    everywhere: new Set(['112', ...wide.map(([number]) => plainDigits(number))]),
  };
}

function checkPhone(
  file: ContentFile<'locale'>,
  path: Path,
  text: string,
  { known, everywhere }: Numbers,
  report: Report,
): void {
  for (const [written] of text.matchAll(/\+?\p{Nd}(?:[ ()/.\u00a0-]{0,2}\p{Nd})*/gu)) {
    const digits = plainDigits(written);
    const isPhone = (known.has(digits) && digits.length >= 3) || digits.length >= PHONE_DIGITS;
    if (!isPhone || everywhere.has(digits)) continue;
    const hint = 'Say it without the number: a service gives its number with its source.';
    report('content/phone-in-text', file.source.find(path, written), `${written} is a phone number.`, hint);
  }
}

function textsOf(texts: LocaleTexts, above: Path = []): { path: Path; text: string }[] {
  return Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string' ? [{ path: [...above, key], text: value }] : textsOf(value, [...above, key]),
  );
}

/** One word may not be heard as yes and as no. */
export function checkYesAndNo(
  namespaces: Namespaces,
  languages: readonly LanguageCode[],
  report: Report,
): void {
  for (const language of languages) {
    const common = namespaces.get(language)?.get('common');
    const words = (key: string) => {
      const text = common?.texts[key];
      return typeof text === 'string' ? text.split(/[,،、]/).map((word) => word.trim().toLowerCase()) : [];
    };
    const both = words('yes-words').find((word) => word !== '' && words('no-words').includes(word));
    if (!common || both === undefined) continue;
    const file = common.files.findLast(({ data }) => data['no-words'] !== undefined)!;
    const message = `"${both}" stands for yes and for no.`;
    report('content/yes-and-no', file.source.find(['no-words'], both), message, 'Keep it in one of the two.');
  }
}
