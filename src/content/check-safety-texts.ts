// Safety texts hold no numbers but those that hold in all of Europe. Must not know which danger a text is for.

import type { ContentFile } from './read-file.ts';
import type { ContentFiles } from './read-files.ts';
import type { Report } from './report.ts';
import type { Path } from './source.ts';

type Held = { readonly digits: string; readonly file: ContentFile<'safety'>; readonly path: Path };

/** `everywhere`: numbers that hold in all of Europe. */
export function checkNumbersInTexts(
  files: ContentFiles,
  everywhere: ReadonlySet<string>,
  report: Report,
): void {
  // Without numbers.yaml nothing can be said of them.
  const [numbers] = files.of('safety-numbers');
  if (!numbers || files.broken('safety-numbers').length > 0) return;
  const held = files.of('safety').flatMap((file) => numbersIn(file, everywhere));
  const languages = files.of('safety').length;
  for (const digits of new Set(held.map((each) => each.digits))) {
    const holders = held.filter((each) => each.digits === digits);
    const inAll = new Set(holders.map(({ file }) => file)).size === languages && languages > 1;
    if (inAll) {
      // A number that every language names was there before: it went missing from numbers.yaml.
      const message = `${holders.length} safety texts name ${digits}, which is no number for all of Europe here.`;
      const hint = `Add the number "${digits}" with "places: [europe]", or say the texts without it.`;
      report('content/missing-safety-number', numbers.source.keyAt(['numbers']), message, hint);
      continue;
    }
    for (const { file, path } of holders) {
      const message = `This text holds the number ${digits}; numbers are added from safety/numbers.yaml, by country.`;
      const place = file.source.find(path, digits);
      report('content/number-in-safety-text', place, message, 'Say it without the number.');
    }
  }
}

function numbersIn(file: ContentFile<'safety'>, everywhere: ReadonlySet<string>): Held[] {
  return Object.entries(file.data.texts).flatMap(([topic, forms]) =>
    Object.entries(forms).flatMap(([form, text]) => {
      const digits = text.match(/\p{Nd}{3,}/gu)?.find((each) => !everywhere.has(each));
      return digits === undefined ? [] : [{ digits, file, path: ['texts', topic, form] }];
    }),
  );
}
