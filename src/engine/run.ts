// Runs a dialog from a step until it waits for the person or ends. Must not know how a step was reached.

import type { Condition, SlotName, Step, StepId, StepOf } from '../model/dialog.ts';
import type { Choice } from '../model/message.ts';
import { groupOf, isDanger } from '../model/topic.ts';
import { choicesOf, writtenLabel } from './choices.ts';
import { answeringDialog, findStep, firstStep, nextStep } from './find-step.ts';
import { sayDesk, teamIs } from './hand-off.ts';
import { stepOption } from './option.ts';
import { sayServices } from './say-services.ts';
import { text, topicName } from './values.ts';
import { type Draft, say } from './world.ts';

/** More steps than this without waiting is a mistake in the dialogs; the person gets the menu instead. */
const STEP_BUDGET = 50;
/** How many questions "back" can go back. */
const TRAIL = 5;

/** Where to go on, or how the run came to rest. */
type Next = StepId | 'wait' | 'end' | null;

/** Run from `start`; null goes back to who called, or to the menu when nobody did. */
export function run(draft: Draft, start: StepId | null): void {
  let next: Next = start;
  for (let budget = STEP_BUDGET; budget > 0; budget -= 1) {
    if (next === 'wait' || next === 'end') return;
    const id: StepId | null = next ?? draft.ret.pop() ?? firstStep(draft.world.line, 'menu');
    const found = id === null ? null : findStep(draft.world.line, id);
    if (!found) return lost(draft);
    const following = nextStep(found);
    next = runStep(draft, found.step, following);
  }
  lost(draft);
}

/** A position that no longer exists, or a loop: say so once and leave the person at rest with the menu button. */
function lost(draft: Draft): void {
  draft.at = null;
  draft.ret = [];
  draft.effects.push({ type: 'count', what: 'unanswered', code: 'engine/lost' });
  say(draft, {
    texts: [text(draft, 'unclear:moved')],
    choices: [{ id: '!menu', label: { text: { key: 'common:menu' } } }],
  });
}

function runStep(draft: Draft, step: Step, following: StepId | null): Next {
  switch (step.verb) {
    case 'say':
      return runSay(draft, step, following);
    case 'ask':
      return runAsk(draft, step, following);
    case 'when':
      return (holds(draft, step.condition) ? step.then : step.otherwise) ?? following;
    case 'signpost':
      return sayServices(draft, step) ? following : whenEmpty(draft, step, following);
    case 'hand-off':
      draft.effects.push({ type: 'hand-off', team: step.team });
      sayDesk(draft, step);
      return following;
    case 'remind':
      draft.effects.push({ type: 'remind', after: step.after, to: step.to });
      return following;
    case 'go':
      if (step.andReturn && following) draft.ret.push(following);
      return target(draft, step.to);
    case 'end':
      return runEnd(draft, step);
    default:
      return step satisfies never;
  }
}

/** `answer` stands for the dialog that answers the topic in hand; without a topic, for the menu. */
function target(draft: Draft, to: StepId): StepId | null {
  const { line } = draft.world;
  if (to !== firstStep(line, 'answer')) return to;
  const { topic } = draft.slots;
  return firstStep(line, topic?.includes('.') ? answeringDialog(line, topic) : 'menu');
}

/** Nothing found: when a filter of the person's own is why, that is said instead of "there is nothing". */
function whenEmpty(draft: Draft, step: StepOf<'signpost'>, following: StepId | null): Next {
  const filtered = draft.slots.needs && !step.topic ? firstStep(draft.world.line, 'nothing-fits') : null;
  return filtered ?? step.empty ?? following;
}

function runSay(draft: Draft, step: StepOf<'say'>, following: StepId | null): Next {
  const choices = step.choices.map((choice) => ({
    id: stepOption(step.id, choice.id),
    label: writtenLabel(step.id, choice.id),
  }));
  // Whoever has no place to sleep tonight is helped like in an emergency, whatever the topic was.
  const topic = step.fixedText === 'second' ? 'safe.emergency' : draft.slots.topic;
  const danger = step.fixedText && topic ? { topic } : null;
  const country = draft.slots.country;
  say(draft, {
    texts: danger ? [] : [text(draft, textKey(step))],
    ...(danger && {
      danger: { ...danger, form: step.fixedText ?? 'sure', ...(country && { country }) },
    }),
    ...(choices.length > 0 && { choices }),
    from: step.source,
  });
  return following;
}

function runAsk(draft: Draft, step: StepOf<'ask'>, following: StepId | null): Next {
  if (!step.again && isKnown(draft, step)) return following;
  const choices = choicesOf(draft, step);
  if (choices.length === 0 && step.choices.length > 0) return following;
  waitAt(draft, step.id);
  say(draft, {
    texts: [text(draft, textKey(step))],
    choices: [...takeExtra(draft, mayLookAway(step)), ...choices, ...takeTail(draft)],
    ...(step.location && { askLocation: true }),
    from: step.source,
  });
  return 'wait';
}

function runEnd(draft: Draft, step: StepOf<'end'>): Next {
  draft.at = null;
  draft.ret = [];
  if (step.forget) {
    draft.forgotten = true;
    draft.effects.push({ type: 'forget' });
  }
  const extra = [...takeExtra(draft, true), ...takeTail(draft)];
  say(draft, {
    texts: [text(draft, textKey(step))],
    ...(extra.length > 0 && { choices: extra }),
    from: step.source,
  });
  return 'end';
}

/** A kept topic is offered again, but neither beside a fact that is asked for nor beside "are you in danger?". */
function mayLookAway(step: StepOf<'ask'>): boolean {
  return step.into === undefined && !step.id.startsWith('danger-doubt/');
}

/** Remember the question that waits, and the one before it for "back". */
function waitAt(draft: Draft, id: StepId): void {
  if (draft.at && draft.at !== id && !asksLanguage(draft, draft.at)) {
    draft.trail = [...draft.trail.filter((step) => step !== draft.at), draft.at].slice(-TRAIL);
  }
  draft.trail = draft.trail.filter((step) => step !== id);
  draft.at = id;
}

/** The choice of language looks aside; nobody who says "back" means it. */
function asksLanguage(draft: Draft, id: StepId): boolean {
  const step = findStep(draft.world.line, id)?.step;
  return step?.verb === 'ask' && step.into === 'language';
}

function isKnown(draft: Draft, step: StepOf<'ask'>): boolean {
  if (!step.into) return false;
  if (step.into === 'language') return draft.chosen;
  const value = draft.slots[step.into];
  // A topic slot that holds only a group still has to become a topic.
  if (step.into === 'topic') return value?.includes('.') ?? false;
  return value !== undefined;
}

function holds(draft: Draft, condition: Condition): boolean {
  switch (condition.test) {
    case 'is':
      return isOneOf(draft, condition.slot, condition.values);
    case 'has':
      if (condition.slot === 'language') return draft.chosen || draft.hinted;
      if (condition.slot === 'later') return draft.later !== null;
      return draft.slots[condition.slot] !== undefined;
    case 'open-now':
    case 'speaks':
      return teamIs(draft, condition.team, condition.test);
    default:
      return condition satisfies never;
  }
}

/** A topic is also its group: `is: { topic: arr }` holds for arr.legal. */
function isOneOf(draft: Draft, slot: SlotName, values: readonly string[]): boolean {
  const value = draft.slots[slot];
  if (value === undefined) return false;
  return values.includes(value) || (slot === 'topic' && values.includes(groupOf(value)));
}

/** What waits to be offered with the next question; a kept topic only where no fact is being asked. */
function takeExtra(draft: Draft, withLater: boolean): readonly Choice[] {
  const extra = draft.extra;
  draft.extra = [];
  if (!draft.later || !withLater) return extra;
  const later: Choice = {
    id: '+later',
    label: { text: { key: 'common:later', values: { topic: topicName(draft.later) } } },
  };
  return [later, ...extra];
}

/** Somebody in danger is not asked about anything else. */
function takeTail(draft: Draft): readonly Choice[] {
  const tail = draft.tail;
  draft.tail = [];
  return draft.slots.topic && isDanger(draft.slots.topic) ? [] : tail;
}

function textKey(step: Step): string {
  return `${step.id.slice(0, step.id.indexOf('/'))}:${step.name}`;
}
