// The kinds of content files: where each stands, its schema, and what it is for. Must not know what is in them.

import type * as z from 'zod';
import { dialogFile } from './schemas/dialog-file.ts';
import { lineFile } from './schemas/line-file.ts';
import { languageFile, localeFile } from './schemas/locale-file.ts';
import { organisationsFile } from './schemas/organisations-file.ts';
import { phrasesFile } from './schemas/phrases-file.ts';
import { placesFile } from './schemas/places-file.ts';
import { safetyFile, safetyNumbersFile } from './schemas/safety-file.ts';
import { serviceFile } from './schemas/service-file.ts';
import { topicsFile } from './schemas/topics-file.ts';

/** `path` is where files of the kind stand; `<…>` is a name of the operator's choice. */
export type Kind = { readonly path: string; readonly about: string; readonly schema: z.ZodType };

export const KINDS = {
  line: {
    path: 'knowledge-base/<line>/line.yaml',
    about: 'The line itself: name, place, languages, teams.',
    schema: lineFile,
  },
  places: {
    path: 'knowledge-base/<line>/places.yaml',
    about: 'Countries, regions and cities.',
    schema: placesFile,
  },
  topics: {
    path: 'knowledge-base/<line>/topics.yaml',
    about: 'What a question can be about.',
    schema: topicsFile,
  },
  organisations: {
    path: 'knowledge-base/<line>/organisations/<country>.yaml',
    about: 'Who stands behind the services.',
    schema: organisationsFile,
  },
  service: {
    path: 'knowledge-base/<line>/services/<country>/<id>.yaml',
    about: 'One service: what, for whom, where, how to reach it, and where the facts come from.',
    schema: serviceFile,
  },
  phrases: {
    path: 'knowledge-base/<line>/phrases/<language>.yaml',
    about: 'How people say each topic, intent and danger.',
    schema: phrasesFile,
  },
  safety: {
    path: 'knowledge-base/<line>/safety/<language>.yaml',
    about: 'The fixed texts for dangers, in one language.',
    schema: safetyFile,
  },
  'safety-numbers': {
    path: 'knowledge-base/<line>/safety/numbers.yaml',
    about: 'Numbers to call in danger, by country.',
    schema: safetyNumbersFile,
  },
  dialog: { path: 'dialogs/<name>.yaml', about: 'The steps of one dialog.', schema: dialogFile },
  language: {
    path: 'locales/<language>/language.json',
    about: 'A language: its own name, direction and review.',
    schema: languageFile,
  },
  locale: {
    path: 'locales/<language>/<name>.json',
    about:
      'Texts: one file per dialog, keyed by its steps, with labels of choices in `<step>-choices`; and a few shared ones.',
    schema: localeFile,
  },
} as const satisfies Readonly<Record<string, Kind>>;

export type KindName = keyof typeof KINDS;
/** What a file of a kind holds once it is valid. */
export type FileOf<K extends KindName> = z.output<(typeof KINDS)[K]['schema']>;
