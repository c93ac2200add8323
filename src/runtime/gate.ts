// Lets a bounded number of turns run at once. Must not know what a turn is.

import { Fault } from '../model/fault.ts';

export type Gate = {
  /** Resolves when there is room; throws Fault `runtime/busy` when too many wait already. Call the result to leave. */
  enter(): Promise<() => void>;
};

/** At most `most` inside and `queue` outside. */
export function createGate(most: number, queue: number): Gate {
  const waiting: (() => void)[] = [];
  let inside = 0;

  function leaver(): () => void {
    let left = false;
    return () => {
      if (left) return;
      left = true;
      const next = waiting.shift();
      if (next === undefined) inside -= 1;
      else next();
    };
  }

  return {
    async enter() {
      if (inside < most) inside += 1;
      else if (waiting.length >= queue) throw new Fault('runtime/busy', 'too many turns at once');
      else await new Promise<void>((resolve) => waiting.push(resolve));
      return leaver();
    },
  };
}
