// Whether a native speaker has read a file. Must not know which file.

import type { Review } from '../model/language.ts';

type Written = { readonly status: 'draft' | 'reviewed'; readonly by?: string; readonly date?: string };

/** `reviewed` without who and when counts as a draft; the schema reports it. */
export function makeReview({ status, by, date }: Written): Review {
  return status === 'reviewed' && by !== undefined && date !== undefined
    ? { status, by, date }
    : { status: 'draft' };
}
