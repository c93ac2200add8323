// What a conversation is listening for: the choices last offered, with their labels, and the fact last asked for.
// Triage needs both to hear "2", "Hamburg" or "the second". Must not know how they are heard.

import type { SlotName } from '../model/dialog.ts';
import type { Line } from '../model/line.ts';
import type { Choice, Value } from '../model/message.ts';
import type { State } from '../model/state.ts';
import { writtenLabel } from './choices.ts';
import { findStep } from './find-step.ts';
import { unpackOffered } from './offered.ts';
import { NONE, parseOption } from './option.ts';

/** The choices that "1", "2", … stand for now, in order. */
export function offeredChoices(line: Line, state: State | null): readonly Choice[] {
  return unpackOffered(state?.offered ?? []).map((id) => ({ id, label: labelOf(line, state, id) }));
}

/** The slot that the waiting question fills; null when none waits. */
export function askedSlot(line: Line, state: State | null): SlotName | 'language' | null {
  const step = state?.at ? findStep(line, state.at)?.step : undefined;
  return step?.verb === 'ask' ? (step.into ?? null) : null;
}

function labelOf(line: Line, state: State | null, id: string): Value {
  const option = parseOption(id);
  if (!option) return id;
  switch (option.type) {
    case 'step':
      return stepLabel(line, option.step, option.choice);
    case 'intent':
      return {
        text: { key: option.intent === 'language' ? 'common:other-language' : `common:${option.intent}` },
      };
    case 'topic':
      return { topic: option.topic };
    case 'more':
      return { text: { key: 'common:more' } };
    case 'need':
      return { need: option.need };
    case 'later':
      return { topic: state?.later ?? '' };
    case 'language':
      return line.languages.find(({ code }) => code === option.code)?.name ?? option.code;
    case 'fix':
      return option.slot === 'status'
        ? { status: state?.slots.status ?? '' }
        : { place: state?.slots.place ?? '' };
    default:
      return option satisfies never;
  }
}

function stepLabel(line: Line, id: string, choice: string): Value {
  const step = findStep(line, id)?.step;
  const written = writtenLabel(step?.id ?? id, choice);
  if (step?.verb !== 'ask' || typeof step.choices !== 'string' || choice === NONE) return written;
  switch (step.choices) {
    case 'languages':
      return line.languages.find(({ code }) => code === choice)?.name ?? choice;
    case 'countries':
    case 'cities':
      return { place: choice };
    case 'statuses':
      return { status: choice };
    case 'groups':
      return { group: choice };
    case 'topics':
      return { topic: choice };
    case 'needs':
      return { need: choice };
    default:
      return step.choices satisfies never;
  }
}
