// Finds steps by id, by the name they had before, and the one that follows. Must not run them.

import type { Dialog, Step, StepId } from '../model/dialog.ts';
import type { Line } from '../model/line.ts';
import { groupOf, type TopicCode } from '../model/topic.ts';

type Found = { readonly dialog: Dialog; readonly index: number; readonly step: Step };

// A line is an immutable snapshot, so what was looked up once stays true for as long as it lives.
const indexes = new WeakMap<Line, ReadonlyMap<StepId, Found>>();

/** The step of that id or of that former id; null when it no longer exists. */
export function findStep(line: Line, id: StepId): Found | null {
  let index = indexes.get(line);
  if (!index) {
    index = indexSteps(line);
    indexes.set(line, index);
  }
  return index.get(id) ?? null;
}

/** The first step of a dialog; null when there is no such dialog. */
export function firstStep(line: Line, dialog: string): StepId | null {
  return line.dialogs.get(dialog)?.steps[0]?.id ?? null;
}

/** The step after this one in its dialog; null at the end. */
export function nextStep(found: Found): StepId | null {
  return found.dialog.steps[found.index + 1]?.id ?? null;
}

/** The dialog that answers a topic: its own, its group's, or `answer`. */
export function answeringDialog(line: Line, topic: TopicCode): string {
  const dialogs = [...line.dialogs.values()];
  const own = dialogs.find(({ answers }) => answers?.includes(topic));
  const group = dialogs.find(({ answers }) => answers?.includes(groupOf(topic)));
  return (own ?? group)?.name ?? 'answer';
}

function indexSteps(line: Line): ReadonlyMap<StepId, Found> {
  const current = new Map<StepId, Found>();
  const former = new Map<StepId, Found>();
  for (const dialog of line.dialogs.values()) {
    dialog.steps.forEach((step, index) => {
      current.set(step.id, { dialog, index, step });
      for (const name of step.was) former.set(`${dialog.name}/${name}`, { dialog, index, step });
    });
  }
  return new Map([...former, ...current]);
}
