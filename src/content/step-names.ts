// Which steps there are, and what a reference in a dialog means. Must not know what steps do.

import type { SourcePlace, StepId } from '../model/dialog.ts';
import { didYouMean, listed } from './nearest.ts';
import type { ContentFile } from './read-file.ts';
import type { Report } from './report.ts';
import { type StepFile, VERBS } from './schemas/dialog-file.ts';

/** Step names of each dialog, first step first; null for a dialog whose file has errors. */
export type StepNames = ReadonlyMap<
  string,
  { readonly names: readonly string[]; readonly former: ReadonlyMap<string, string> } | null
>;

export type Verb = (typeof VERBS)[number];

/** The verbs that a step has; one, if it is right. */
export function verbsOf(step: StepFile): readonly Verb[] {
  return VERBS.filter((verb) => step[verb] !== undefined);
}

/** Collect the names of all steps, and report names used twice. `broken` are paths of files with errors. */
export function stepNames(
  files: readonly ContentFile<'dialog'>[],
  broken: readonly string[],
  report: Report,
): StepNames {
  const dialogs = new Map<string, { names: readonly string[]; former: ReadonlyMap<string, string> } | null>();
  for (const path of broken) dialogs.set(path.slice('dialogs/'.length, -'.yaml'.length), null);
  for (const { data, names: path, source } of files) {
    const names: string[] = [];
    for (const [index, step] of data.steps.entries()) {
      for (const verb of verbsOf(step)) {
        const name = step[verb]!;
        if (names.includes(name)) {
          const message = `This dialog has a step "${name}" already.`;
          report(
            'content/duplicate-step',
            source.at(['steps', index, verb]),
            message,
            'Give one of them another name.',
          );
        } else {
          names.push(name);
        }
      }
    }
    dialogs.set(path['name']!, {
      names,
      former: formerNames(data.steps, names, (index, at) => source.at(['steps', index, 'was', at]), report),
    });
  }
  return dialogs;
}

function formerNames(
  steps: readonly StepFile[],
  names: readonly string[],
  place: (index: number, at: number) => SourcePlace,
  report: Report,
): ReadonlyMap<string, string> {
  const former = new Map<string, string>();
  for (const [index, step] of steps.entries()) {
    const name = verbsOf(step).map((verb) => step[verb]!)[0] ?? '';
    for (const [at, was] of (step.was ?? []).entries()) {
      const owner = names.includes(was) ? was : former.get(was);
      if (owner !== undefined) {
        const message = names.includes(was)
          ? `A step of this dialog is called "${was}" now.`
          : `The step "${owner}" had the name "${was}" too.`;
        report(
          'content/was-clash',
          place(index, at),
          message,
          'An old button could mean either; remove one of the two names.',
        );
      } else {
        former.set(was, name);
      }
    }
  }
  return former;
}

/** `step`, `dialog` or `dialog/step` → the id of a step; null when there is none (reported) or it cannot be known. */
export function resolveStep(
  reference: string,
  dialog: string,
  dialogs: StepNames,
  place: SourcePlace,
  report: Report,
): StepId | null {
  const own = dialogs.get(dialog);
  if (own?.names.includes(reference)) return `${dialog}/${reference}`;
  const slash = reference.indexOf('/');
  const name = slash === -1 ? reference : reference.slice(0, slash);
  const step = slash === -1 ? null : reference.slice(slash + 1);
  const other = dialogs.get(name);
  if (other === null) return null;
  if (other && step === null) return other.names[0] === undefined ? null : `${name}/${other.names[0]}`;
  if (other && step !== null && other.names.includes(step)) return `${name}/${step}`;
  const now = step === null ? own?.former.get(reference) : other?.former.get(step);
  const known =
    step === null
      ? [...(own?.names ?? []), ...dialogs.keys()]
      : other
        ? other.names.map((each) => `${name}/${each}`)
        : [...dialogs.keys()].map((each) => `${each}/${step}`);
  const hint = now ? `It is called "${now}" now.` : didYouMean(reference, known, `Known: ${listed(known)}.`);
  const what = slash === -1 ? `no step or dialog "${reference}"` : `no step "${reference}"`;
  report('content/unknown-step', place, `There is ${what}.`, hint);
  return null;
}
