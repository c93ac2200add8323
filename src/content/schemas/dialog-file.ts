// The form of dialogs/<name>.yaml. A step is one flat group of keys here; that it has one verb and only
// the keys of that verb is checked when it is compiled, where it can be said more clearly.
// Must not know which steps exist.

import * as z from 'zod';
import { CHOICE_SOURCES, SLOTS } from '../../model/dialog.ts';
import { format, oneOf, scalar, text, wholeNumber, yesNo } from './scalar.ts';

/** The eight verbs; a step has exactly one. */
export const VERBS = ['say', 'ask', 'when', 'signpost', 'hand-off', 'remind', 'go', 'end'] as const;

const reference = (describe: string) =>
  text(`${describe} A step of this dialog, a dialog, or \`dialog/step\`.`);

const stepName = (describe: string) => scalar('id', describe);

const SLOT_NAMES = { enum: [...SLOTS] };

/** The name of a slot; unknown ones are reported with the step, editors complete them. */
const slot = (describe: string, ...others: readonly string[]) =>
  text(describe).meta({ description: describe, enum: [...SLOTS, ...others] });

const choice = z.strictObject({
  id: scalar('id', 'Short name of the choice; its label is in locales/.'),
  go: reference('Where to go when it is chosen; without it the next step follows.').exactOptional(),
  set: z
    .record(z.string(), text('A value.'))
    .meta({
      description: 'Slots that this choice fills, for example `{ helpful: yes }`.',
      propertyNames: SLOT_NAMES,
    })
    .exactOptional(),
});

const is = z.record(z.string(), z.union([text('A value.'), z.array(text('A value.')).min(1)])).meta({
  description: 'when: a slot and the value, or values, that it must have.',
  propertyNames: SLOT_NAMES,
});

const step = z
  .strictObject({
    say: stepName('Say a text and go on. The value is the name of the step.').exactOptional(),
    ask: stepName('Ask and wait for the answer. The value is the name of the step.').exactOptional(),
    when: stepName('Decide where to go. The value is the name of the step.').exactOptional(),
    signpost: stepName('Show services. The value is the name of the step.').exactOptional(),
    'hand-off': stepName('Hand over to a team. The value is the name of the step.').exactOptional(),
    remind: stepName('Write again later. The value is the name of the step.').exactOptional(),
    go: stepName('Go somewhere else. The value is the name of the step.').exactOptional(),
    end: stepName('Say a last text. The value is the name of the step.').exactOptional(),
    was: z
      .array(scalar('id', 'A former name.'))
      .meta({ description: 'Former names of the step, so that old buttons work.' })
      .exactOptional(),
    'fixed-text': oneOf(
      ['sure', 'doubt', 'second', 'numbers'],
      'say: the reviewed text of safety/ for the danger that was heard.',
    ).exactOptional(),
    into: slot('ask: what the answer is remembered as.', 'language').exactOptional(),
    choices: z
      .union([oneOf(CHOICE_SOURCES, 'Choices that come from the line.'), z.array(choice).min(1)])
      .meta({ description: 'ask, say: what can be chosen.' })
      .exactOptional(),
    again: yesNo('ask: ask even if it is already known.').exactOptional(),
    optional: yesNo('ask: the person may rather not say.').exactOptional(),
    location: yesNo('ask: offer the location button of the channel.').exactOptional(),
    is: is.exactOptional(),
    has: slot(
      'when: a slot that is filled; `language`: chosen by the person, `later`: a topic kept for after.',
      'language',
      'later',
    ).exactOptional(),
    'open-now': scalar('id', 'when: a team that is there now.').exactOptional(),
    speaks: scalar('id', "when: a team that speaks the person's language.").exactOptional(),
    then: reference('when: where to go if so; without it the next step follows.').exactOptional(),
    else: reference('when: where to go if not; without it the next step follows.').exactOptional(),
    topic: scalar('topicCode', 'signpost: the topic; without it, the one asked about.').exactOptional(),
    most: wholeNumber(1, 3, 'signpost: most services at a time; without it 3.').exactOptional(),
    empty: reference('signpost: where to go when nothing is found.').exactOptional(),
    team: scalar('id', 'hand-off: a team of line.yaml.').exactOptional(),
    after: scalar('duration', 'remind: how long to wait, for example `30 minutes`.').exactOptional(),
    to: reference('go, remind: where to.').exactOptional(),
    'and-return': yesNo('go: come back here afterwards.').exactOptional(),
    forget: yesNo('end: erase all that is held of the person.').exactOptional(),
  })
  .meta({
    description: 'One step. It has exactly one verb: say, ask, when, signpost, hand-off, remind, go or end.',
    oneOf: VERBS.map((verb) => ({ required: [verb] })),
  });

export const dialogFile = z.strictObject({
  format,
  answers: z
    .array(text('A topic or group.'))
    .min(1)
    .meta({ description: 'Topics or groups that this dialog answers; all others go to the dialog `answer`.' })
    .exactOptional(),
  steps: z.array(step).min(1).meta({ description: 'Steps, in order.' }),
});

export type DialogFile = z.output<typeof dialogFile>;
export type StepFile = DialogFile['steps'][number];
