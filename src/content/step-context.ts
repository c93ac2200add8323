// What compiling one step needs to know, and how it names places and other steps. Must not know the verbs.

import type { SourcePlace, StepId } from '../model/dialog.ts';
import type { Known } from './known-names.ts';
import type { ContentFile } from './read-file.ts';
import type { Report } from './report.ts';
import type { Path } from './source.ts';
import { resolveStep, type StepNames } from './step-names.ts';

export type StepContext = {
  readonly file: ContentFile<'dialog'>;
  readonly dialog: string;
  readonly index: number;
  readonly dialogs: StepNames;
  readonly known: Known;
  readonly report: Report;
};

/** Where something in the step stands. */
export function placeOf({ file, index }: StepContext, path: Path): SourcePlace {
  return file.source.at(['steps', index, ...path]);
}

/** A reference in the step → the id of a step; null when there is none, or it is wrong and reported. */
export function target(reference: string | undefined, path: Path, context: StepContext): StepId | null {
  if (reference === undefined) return null;
  return resolveStep(reference, context.dialog, context.dialogs, placeOf(context, path), context.report);
}
