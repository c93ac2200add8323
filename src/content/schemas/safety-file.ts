// The forms of knowledge-base/<line>/safety/: the fixed texts of one language, and numbers.yaml.
// Must not know how a danger is recognised.

import * as z from 'zod';
import { format, plainText, review, scalar, texts } from './scalar.ts';

const safetyText = z.strictObject({
  text: plainText('What is said when the danger is sure. No phone numbers.'),
  doubt: plainText('The gentle question when it is not sure.'),
  second: plainText('The second text of safe.emergency: no place to sleep tonight.').exactOptional(),
});

export const safetyFile = z.strictObject({
  format,
  language: scalar('language', 'The same as the file name without `.yaml`.'),
  review,
  texts: z
    .record(scalar('topicCode', 'A danger.'), safetyText)
    .meta({ description: 'The texts of each danger.' }),
});

const safetyNumber = z.strictObject({
  id: scalar('id', 'Short name.'),
  number: scalar('phone', 'As dialled, in quotes.'),
  name: texts('Who answers.'),
  topics: z.array(scalar('topicCode', 'A danger.')).min(1).meta({ description: 'Dangers it is for.' }),
  places: z
    .array(scalar('placeId', 'A country or place.'))
    .min(1)
    .meta({ description: 'Where it is valid; `europe` for all.' }),
  service: scalar('id', 'The service that the number comes from.'),
});

export const safetyNumbersFile = z.strictObject({
  format,
  numbers: z.array(safetyNumber).min(1).meta({ description: 'Numbers to call.' }),
});

export type SafetyFile = z.output<typeof safetyFile>;
export type SafetyNumbersFile = z.output<typeof safetyNumbersFile>;
