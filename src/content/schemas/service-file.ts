// The form of knowledge-base/<line>/services/<country>/<id>.yaml. Must not know other files.

import * as z from 'zod';
import { STATUSES } from '../../model/directory.ts';
import {
  format,
  languageCodes,
  oneOf,
  opening,
  phone,
  scalar,
  text,
  texts,
  wholeNumber,
  yesNo,
} from './scalar.ts';

const eligibility = z.strictObject({
  statuses: z
    .array(oneOf(STATUSES, 'A residence status.'))
    .min(1)
    .meta({ description: 'Only these; absent means all.' })
    .exactOptional(),
  'women-only': yesNo('For women only.').exactOptional(),
  'minimum-age': wholeNumber(0, 120, 'Youngest age.').exactOptional(),
  'maximum-age': wholeNumber(0, 120, 'Oldest age.').exactOptional(),
});

const contact = z.strictObject({
  phones: z.array(phone).meta({ description: 'Phone numbers.' }).exactOptional(),
  email: scalar('email', 'E-mail address.').exactOptional(),
  web: scalar('url', 'Web page.').exactOptional(),
  address: text('Street and town, as on a letter.').exactOptional(),
});

const source = z.strictObject({
  url: scalar('url', 'The page the facts come from.'),
  date: scalar('date', 'Date of that page; absent if it shows none.')
    .meta({ type: ['string', 'integer'] })
    .exactOptional(),
  kind: text('What sort of source it is, for example `official`.'),
});

const checked = z.union([
  z.literal('never'),
  z.strictObject({
    date: scalar('day', 'The day of the check.'),
    by: text('The role of who checked; not a name.'),
  }),
]);

export const serviceFile = z.strictObject({
  format,
  id: scalar('id', 'The same as the file name without `.yaml`.'),
  organisation: scalar('id', 'Id of its organisation.'),
  name: texts('Its name.'),
  offers: texts('What it does, in one or two short sentences.'),
  'who-for': texts('For whom it is.'),
  topics: z
    .array(scalar('topicCode', 'A topic code.'))
    .min(1)
    .meta({ description: 'Topics that it answers.' }),
  coverage: z
    .array(scalar('placeId', 'A place id.'))
    .min(1)
    .meta({ description: 'Places that it serves; `europe` for all.' }),
  'coverage-note': texts('What place ids cannot say.').exactOptional(),
  online: yesNo('Can be used from anywhere it covers, without going there.').exactOptional(),
  languages: languageCodes('Languages spoken; absent if the source does not say.').exactOptional(),
  'languages-note': texts('What codes cannot say.').exactOptional(),
  eligibility: eligibility.meta({ description: 'Hard conditions only.' }).exactOptional(),
  cost: z
    .strictObject({
      kind: oneOf(['free', 'loan', 'paid', 'mixed', 'unknown'], 'What it costs.'),
      note: texts('Only if it says more than the kind.').exactOptional(),
    })
    .meta({ description: 'What it costs.' }),
  documents: z
    .array(texts('A document to bring.'))
    .meta({ description: 'Documents to bring.' })
    .exactOptional(),
  contact: contact.meta({ description: 'How to reach it.' }).exactOptional(),
  hours: z
    .array(opening)
    .meta({ description: 'Opening hours, only if the source says them.' })
    .exactOptional(),
  source: source.meta({ description: 'Where the facts come from.' }),
  checked: checked.meta({
    description: '`never`, or when and by whom it was confirmed by calling or visiting.',
  }),
  status: oneOf(
    ['standing', 'unconfirmed', 'aged', 'ended'],
    '`standing`: a permanent public number; `unconfirmed`: the source looked current; `aged`: over five years old; `ended`: finished.',
  ),
  'pair-with': z
    .array(scalar('id', 'Id of a service.'))
    .meta({ description: 'Services that a finance service is shown with.' })
    .exactOptional(),
  'own-support': yesNo('A finance service that brings its own business support.').exactOptional(),
});

export type ServiceFile = z.output<typeof serviceFile>;
