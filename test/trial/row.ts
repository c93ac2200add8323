// What a row of the trial is. A row sets up its own rig, makes its trouble, and says what it measured against what is promised.

import type { Random } from './rig/random.ts';

/** How large a run is; a row takes from it what it needs. */
export type Scale = {
  readonly seed: number;
  readonly conversations: number;
  /** True inside jest: few conversations, short leases, few repeats. */
  readonly short: boolean;
  /** True for the line of test/content/good-line, which starts in a second; false for Europe's. */
  readonly small: boolean;
  /** How long a soak lasts. */
  readonly minutes: number;
};

export type Trial = Scale & {
  readonly random: Random;
  /** One line of progress for whoever watches. */
  tell(text: string): void;
};

/** One promise with what was measured. */
export type Check = { readonly promise: string; readonly measured: string; readonly good: boolean };

export type Row = {
  /** Its number in the list of faults, R1–R46. */
  readonly number: number;
  readonly name: string;
  /** Throws only when the rig itself broke. Closes all that it opened. */
  run(trial: Trial): Promise<readonly Check[]>;
};

/** Figures beside promises; `at most` unless told otherwise. */
export function most(promise: string, measured: number, limit: number, unit = ''): Check {
  const shown = Number.isInteger(measured) ? `${measured}` : measured.toFixed(1);
  return {
    promise: limit === 0 ? `0 ${promise}` : `${promise} ≤ ${limit}${unit}`,
    measured: `${shown}${unit}`,
    good: measured <= limit,
  };
}

export function none(promise: string, measured: number): Check {
  return most(promise, measured, 0);
}

export function holds(promise: string, good: boolean, measured = good ? 'yes' : 'no'): Check {
  return { promise, measured, good };
}

/** A figure that nothing is promised about. */
export function figure(name: string, measured: string | number): Check {
  return { promise: name, measured: `${measured}`, good: true };
}
