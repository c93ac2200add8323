// The form of knowledge-base/<line>/organisations/<country>.yaml. Must not know their services.

import * as z from 'zod';
import { format, scalar, text, texts } from './scalar.ts';

const organisation = z.strictObject({
  id: scalar('id', 'Short name used in services.'),
  name: text('As written on the door; not translated.'),
  description: texts('What it is, in one sentence.'),
  web: scalar('url', 'Its web site.').exactOptional(),
});

export const organisationsFile = z.strictObject({
  format,
  organisations: z.array(organisation).min(1).meta({ description: 'Organisations of one country.' }),
});

export type OrganisationsFile = z.output<typeof organisationsFile>;
