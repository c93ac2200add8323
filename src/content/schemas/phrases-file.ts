// The form of knowledge-base/<line>/phrases/<language>.yaml. Must not know how phrases are matched.

import * as z from 'zod';
import { NEEDS, STATUSES } from '../../model/directory.ts';
import { CLUES, INTENTS } from '../../model/phrase.ts';
import { format, scalar } from './scalar.ts';

const phrases = (describe: string) =>
  z.array(scalar('text', 'A phrase as somebody would write it.')).meta({ description: describe });

const byTopic = (describe: string) =>
  z.record(scalar('topicCode', 'A topic code.'), phrases('Phrases.')).meta({ description: describe });

const byName = <const Names extends readonly [string, ...string[]]>(names: Names, describe: string) =>
  z.partialRecord(z.enum(names), phrases('Phrases.')).meta({ description: describe });

export const phrasesFile = z.strictObject({
  format,
  language: scalar('language', 'The same as the file name without `.yaml`.'),
  topics: byTopic('How people say each topic.'),
  intents: byName(INTENTS, 'How people say what they want done.'),
  dangers: byTopic('How people say that they are in danger.'),
  statuses: byName(STATUSES, 'How people name their papers.').exactOptional(),
  needs: byName(NEEDS, 'How people ask for a narrower choice.').exactOptional(),
  stages: byName(
    ['idea', 'planning', 'running'],
    'How people say how far their business is.',
  ).exactOptional(),
  clues: z
    .partialRecord(z.enum(CLUES), z.array(scalar('text', 'Words, or the front of a word: `cousin~`.')))
    .meta({
      description:
        "Who and when: `own` (I), `others` (my brother), `now`, `past` (was), `origin` (born in), `staying` (live in), `asking` (what is), `concerning` (for), `joining` (and), `speaking` and `learning` (beside a language's name), `people` (names of people that are also names of places).",
    })
    .exactOptional(),
  words: z
    .record(
      z.string(),
      z.array(
        scalar('text', 'A word, its front (`beat~`), a part (`~beat~`), words side by side, or `<other>`.'),
      ),
    )
    .meta({ description: 'Words that stand for each other in `patterns`, by a name.' })
    .exactOptional(),
  patterns: z
    .record(
      z.string(),
      z.array(scalar('text', 'Words and `<names>` that are said near each other; `?` at the end: a doubt.')),
    )
    .meta({ description: 'One line for many wordings, by danger, intent or `harmless`.' })
    .exactOptional(),
  harmless: phrases('Look-alikes that must not be taken for danger.').exactOptional(),
  none: phrases('Everyday sentences outside the topics.').exactOptional(),
  concepts: z
    .record(
      scalar('text', 'A name, the same in every language, e.g. `loan`.'),
      z.array(scalar('text', 'One word, or its front: `borrow~`.')),
    )
    .meta({ description: 'Words that name the same thing, so that what one language teaches holds in all.' })
    .exactOptional(),
  stubs: z
    .record(scalar('text', 'Any short name, e.g. `tourist-visa`.'), phrases('Phrases.'))
    .meta({ description: 'Neighbours that the line does not serve, so that they are not taken for a topic.' })
    .exactOptional(),
  greetings: phrases('Greetings.').exactOptional(),
});

export type PhrasesFile = z.output<typeof phrasesFile>;
