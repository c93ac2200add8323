// Remembers which of our messages Meta has confirmed by status, so that one whose answer was lost is not sent again.
// Kept in memory: a status that reaches another process does not help here. Must not know what was sent.

import { createLately } from '../lately.ts';

export type Confirmations = {
  confirm(tag: string): void;
  /** Who asks will ask again: it is remembered anew. */
  has(tag: string): boolean;
  /** True as soon as the tag is confirmed; false after `ms`. */
  wait(tag: string, ms: number): Promise<boolean>;
};

/** A send whose answer was lost is tried again within a minute or two. */
const REMEMBERED = { lifetime: 600_000, most: 5_000 };

export function createConfirmations(): Confirmations {
  const known = createLately<true>(REMEMBERED);
  const waiting = new Map<string, () => void>();

  function has(tag: string): boolean {
    if (known.get(tag) === undefined) return false;
    known.set(tag, true);
    return true;
  }

  return {
    confirm(tag) {
      known.set(tag, true);
      waiting.get(tag)?.();
    },
    has,
    wait(tag, ms) {
      if (has(tag)) return Promise.resolve(true);
      return new Promise((resolve) => {
        const end = (confirmed: boolean) => {
          clearTimeout(timer);
          waiting.delete(tag);
          resolve(confirmed);
        };
        const timer = setTimeout(end, ms, false);
        waiting.set(tag, () => end(true));
      });
    },
  };
}
