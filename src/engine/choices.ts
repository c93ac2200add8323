// The choices of a question: written in the dialog, or drawn from the line. Must not know how they are shown.

import type { ChoiceSource, StepOf } from '../model/dialog.ts';
import { NEEDS, STATUSES } from '../model/directory.ts';
import type { Choice, Value } from '../model/message.ts';
import { groupOf } from '../model/topic.ts';
import { NONE, stepOption } from './option.ts';
import { needsOf } from './remember.ts';
import type { Draft } from './world.ts';

/** All choices of a question, in order; empty when its source has nothing to choose from here. */
export function choicesOf(draft: Draft, step: StepOf<'ask'>): readonly Choice[] {
  const listed =
    typeof step.choices === 'string'
      ? fromLine(draft, step.choices)
      : step.choices.map((choice) => ({ value: choice.id, label: writtenLabel(step.id, choice.id) }));
  if (listed.length === 0) return [];
  const values = step.optional ? [...listed, { value: NONE, label: writtenLabel(step.id, NONE) }] : listed;
  return values.map(({ value, label }) => ({ id: stepOption(step.id, value), label }));
}

/** `place/country`, `de` → the text `place:country-choices.de`. */
export function writtenLabel(step: string, choice: string): Value {
  const slash = step.indexOf('/');
  return { text: { key: `${step.slice(0, slash)}:${step.slice(slash + 1)}-choices.${choice}` } };
}

type Listed = { readonly value: string; readonly label: Value };

function fromLine(draft: Draft, source: ChoiceSource): readonly Listed[] {
  const { line } = draft.world;
  const { slots } = draft;
  switch (source) {
    case 'languages':
      return line.languages.map(({ code, name }) => ({ value: code, label: name }));
    case 'countries':
      return places(draft, (id, kind) => kind === 'country' && !id.includes('/'));
    case 'cities':
      return slots.country
        ? places(draft, (id, kind) => kind !== 'country' && id.startsWith(`${slots.country}/`))
        : [];
    case 'statuses':
      return STATUSES.map((status) => ({ value: status, label: { status } }));
    case 'groups':
      return line.groups
        .filter(({ code }) => code !== 'meta')
        .map(({ code }) => ({ value: code, label: { group: code } }));
    case 'topics':
      // Of the group chosen before; forty topics at once would help nobody.
      return [...line.topics.values()]
        .filter(({ code }) => slots.topic !== undefined && groupOf(code) === groupOf(slots.topic))
        .map(({ code }) => ({ value: code, label: { topic: code } }));
    case 'needs':
      return NEEDS.filter((need) => !needsOf(slots).includes(need)).map((need) => ({
        value: need,
        label: { need },
      }));
    default:
      return source satisfies never;
  }
}

function places(draft: Draft, wanted: (id: string, kind: string) => boolean): readonly Listed[] {
  return [...draft.world.line.places.values()]
    .filter(({ id, kind }) => wanted(id, kind))
    .map(({ id }) => ({ value: id, label: { place: id } }));
}
