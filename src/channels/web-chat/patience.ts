// Waits a little for a store that is away, because Direct Line clients give up at the first 5xx. Must not know what is stored.

import { setTimeout as sleep } from 'node:timers/promises';
import { Fault } from '../../model/fault.ts';

const PAUSE = 400;

const PASSING: ReadonlySet<string> = new Set(['store/unavailable', 'runtime/busy']);

/** Tries `work` again while the store is unavailable or the line is busy, and gives up with that Fault after `milliseconds`. */
export async function patiently<T>(milliseconds: number, work: () => Promise<T>): Promise<T> {
  const until = performance.now() + milliseconds;
  for (;;) {
    try {
      return await before(until, work());
    } catch (error) {
      if (!isAway(error) || performance.now() + PAUSE >= until) throw error;
      await sleep(PAUSE);
    }
  }
}

export function isAway(error: unknown): boolean {
  return error instanceof Fault && PASSING.has(error.code);
}

/** The person has left for good: the store keeps nothing of the conversation and takes nothing for it. */
export function hasEnded(error: unknown): boolean {
  return error instanceof Fault && error.code === 'store/closed';
}

/** A timer and no signal: an aborted one makes an error with a stack for every call that was in time. */
function before<T>(until: number, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(
      () => reject(new Fault('store/unavailable', 'The store did not answer in time.')),
      Math.max(0, until - performance.now()),
    );
    // Whoever comes too late is not heard.
    work.then(resolve, reject).finally(() => clearTimeout(late));
  });
}
