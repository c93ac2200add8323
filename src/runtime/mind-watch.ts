// Lets others see the phases of a thought and what was decided. Must not be told words.

import type { Decision } from '../model/meaning.ts';

export type Phase = 'understand' | 'step' | 'render';

export type MindWatch = {
  /** Does `work` and gives what it gives. */
  phase<T>(name: Phase, work: () => T): T;
  decided(decision: Decision): void;
};

export const UNWATCHED: MindWatch = { phase: (_name, work) => work(), decided: () => undefined };
