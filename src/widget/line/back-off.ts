// How long to wait before the next try, and a wait that can be cut short. Must not know what is tried.

const STEPS = [1000, 2000, 5000, 10_000] as const;

/** Milliseconds before try number `tries` (from 0): 1, 2, 5, then 10 s. */
export function backOff(tries: number): number {
  return STEPS[Math.min(tries, STEPS.length - 1)]!;
}

export type Nap = {
  /** Resolves after `ms`, or at once when woken. */
  sleep(ms: number): Promise<void>;
  wake(): void;
};

export function makeNap(): Nap {
  let waken = () => {};
  return {
    sleep: (ms) =>
      new Promise((resolve) => {
        const timer = setTimeout(resolve, ms);
        waken = () => {
          clearTimeout(timer);
          resolve();
        };
      }),
    wake: () => waken(),
  };
}
