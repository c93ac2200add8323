// The form of knowledge-base/<line>/line.yaml. Must not know what the line contains.

import * as z from 'zod';
import { format, languageCodes, opening, phone, scalar, text, texts, wholeNumber } from './scalar.ts';

const team = z.strictObject({
  name: scalar('id', 'Name of the team in dialogs.'),
  title: texts('What people read.'),
  services: z
    .array(scalar('id', 'Id of a service.'))
    .meta({ description: 'Services that take the person over, best first.' }),
  languages: languageCodes('Languages that the team speaks.').exactOptional(),
  hours: z.array(opening).meta({ description: 'When the team is there.' }).exactOptional(),
});

const freshness = z.strictObject({
  safety: wholeNumber(1, 3650, 'Days until a safety service must be checked again.'),
  amounts: wholeNumber(1, 3650, 'Days for services with amounts of money.'),
  others: wholeNumber(1, 3650, 'Days for all other services.'),
});

const brand = z.strictObject({
  name: text('Name of the line.'),
  tagline: texts('What the line is for, in a few words.'),
  colour: scalar('colour', 'Main colour, in quotes, for example "#1a5f7a".'),
  controller: text(
    'Who answers for the data, named in the privacy notice: the legal name and address of your organisation.',
  ).exactOptional(),
  contact: text('How to reach them.').exactOptional(),
});

export const lineFile = z.strictObject({
  format,
  name: scalar('id', 'Name of the line; the same as its folder.'),
  extends: scalar('id', 'The line that this one inherits from.').exactOptional(),
  place: scalar('placeId', 'The place that the line serves; `europe` for all.'),
  brand: brand.meta({ description: 'Name and look. Inherited if absent.' }).exactOptional(),
  languages: languageCodes('Languages, in the order they are offered. Inherited if absent.')
    .min(1)
    .exactOptional(),
  'retention-hours': wholeNumber(
    1,
    720,
    'Hours until a conversation is forgotten. Inherited if absent.',
  ).exactOptional(),
  freshness: freshness
    .meta({ description: 'Days until a fact must be checked again. Inherited if absent.' })
    .exactOptional(),
  teams: z.array(team).meta({ description: 'Desks that a conversation is handed to.' }).exactOptional(),
  'help-phones': z
    .array(phone)
    .meta({ description: 'Phones to call when nothing else fits.' })
    .exactOptional(),
});

export type LineFile = z.output<typeof lineFile>;
