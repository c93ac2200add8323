// The choices of a question or statement: written ones, and those that the line provides. Must not know the verbs.

import type { SlotName, StepId, StepOf, WrittenChoice } from '../model/dialog.ts';
import { checkSlot, checkSlotValue, isSlot } from './check-slots.ts';
import type { StepFile } from './schemas/dialog-file.ts';
import { placeOf, type StepContext, target } from './step-context.ts';

/** What choices of the line are remembered as. */
const FILLS: Readonly<Record<string, string>> = {
  languages: 'language',
  countries: 'country',
  cities: 'place',
  statuses: 'status',
  topics: 'topic',
  groups: 'topic',
  needs: 'needs',
};

/** Choices as written, or the name of those that the line provides. */
export function choicesOf(step: StepFile, id: StepId, context: StepContext): StepOf<'ask'>['choices'] {
  if (typeof step.choices !== 'string') return writtenChoices(step, id, context);
  const fills = FILLS[step.choices]!;
  if (step.into !== undefined && step.into !== fills && isSlot(step.into)) {
    const message = `The choices "${step.choices}" cannot be remembered as "${step.into}".`;
    context.report('content/choices-slot', placeOf(context, ['into']), message, `Write "into: ${fills}".`);
  }
  return step.choices;
}

/** Choices written out in the dialog; none when they come from the line. */
export function writtenChoices(step: StepFile, id: StepId, context: StepContext): readonly WrittenChoice[] {
  if (!Array.isArray(step.choices)) return [];
  const seen = new Set<string>();
  return step.choices.map((choice, index) => {
    const path = ['choices', index] as const;
    const place = placeOf(context, [...path, 'id']);
    if (seen.has(choice.id))
      context.report(
        'content/duplicate-id',
        place,
        `The choice "${choice.id}" is written twice.`,
        'Keep one of them.',
      );
    seen.add(choice.id);
    checkOption(`${id}=${choice.id}`, place, context);
    for (const [slot, value] of Object.entries(choice.set ?? {})) {
      if (
        !checkSlot(
          slot,
          [],
          context.file.source.keyAt(['steps', context.index, ...path, 'set', slot]),
          context.report,
        )
      )
        continue;
      checkSlotValue(
        slot as SlotName,
        value,
        placeOf(context, [...path, 'set', slot]),
        context.known,
        context.report,
      );
    }
    const go = target(choice.go, [...path, 'go'], context);
    return {
      id: choice.id,
      ...(go && { go }),
      ...(choice.set && { set: choice.set as NonNullable<WrittenChoice['set']> }),
    };
  });
}

/** Telegram's buttons carry 64 bytes. */
function checkOption(option: string, place: ReturnType<typeof placeOf>, { report }: StepContext): void {
  const bytes = Buffer.byteLength(option);
  if (bytes <= 64) return;
  report(
    'content/option-too-long',
    place,
    `"${option}" has ${bytes} bytes; a button carries 64.`,
    'Shorten the name of the dialog, step or choice.',
  );
}
