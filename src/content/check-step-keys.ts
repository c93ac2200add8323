// A step has one verb, the keys of that verb, and a condition with one test. Must not know other steps.

import type { Condition, SlotName } from '../model/dialog.ts';
import { checkSlot, checkSlotValue } from './check-slots.ts';
import { checkKnown } from './known-names.ts';
import { type StepFile, VERBS } from './schemas/dialog-file.ts';
import { placeOf, type StepContext } from './step-context.ts';
import { type Verb, verbsOf } from './step-names.ts';

type StepKey = keyof StepFile;

const TESTS = ['is', 'has', 'open-now', 'speaks'] as const satisfies readonly StepKey[];

/** Keys beside the verb and `was`; `needs` are those without which the verb means nothing. */
const KEYS: Readonly<Record<Verb, { readonly has: readonly StepKey[]; readonly needs: readonly StepKey[] }>> =
  {
    say: { has: ['choices', 'fixed-text'], needs: [] },
    ask: { has: ['into', 'choices', 'again', 'optional', 'location'], needs: [] },
    when: { has: [...TESTS, 'then', 'else'], needs: [] },
    signpost: { has: ['topic', 'most', 'empty'], needs: [] },
    'hand-off': { has: ['team'], needs: ['team'] },
    remind: { has: ['after', 'to'], needs: ['after', 'to'] },
    go: { has: ['to', 'and-return'], needs: ['to'] },
    end: { has: ['forget'], needs: [] },
  };

/** The verb of a step, or null when it has mistakes in its keys. */
export function checkStepKeys(step: StepFile, context: StepContext): Verb | null {
  const { file, index, report } = context;
  const [verb, second] = verbsOf(step);
  if (!verb) {
    report(
      'content/no-verb',
      placeOf(context, []),
      'This step has no verb.',
      `Begin it with one of: ${VERBS.join(', ')}.`,
    );
    return null;
  }
  if (second) {
    const message = `This step has two verbs, "${verb}" and "${second}".`;
    report(
      'content/two-verbs',
      file.source.keyAt(['steps', index, second]),
      message,
      'Make two steps of it, each beginning with "- ".',
    );
    return null;
  }
  let whole = true;
  for (const key of Object.keys(step) as StepKey[]) {
    if (key === verb || key === 'was' || KEYS[verb].has.includes(key)) continue;
    const owners = VERBS.filter((each) => KEYS[each].has.includes(key));
    const message = `"${key}" belongs to ${owners.join(' or ')}, not to ${verb}.`;
    report(
      'content/misplaced-key',
      file.source.keyAt(['steps', index, key]),
      message,
      'Remove it, or change the verb.',
    );
    whole = false;
  }
  for (const key of KEYS[verb].needs) {
    if (step[key] !== undefined) continue;
    report(
      'content/missing-key',
      file.source.keyAt(['steps', index, verb]),
      `"${key}" is missing.`,
      `Add the line "${key}:".`,
    );
    whole = false;
  }
  if (verb === 'say' && typeof step.choices === 'string') {
    const message = 'A step that says something can only have choices that are written out.';
    report(
      'content/misplaced-key',
      placeOf(context, ['choices']),
      message,
      'Write the choices as a list, or use "ask".',
    );
    whole = false;
  }
  return whole ? verb : null;
}

/** The one test of `when`; null when there is not exactly one, or it is wrong. */
export function conditionOf(step: StepFile, context: StepContext): Condition | null {
  const { file, index, known, report } = context;
  const tests = TESTS.filter((test) => step[test] !== undefined);
  const [test] = tests;
  if (!test || tests.length > 1) {
    const message = test
      ? `This asks ${tests.length} things at once: ${tests.join(', ')}.`
      : 'This does not say what is asked.';
    const path = ['steps', index, tests[1] ?? 'when'];
    report('content/condition', file.source.keyAt(path), message, `Use exactly one of: ${TESTS.join(', ')}.`);
    return null;
  }
  if (step.then === undefined && step.else === undefined) {
    const message = 'This decides nothing: it has neither "then" nor "else".';
    report(
      'content/condition',
      file.source.keyAt(['steps', index, 'when']),
      message,
      'Say where to go, with "then:" or "else:".',
    );
    return null;
  }
  switch (test) {
    case 'is':
      return isCondition(step.is!, context);
    case 'has':
      if (!checkSlot(step.has!, ['language', 'later'], placeOf(context, ['has']), report)) return null;
      return { test, slot: step.has as SlotName | 'language' | 'later' };
    case 'open-now':
    case 'speaks': {
      const team = step[test]!;
      checkKnown(report, 'content/unknown-team', placeOf(context, [test]), team, known.teams);
      return { test, team };
    }
    default:
      return test satisfies never;
  }
}

function isCondition(is: NonNullable<StepFile['is']>, context: StepContext): Condition | null {
  const { file, index, known, report } = context;
  const [slot, ...more] = Object.keys(is);
  if (slot === undefined || more.length > 0) {
    const message =
      slot === undefined
        ? 'This names no slot.'
        : `This asks about several slots: ${[slot, ...more].join(', ')}.`;
    report(
      'content/condition',
      file.source.keyAt(['steps', index, 'is']),
      message,
      'Ask about one slot; use two steps for two.',
    );
    return null;
  }
  if (!checkSlot(slot, [], file.source.keyAt(['steps', index, 'is', slot]), report)) return null;
  const values = [is[slot]!].flat();
  values.forEach((value, at) => {
    const path = Array.isArray(is[slot]) ? ['is', slot, at] : ['is', slot];
    checkSlotValue(slot as SlotName, value, placeOf(context, path), known, report);
  });
  return { test: 'is', slot: slot as SlotName, values };
}
