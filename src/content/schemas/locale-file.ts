// The forms of locales/<language>/: language.json, and one file of texts per dialog. Must not know the keys.

import * as z from 'zod';
import type { LocaleTexts } from '../../model/line.ts';
import { oneOf, review, text } from './scalar.ts';

export const languageFile = z.strictObject({
  name: text("The language's name in itself."),
  direction: oneOf(['ltr', 'rtl'], 'Direction of writing.'),
  review,
});

export const localeFile: z.ZodType<LocaleTexts> = z
  .record(z.string(), z.union([text('A text.'), z.lazy(() => localeFile)]))
  .meta({ id: 'texts', description: 'Texts by key, as i18next JSON v4; groups may be nested.' });

export type LanguageFile = z.output<typeof languageFile>;
