// An author's mistake: a value with a place, never thrown. Must not know who shows it.

import type { SourcePlace } from './dialog.ts';

export type Problem = SourcePlace & {
  /** `room/what`, documented in docs/problems.md and never reused. */
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  /** What to do about it, in one sentence. */
  readonly hint: string;
};
