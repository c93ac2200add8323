// The form of knowledge-base/<line>/topics.yaml. Must not know any particular topic.

import * as z from 'zod';
import { format, oneOf, scalar, texts } from './scalar.ts';

const rules = z
  .array(
    oneOf(
      ['safe-first', 'second-topic', 'fin-pair', 'offer-finance', 'status-first', 'offer-unasked'],
      'A rule that answers on the topic follow.',
    ),
  )
  .meta({ description: 'Rules that answers follow; a topic has those of its group too.' });

const group = z.strictObject({
  code: scalar('id', 'Short code, for example `biz`.'),
  name: texts('Its name, at most 24 characters.'),
  rules: rules.exactOptional(),
});

const topic = z.strictObject({
  code: scalar('topicCode', 'Group and topic: `biz.right`.'),
  name: texts('Its name, at most 24 characters.'),
  description: texts('What it is about, in one sentence.'),
  mode: z
    .array(oneOf(['knowledge-base', 'signpost', 'fixed-text', 'hand-off'], 'A way of answering.'))
    .min(1)
    .meta({ description: 'How an answer is given.' }),
  rules: rules.exactOptional(),
  asks: z
    .array(oneOf(['country', 'status'], 'A fact about the person.'))
    .meta({ description: 'What must be known before the answer.' })
    .exactOptional(),
});

export const topicsFile = z.strictObject({
  format,
  groups: z.array(group).min(1).meta({ description: 'Groups of topics.' }),
  topics: z.array(topic).min(1).meta({ description: 'Topics.' }),
});

export type TopicsFile = z.output<typeof topicsFile>;
