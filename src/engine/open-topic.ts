// Opens a topic: asks first what its answer depends on, then runs the dialog that answers it.
// Must not know how the topic was found.

import type { StepId } from '../model/dialog.ts';
import { isDanger, isFinance, type TopicCode } from '../model/topic.ts';
import { answeringDialog, findStep, firstStep } from './find-step.ts';
import { forgetSlot } from './remember.ts';
import { run } from './run.ts';
import { text } from './values.ts';
import { type Draft, say } from './world.ts';

/** Topics of group `meta` that are not answered but done. */
const DONE_BY: Readonly<Record<string, string>> = { 'meta.human': 'person', 'meta.other': 'help' };

/** `from`: a step to begin with, before what is still unknown is asked. */
export function openTopic(draft: Draft, code: TopicCode, from?: StepId): void {
  const topic = draft.world.line.topics.get(code);
  if (!topic) return moved(draft);
  draft.effects.push({ type: 'count', what: 'topic', code });
  if (isDanger(code)) return openDanger(draft, code, true);
  draft.at = null;
  draft.ret = [];
  const doneBy = DONE_BY[code];
  if (doneBy) return run(draft, firstStep(draft.world.line, doneBy));
  if (draft.slots.topic !== code && !draft.narrowed) forgetSlot(draft, 'needs');
  if (draft.later === code) draft.later = null;
  draft.slots.topic = code;
  draft.shown = 0;
  if (isFinance(code)) draft.slots.money = 'yes';
  const first = (dialog: string) => firstStep(draft.world.line, dialog);
  const way = [first(answeringDialog(draft.world.line, code))];
  if (topic.asks.includes('status') && !draft.slots.status) way.unshift(first('status'));
  if (topic.asks.includes('country') && !draft.slots.country) way.unshift(first('place'));
  if (from) way.unshift(from);
  const [start = null, ...rest] = way;
  draft.ret = rest.filter((step) => step !== null).reverse();
  run(draft, start);
}

/** Danger comes before everything; what the person was asking is kept for afterwards. */
export function openDanger(draft: Draft, topic: TopicCode, sure: boolean, second?: TopicCode): void {
  const before = draft.slots.topic;
  const asked = before?.includes('.') && !isDanger(before) ? before : null;
  draft.later = second ?? asked ?? draft.later;
  draft.slots.topic = topic;
  draft.at = null;
  draft.ret = [];
  draft.extra = [];
  draft.tail = [];
  draft.effects.push({ type: 'count', what: 'danger', code: topic });
  run(draft, firstStep(draft.world.line, sure ? 'danger' : 'danger-doubt'));
}

/** Ask the waiting question again, or show the menu. */
export function askAgain(draft: Draft): void {
  const waiting = draft.at && findStep(draft.world.line, draft.at) ? draft.at : null;
  run(draft, waiting ?? firstStep(draft.world.line, 'menu'));
}

/** What the person pressed is not there any more: say so and show the menu. */
export function moved(draft: Draft): void {
  say(draft, { texts: [text(draft, 'unclear:moved')] });
  showMenu(draft);
}

export function showMenu(draft: Draft): void {
  draft.later = null;
  draft.at = null;
  draft.ret = [];
  delete draft.slots.topic;
  run(draft, firstStep(draft.world.line, 'menu'));
}
