// What the runtime asks of whoever puts the house together: how a turn is thought. Must not know how it is done.

import type { Capabilities, Part } from '../model/part.ts';
import type { State } from '../model/state.ts';
import type { Update } from '../model/update.ts';

export type ThinkInput = {
  readonly update: Update;
  /** Null for a new conversation. */
  readonly state: State | null;
  /** The stored state could not be read: the person should hear that the conversation starts again. */
  readonly lost: boolean;
  /** Unique prefix for the ids of this turn's parts; the same again when the turn has to be thought again. */
  readonly turn: string;
  readonly can: Capabilities;
  /** Ms since 1970. */
  readonly now: number;
};

export type Thought = {
  readonly state: State;
  /** Erase all that is held of this person; `parts` are still sent. */
  readonly forget: boolean;
  readonly parts: readonly Part[];
  /** What an operator wants to count; told once the turn is committed. */
  readonly counts: readonly { readonly what: string; readonly code: string }[];
  /** Minutes from now, and the step to go on with; null clears, absent leaves what there is. */
  readonly reminder?: { readonly after: number; readonly to: string } | null;
  /** A team that should take over. */
  readonly handOff?: string;
};

/** Understand, step, render: in memory, no side effect, so that it can be done again after a crash. */
export type Think = (input: ThinkInput) => Thought;

/** What a person is told when her update could not be dealt with, in the language of her state. */
export type Apologise = (input: ThinkInput) => readonly Part[];

/** True for what is heard even of somebody who writes too fast: words of danger, and the wish to be forgotten or left alone. */
export type MustHear = (update: Update) => boolean;

/** A stored state of any age → today's; null when there is no way. */
export type Upgrade = (raw: unknown) => State | null;

/** Counts one more of `code`. */
export type Count = (what: string, code: string) => void;
