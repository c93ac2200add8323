// Remembers which of our messages Meta has confirmed by status, so that one whose answer was lost is not sent again.
// Kept in memory: a status that reaches another process does not help here. Must not know what was sent.

export type Confirmations = {
  confirm(tag: string): void;
  has(tag: string): boolean;
  /** True as soon as the tag is confirmed; false after `ms`. */
  wait(tag: string, ms: number): Promise<boolean>;
};

const MOST = 5_000;

export function createConfirmations(): Confirmations {
  const known = new Set<string>();
  const waiting = new Map<string, () => void>();
  return {
    confirm(tag) {
      known.delete(tag);
      known.add(tag);
      const [oldest] = known;
      if (known.size > MOST && oldest !== undefined) known.delete(oldest);
      waiting.get(tag)?.();
    },
    has: (tag) => known.has(tag),
    wait(tag, ms) {
      if (known.has(tag)) return Promise.resolve(true);
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
