// What a conversation remembers between turns: small JSON, at most 600 bytes. Must not know words.

import type { Slots, StepId } from './dialog.ts';
import type { LanguageCode, LanguageEvidence } from './language.ts';

export const STATE_VERSION = 1;

/** Short names, because every conversation stores one. */
export type State = {
  readonly v: typeof STATE_VERSION;
  /** The language spoken. */
  readonly lang: LanguageCode;
  /** True when the person chose it; false while it is a guess. */
  readonly chosen?: boolean;
  /** The step that waits for an answer. */
  readonly at?: StepId;
  /** Steps to return to after a `go` with return, innermost last. */
  readonly ret?: readonly StepId[];
  /** Steps that were asked before, for "back", newest last; at most five. */
  readonly trail?: readonly StepId[];
  readonly slots: Slots;
  /** Option ids in the order shown. */
  readonly offered?: readonly string[];
  /** How many services of the current answer were shown, for "more". */
  readonly shown?: number;
  /** A topic kept for after a danger. */
  readonly later?: string;
  /** What the messages so far said about the language; gone once it is settled. */
  readonly evidence?: LanguageEvidence;
  /** Another language than the chosen one, and in how many messages in a row. */
  readonly heard?: readonly [LanguageCode, number];
};
