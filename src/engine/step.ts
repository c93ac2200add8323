// The engine's door: state and event in, state and effects out. Pure; must not know texts, channels, clock or network.

import type { Effect } from '../model/effect.ts';
import type { Event } from '../model/event.ts';
import type { PlaceId } from '../model/place.ts';
import type { State } from '../model/state.ts';
import { choose } from './choose.ts';
import { findStep, firstStep } from './find-step.ts';
import { goOn, greet, hear } from './hear.ts';
import { askAgain, openTopic } from './open-topic.ts';
import { remember } from './remember.ts';
import { run } from './run.ts';
import { text } from './values.ts';
import { type Draft, finish, newDraft, say, type World } from './world.ts';

export type Stepped = {
  /** Null when the person is to be forgotten. */
  readonly state: State | null;
  readonly effects: readonly Effect[];
};

/**
 * One step of a conversation.
 * @param state what was stored, or null for a person who is new or whose state was lost
 */
export function step(state: State | null, event: Event, world: World): Stepped {
  const draft = newDraft(world, state);
  take(draft, event, state === null);
  return { state: finish(draft), effects: draft.effects };
}

function take(draft: Draft, event: Event, first: boolean): void {
  const { line } = draft.world;
  if (first && 'language' in event) hint(draft, event.language);
  switch (event.type) {
    case 'arrived':
      return arrive(draft, event.topic, first);
    case 'said':
      return hear(draft, event.meaning, first);
    case 'chose':
      return choose(draft, event.option);
    case 'located':
      return locate(draft, event.place);
    case 'sent':
      say(draft, { texts: [text(draft, `unclear:sent-${event.what}`)] });
      return askAgain(draft);
    case 'unreadable':
      say(draft, { texts: [text(draft, `unclear:${event.why}`)] });
      return askAgain(draft);
    case 'reminded':
      return run(draft, findStep(line, event.to) ? event.to : firstStep(line, 'menu'));
    default:
      return event satisfies never;
  }
}

/** The page or profile suggests a language: it is spoken, but not taken for chosen. */
function hint(draft: Draft, language: string | undefined): void {
  if (!language) return;
  const { languages } = draft.world.line;
  const base = language.toLowerCase().split('-')[0];
  const known =
    languages.find(({ code }) => code === language) ?? languages.find(({ code }) => code === base);
  if (!known) return;
  draft.lang = known.code;
  draft.hinted = true;
}

function arrive(draft: Draft, topic: string | undefined, first: boolean): void {
  const { line } = draft.world;
  if (topic && line.topics.has(topic)) {
    if (first) greet(draft);
    return openTopic(draft, topic);
  }
  if (first) return run(draft, firstStep(line, 'welcome'));
  askAgain(draft);
}

function locate(draft: Draft, place: PlaceId | null): void {
  if (!place || !remember(draft, 'place', place)) {
    say(draft, { texts: [text(draft, 'unclear:outside')] });
    return askAgain(draft);
  }
  const waiting = draft.at ? findStep(draft.world.line, draft.at)?.step : undefined;
  if (waiting?.verb === 'ask' && (waiting.into === 'country' || waiting.into === 'place')) return goOn(draft);
  const { topic } = draft.slots;
  if (topic?.includes('.')) return openTopic(draft, topic);
  askAgain(draft);
}
