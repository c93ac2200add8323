// A choice was made: by a button new or old, by its number, or by its words. Must not know which.

import { SLOTS, type Step, type StepId, type StepOf } from '../model/dialog.ts';
import { isDanger } from '../model/topic.ts';
import { doIntent } from './do-intent.ts';
import { answeringDialog, findStep, firstStep, nextStep } from './find-step.ts';
import { askAgain, moved, openTopic } from './open-topic.ts';
import { NONE, parseOption } from './option.ts';
import { forgetSlot, isSlot, remember } from './remember.ts';
import { run } from './run.ts';
import { sayMoreServices } from './say-services.ts';
import type { Draft } from './world.ts';

export function choose(draft: Draft, id: string): void {
  const option = parseOption(id);
  if (!option) return moved(draft);
  switch (option.type) {
    case 'step':
      return chooseStep(draft, option.step, option.choice);
    case 'intent':
      return doIntent(draft, option.intent);
    case 'topic':
      return openTopic(draft, option.topic);
    case 'more':
      return more(draft);
    case 'need':
      if (!remember(draft, 'needs', option.need)) return moved(draft);
      return again(draft);
    case 'later': {
      const later = draft.later;
      draft.later = null;
      return later ? openTopic(draft, later) : moved(draft);
    }
    case 'language':
      return setLanguage(draft, option.code) ? askAgain(draft) : moved(draft);
    case 'fix':
      if (!isSlot(option.slot)) return moved(draft);
      forgetSlot(draft, option.slot);
      return again(draft);
    default:
      return option satisfies never;
  }
}

/** Speak this language from now on; false when the line does not. */
export function setLanguage(draft: Draft, code: string): boolean {
  if (!draft.world.line.languages.some((language) => language.code === code)) return false;
  draft.lang = code;
  draft.chosen = true;
  draft.heard = null;
  return true;
}

function chooseStep(draft: Draft, id: StepId, choice: string): void {
  const found = findStep(draft.world.line, id);
  if (!found || (found.step.verb !== 'ask' && found.step.verb !== 'say')) return moved(draft);
  const { step } = found;
  const waiting = draft.at === step.id;
  const known =
    step.verb === 'ask' && step.into && step.into !== 'language' ? draft.slots[step.into] : undefined;
  // The same tap twice, or an old button that says what is known already.
  if (!waiting && known === choice && step.verb === 'ask' && step.into !== 'topic') return askAgain(draft);
  if (!waiting) draft.ret = [];
  const written = writtenChoice(step, choice);
  const taken = step.verb === 'ask' && takeAnswer(draft, step, choice);
  if (!written && !taken) return moved(draft);
  for (const slot of SLOTS) {
    const value = written?.set?.[slot];
    if (value) remember(draft, slot, value);
  }
  if (step.verb === 'ask' && step.into === 'topic' && choice.includes('.')) return openTopic(draft, choice);
  if (written?.go) return run(draft, written.go);
  // An old question answered anew corrects what was remembered: the answer that used it is given again.
  if (!waiting && step.verb === 'ask' && step.into && isAnswerable(draft)) return again(draft);
  return run(draft, nextStep(found));
}

function writtenChoice(step: Step, choice: string) {
  if ((step.verb !== 'ask' && step.verb !== 'say') || typeof step.choices === 'string') return undefined;
  return step.choices.find(({ id }) => id === choice);
}

function takeAnswer(draft: Draft, step: StepOf<'ask'>, choice: string): boolean {
  if (choice === NONE && step.optional) {
    // "Somewhere else in the country" is an answer too: it must not be asked again.
    if (step.into === 'place' && draft.slots.country) return remember(draft, 'place', draft.slots.country);
    if (step.into && step.into !== 'language') forgetSlot(draft, step.into);
    return true;
  }
  if (step.into === 'language') return setLanguage(draft, choice);
  if (step.into) return remember(draft, step.into, choice);
  if (step.choices === 'groups' || step.choices === 'topics') return remember(draft, 'topic', choice);
  return typeof step.choices !== 'string' && step.choices.some(({ id }) => id === choice);
}

function more(draft: Draft): void {
  const { line } = draft.world;
  const { topic } = draft.slots;
  const answering = topic ? line.dialogs.get(answeringDialog(line, topic)) : undefined;
  const step = answering?.steps.find(
    (candidate): candidate is StepOf<'signpost'> => candidate.verb === 'signpost' && !candidate.topic,
  );
  if (!step) return again(draft);
  sayMoreServices(draft, step);
  askAgain(draft);
}

/** Give the answer again with what is known now; without an answer in progress ask the waiting question. */
function again(draft: Draft): void {
  const { topic } = draft.slots;
  if (topic && isAnswerable(draft)) return openTopic(draft, topic);
  if (!draft.slots.country && !draft.at) return run(draft, firstStep(draft.world.line, 'place'));
  askAgain(draft);
}

function isAnswerable(draft: Draft): boolean {
  const { topic } = draft.slots;
  return topic?.includes('.') === true && !isDanger(topic);
}
