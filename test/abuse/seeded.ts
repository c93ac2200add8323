// Randomness that can be repeated: the seed is printed when a test fails, and WAYPOST_SEED sets it.

import { randomInt } from 'node:crypto';

export type Seeded = {
  readonly seed: number;
  /** From 0 up to 1. */
  next(): number;
  /** From `least` to `most`, both included. */
  whole(least: number, most: number): number;
  pick<T>(list: readonly T[]): T;
  bytes(count: number): Buffer;
};

/** One row of numbers per seed (mulberry32). The seed goes to standard error, where it does not disturb a report. */
export function seeded(seed = Number(process.env['WAYPOST_SEED'] ?? randomInt(2 ** 31))): Seeded {
  process.stderr.write(`seed ${seed}\n`);
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  return {
    seed,
    next,
    whole,
    pick: <T>(list: readonly T[]) => list[whole(0, list.length - 1)] as T,
    bytes: (count) => Buffer.from(Array.from({ length: count }, () => whole(0, 255))),
  };
}
