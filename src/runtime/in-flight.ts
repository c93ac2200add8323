// Remembers the work that is under way, so that a stop can wait for it. Must not know what the work is.

export type InFlight = {
  /** Starts `work` and remembers it until it has ended; `work` must deal with its own errors. */
  start(work: () => Promise<void>): void;
  /** As `start`, but after what runs under the same key. */
  startAfter(key: string, work: () => Promise<void>): void;
  readonly size: number;
  /** Resolves when nothing is under way, not even what was started meanwhile. */
  empty(): Promise<void>;
};

export function createInFlight(): InFlight {
  const running = new Set<Promise<void>>();
  const last = new Map<string, Promise<void>>();

  function remember(promise: Promise<void>): void {
    running.add(promise);
    const forget = () => running.delete(promise);
    promise.then(forget, forget);
  }

  return {
    start: (work) => remember(work()),
    startAfter(key, work) {
      const before = last.get(key);
      const promise = (before === undefined ? work() : before.then(work)).finally(() => {
        if (last.get(key) === promise) last.delete(key);
      });
      last.set(key, promise);
      remember(promise);
    },
    get size() {
      return running.size;
    },
    async empty() {
      while (running.size > 0) await Promise.allSettled([...running]);
    },
  };
}
