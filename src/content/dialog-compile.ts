// dialogs/<name>.yaml → compiled dialogs whose references are resolved. Must not know texts or where paths lead.

import type { Dialog, Step, StepOf } from '../model/dialog.ts';
import { checkSlot } from './check-slots.ts';
import { checkStepKeys, conditionOf } from './check-step-keys.ts';
import { choicesOf, writtenChoices } from './compile-choices.ts';
import { checkKnown, type Known } from './known-names.ts';
import type { ContentFile } from './read-file.ts';
import type { Report } from './report.ts';
import type { StepFile } from './schemas/dialog-file.ts';
import { SHAPES } from './shapes.ts';
import { placeOf, type StepContext, target } from './step-context.ts';
import { stepNames } from './step-names.ts';

const MINUTES = { minute: 1, hour: 60, day: 1440 } as const;

/** All dialogs by name. Steps with mistakes are reported and left out. */
export function compileDialogs(
  files: readonly ContentFile<'dialog'>[],
  broken: readonly string[],
  known: Known,
  report: Report,
): ReadonlyMap<string, Dialog> {
  const dialogs = stepNames(files, broken, report);
  const compiled = new Map<string, Dialog>();
  for (const file of files) {
    const name = file.names['name']!;
    checkName(file, report);
    const steps = file.data.steps.flatMap((step, index) => {
      const made = compileStep(step, { file, dialog: name, index, dialogs, known, report });
      return made ? [made] : [];
    });
    const answers = file.data.answers;
    answers?.forEach((topic, index) => {
      if (known.groups?.has(topic)) return;
      checkKnown(report, 'content/unknown-topic', file.source.at(['answers', index]), topic, known.topics);
    });
    compiled.set(name, { name, file: file.file, ...(answers && { answers }), steps });
  }
  return compiled;
}

/** A dialog is called by its file name, and its texts stand in a file of the same name. */
function checkName({ file, names }: ContentFile<'dialog'>, report: Report): void {
  const name = names['name']!;
  const place = { file, line: 1, column: 1 };
  if (!SHAPES.id.test(name)) {
    report('content/bad-id', place, `The file name "${name}" cannot name a dialog.`, SHAPES.id.hint);
  } else if (name === 'language') {
    const message = 'A dialog cannot be called "language": language.json describes the language itself.';
    report(
      'content/reserved-name',
      place,
      message,
      'Give the file another name, for example "choose-language.yaml".',
    );
  }
}

function compileStep(step: StepFile, context: StepContext): Step | null {
  const verb = checkStepKeys(step, context);
  if (verb === null) return null;
  const name = step[verb]!;
  const base = {
    id: `${context.dialog}/${name}`,
    name,
    was: step.was ?? [],
    source: placeOf(context, [verb]),
  };
  switch (verb) {
    case 'say':
      return {
        ...base,
        verb,
        choices: writtenChoices(step, base.id, context),
        ...(step['fixed-text'] && { fixedText: step['fixed-text'] }),
      };
    case 'ask':
      return {
        ...base,
        verb,
        ...intoOf(step, context),
        choices: choicesOf(step, base.id, context),
        ...asking(step),
      };
    case 'when': {
      const condition = conditionOf(step, context);
      if (!condition) return null;
      const then = target(step.then, ['then'], context);
      const otherwise = target(step.else, ['else'], context);
      return { ...base, verb, condition, ...(then && { then }), ...(otherwise && { otherwise }) };
    }
    case 'signpost': {
      if (step.topic)
        checkKnown(
          context.report,
          'content/unknown-topic',
          placeOf(context, ['topic']),
          step.topic,
          context.known.topics,
        );
      const empty = target(step.empty, ['empty'], context);
      return {
        ...base,
        verb,
        ...(step.topic && { topic: step.topic }),
        ...(empty && { empty }),
        ...(step.most && { most: step.most }),
      };
    }
    case 'hand-off':
      checkKnown(
        context.report,
        'content/unknown-team',
        placeOf(context, ['team']),
        step.team!,
        context.known.teams,
      );
      return { ...base, verb, team: step.team! };
    case 'remind':
      return { ...base, verb, after: minutes(step.after!), to: target(step.to, ['to'], context) ?? '' };
    case 'go':
      return {
        ...base,
        verb,
        to: target(step.to, ['to'], context) ?? '',
        andReturn: step['and-return'] ?? false,
      };
    case 'end':
      return { ...base, verb, ...(step.forget && { forget: true }) };
    default:
      return verb satisfies never;
  }
}

function asking(step: StepFile) {
  return { again: step.again ?? false, optional: step.optional ?? false, location: step.location ?? false };
}

function minutes(duration: string): number {
  const [count, unit] = duration.split(' ');
  return Number(count) * MINUTES[unit!.replace(/s$/, '') as keyof typeof MINUTES];
}

function intoOf(step: StepFile, context: StepContext): { into?: StepOf<'ask'>['into'] & string } {
  if (step.into === undefined) return {};
  const known = checkSlot(step.into, ['language'], placeOf(context, ['into']), context.report);
  return known ? { into: step.into as StepOf<'ask'>['into'] & string } : {};
}
