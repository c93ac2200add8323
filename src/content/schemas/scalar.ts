// Building blocks of all schemas: one written value, texts in several languages, yes or no, numbers.
// Must not know any file kind.

import * as z from 'zod';
import { SHAPES, type ShapeName } from '../shapes.ts';

/** A string of one shape; what is wrong with it is said in the words of `shapes.ts`. */
export function scalar(shape: ShapeName, describe: string) {
  const { pattern, test } = SHAPES[shape] as (typeof SHAPES)[ShapeName] & { pattern?: RegExp };
  return z
    .string()
    .refine((value) => test(value), { params: { shape } })
    .meta({ description: describe, ...(pattern ? { pattern: pattern.source } : {}) });
}

/** A number as written: editors may take it for a number, so their schema allows both. */
function number(shape: 'latitude' | 'longitude' | 'wholeNumber', describe: string) {
  return scalar(shape, describe)
    .meta({ description: describe, type: ['number', 'string'] })
    .transform(Number);
}

export function text(describe: string) {
  return scalar('text', describe);
}

export function coordinate(axis: 'latitude' | 'longitude', describe: string) {
  return number(axis, describe);
}

/** A whole number from `least` to `most`. */
export function wholeNumber(least: number, most: number, describe: string) {
  const fits = (value: string) =>
    SHAPES.wholeNumber.test(value) && Number(value) >= least && Number(value) <= most;
  return z
    .string()
    .refine(fits, { params: { shape: 'wholeNumber', least, most } })
    .meta({ description: `${describe} From ${least} to ${most}.`, type: ['integer', 'string'] })
    .transform(Number);
}

/** `yes` or `no`; `true` and `false` are understood. */
export function yesNo(describe: string) {
  return z
    .enum(['yes', 'no', 'true', 'false'])
    .transform((value) => value === 'yes' || value === 'true')
    .meta({ description: describe, type: ['string', 'boolean'], enum: ['yes', 'no', true, false] });
}

/** One of a closed set. */
export function oneOf<const Values extends readonly [string, ...string[]]>(values: Values, describe: string) {
  return z.enum(values).meta({ description: describe });
}

// A WeakSet, because wrapping a schema (`.exactOptional()`) keeps the schema itself inside.
const textsSchemas = new WeakSet<object>();

/** True for schemas made by `texts`: what must be written in every language of the line. */
export function isTexts(schema: object): boolean {
  return textsSchemas.has(schema);
}

/** A text that people read as it stands: no tags, no {{values}}. */
export function plainText(describe: string) {
  const fits = (shape: 'withoutMarkup' | 'withoutValues') => (value: string) => SHAPES[shape].test(value);
  return text(describe)
    .refine(fits('withoutMarkup'), { params: { shape: 'withoutMarkup' } })
    .refine(fits('withoutValues'), { params: { shape: 'withoutValues' } });
}

/** The same text in each language of the line: `{ en: …, fr: … }`. */
export function texts(describe: string) {
  const schema = z
    .record(scalar('language', 'A language code.'), plainText('The text in this language.'))
    .meta({ description: `${describe} In every language of the line.` });
  textsSchemas.add(schema);
  return schema;
}

export function languageCodes(describe: string) {
  return z.array(scalar('language', 'A language code, for example `ar`.')).meta({ description: describe });
}

/** `format: 1` at the top of each file. */
export const format = z.literal('1').meta({
  description: 'Version of the file format: 1.',
  const: undefined,
  type: ['integer', 'string'],
  enum: [1, '1'],
});

export const opening = z
  .strictObject({
    days: z
      .array(oneOf(['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'], 'A day of the week.'))
      .min(1)
      .meta({ description: 'Days of the week.' }),
    opens: scalar('time', 'Local time, for example "10:00".'),
    closes: scalar('time', 'Local time; "24:00" is the end of the day.'),
  })
  .meta({ description: 'Days with the same hours.' });

export const phone = z
  .strictObject({
    number: scalar('phone', 'As dialled, in quotes.'),
    note: texts('What one should know before calling.').exactOptional(),
  })
  .meta({ description: 'A phone number.' });

export const review = z
  .strictObject({
    status: oneOf(['draft', 'reviewed'], '`draft` until a native speaker has read it.'),
    by: text('The role of who read it.').exactOptional(),
    date: scalar('day', 'When it was read.').exactOptional(),
  })
  .refine((value) => value.status === 'draft' || (value.by !== undefined && value.date !== undefined), {
    params: { missing: ['by', 'date'] },
  })
  .meta({ description: 'Whether a native speaker has read the texts.' });
