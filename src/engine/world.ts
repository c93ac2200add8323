// What the engine may look at beside the state, and the draft it works on during one step.
// Must not know texts, channels or the clock itself.

import type { Slots, StepId } from '../model/dialog.ts';
import type { Opening } from '../model/directory.ts';
import type { Effect } from '../model/effect.ts';
import type { LanguageCode, LanguageEvidence } from '../model/language.ts';
import type { Line } from '../model/line.ts';
import type { Choice, Message } from '../model/message.ts';
import type { Signpost } from '../model/signposting.ts';
import { STATE_VERSION, type State } from '../model/state.ts';
import { packOffered, unpackOffered } from './offered.ts';

export type World = {
  readonly line: Line;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly signpost: Signpost;
  /** Whether a desk is open now in the given time zone; signposting knows how to read opening hours. */
  readonly openNow: (hours: readonly Opening[], timeZone: string) => boolean;
};

/** One step's working copy: mutable inside the engine, never seen outside it. */
export type Draft = {
  readonly world: World;
  lang: LanguageCode;
  chosen: boolean;
  /** The page or profile named a language in this very step. */
  hinted: boolean;
  at: StepId | null;
  ret: StepId[];
  trail: StepId[];
  slots: Slots;
  offered: string[];
  shown: number;
  later: string | null;
  evidence: LanguageEvidence | null;
  heard: readonly [LanguageCode, number] | null;
  forgotten: boolean;
  effects: Effect[];
  /** Choices that the next question carries in front of its own, e.g. "more". */
  extra: Choice[];
  /** Choices that stand behind the next question's own: corrections, another language, what nobody asks for. */
  tail: Choice[];
  /** A need was said in this very step: it narrows the topic said with it. */
  narrowed: boolean;
  /** Services said in this very step, so that an aside does not say them again. */
  said: Set<string>;
};

export function newDraft(world: World, state: State | null): Draft {
  return {
    world,
    lang: state?.lang ?? world.line.fallback,
    chosen: state?.chosen ?? false,
    hinted: false,
    at: state?.at ?? null,
    ret: [...(state?.ret ?? [])],
    trail: [...(state?.trail ?? [])],
    slots: { ...state?.slots },
    offered: unpackOffered(state?.offered ?? []),
    shown: state?.shown ?? 0,
    later: state?.later ?? null,
    evidence: state?.evidence ?? null,
    heard: state?.heard ?? null,
    forgotten: false,
    effects: [],
    extra: [],
    tail: [],
    narrowed: false,
    said: new Set(),
  };
}

/** The state to store: small, without empty fields; null when the person is to be forgotten. */
export function finish(draft: Draft): State | null {
  if (draft.forgotten) return null;
  return {
    v: STATE_VERSION,
    lang: draft.lang,
    slots: draft.slots,
    ...(draft.chosen && { chosen: true }),
    ...(draft.at && { at: draft.at }),
    ...(draft.ret.length > 0 && { ret: draft.ret }),
    ...(draft.trail.length > 0 && { trail: draft.trail }),
    ...(draft.offered.length > 0 && { offered: packOffered(draft.offered) }),
    ...(draft.shown > 0 && { shown: draft.shown }),
    ...(draft.later && { later: draft.later }),
    ...(draft.evidence && !draft.chosen && { evidence: draft.evidence }),
    ...(draft.heard && { heard: draft.heard }),
  };
}

/** Say a message. "2" means the second choice of the last message that had choices. */
export function say(draft: Draft, message: Message): void {
  draft.effects.push({ type: 'say', message });
  if (message.choices?.length) draft.offered = message.choices.map((choice) => choice.id);
}
