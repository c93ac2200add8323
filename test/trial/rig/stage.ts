// Opens a rig with people for one row, and closes it whatever happens.

import { type Check, none, type Trial } from '../row.ts';
import type { Network } from './ledger.ts';
import { gather, type People } from './people.ts';
import { openRig, type Rig, type RigOptions, SHORT_TIMES, SMALL_LINE } from './rig.ts';

export type Stage = RigOptions & {
  /** How many people; those of the trial unless told. */
  readonly people?: number;
  readonly only?: Network;
};

/** Adds what every row promises: nothing died that was not killed, and nothing was sent that a platform refuses. */
export async function onStage(
  trial: Trial,
  { people: many = trial.conversations, only, ...options }: Stage,
  play: (rig: Rig, people: People) => Promise<readonly Check[]>,
): Promise<readonly Check[]> {
  const rig = await openRig({
    ...(trial.short && SHORT_TIMES),
    ...(trial.small && { cwd: SMALL_LINE.cwd }),
    ...options,
    environment: { ...(trial.small && SMALL_LINE.environment), ...options.environment },
  });
  let people: People | undefined;
  try {
    trial.tell('the lines are open');
    people = await gather(rig, many, only);
    trial.tell(`${many} people are there`);
    const checks = await play(rig, people);
    for (const death of rig.deaths) trial.tell(`died: ${death}`);
    return [
      ...checks,
      none('died on their own', rig.deaths.length),
      none('refused by a platform', rig.api.violations.length + rig.graph.violations.length),
    ];
  } finally {
    people?.leave();
    await rig.close();
  }
}
