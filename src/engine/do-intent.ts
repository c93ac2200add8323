// What a person wants done, valid at any step: menu, back, language, a person, my data, delete, stop, restart, help.
// Must not know how the intent was heard.

import type { Intent } from '../model/phrase.ts';
import { findStep, firstStep } from './find-step.ts';
import { openTopic, showMenu } from './open-topic.ts';
import { forgetSlot } from './remember.ts';
import { run } from './run.ts';
import type { Draft } from './world.ts';

export function doIntent(draft: Draft, intent: Intent): void {
  const { line } = draft.world;
  draft.effects.push({ type: 'count', what: 'intent', code: intent });
  switch (intent) {
    case 'menu':
      return showMenu(draft);
    case 'back':
      return goBack(draft);
    case 'restart':
      Object.assign(draft, { at: null, ret: [], trail: [], slots: {}, later: null, shown: 0 });
      return run(draft, firstStep(line, 'welcome'));
    case 'language':
    case 'help':
    case 'mydata': {
      // These only look aside: the waiting question comes back after them.
      if (draft.at && !draft.ret.includes(draft.at)) draft.ret.push(draft.at);
      return run(draft, firstStep(line, intent === 'language' ? 'choose-language' : intent));
    }
    case 'person':
    case 'delete':
    case 'stop':
      draft.ret = [];
      return run(draft, firstStep(line, intent));
    default:
      return intent satisfies never;
  }
}

/** To the question before: its answer is taken back and it is asked again. */
function goBack(draft: Draft): void {
  const { line } = draft.world;
  const before = draft.trail.at(-1);
  const found = before ? findStep(line, before) : null;
  if (!found) return showMenu(draft);
  draft.trail = draft.trail.slice(0, -1);
  draft.at = null;
  draft.ret = [];
  const { step, dialog } = found;
  const into = step.verb === 'ask' && step.into !== 'language' ? step.into : undefined;
  if (into) forgetSlot(draft, into);
  // Facts that an answer depends on are asked on its behalf, so the answer follows again.
  const askedForTopic = dialog.name === 'place' || dialog.name === 'status';
  if (askedForTopic && draft.slots.topic?.includes('.')) {
    return openTopic(draft, draft.slots.topic, step.id);
  }
  run(draft, step.id);
}
