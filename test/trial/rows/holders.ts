// R36: a process that holds conversations stands still for longer than its lease, and then goes on as if nothing had been.

import { setTimeout as sleep } from 'node:timers/promises';
import { count, promises } from '../rig/checker.ts';
import { onStage } from '../rig/stage.ts';
import { talk } from '../rig/talk.ts';
import { figure, most, type Row } from '../row.ts';

export const stoppedHolder: Row = {
  number: 36,
  name: 'a holder stands still (STOP) for longer than its lease, then goes on (CONT)',
  run: (trial) =>
    onStage(trial, {}, async (rig, people) => {
      rig.door.patience = 3_000;
      // So that parts are on their way when it stops.
      rig.api.latency = 60;
      const rounds = trial.short ? 1 : 4;
      const still = trial.short ? 4_000 : 35_000;
      let over = false;
      const talking = talk(people, trial.random, { rate: 20, until: () => over });
      for (let n = 0; n < rounds; n += 1) {
        await sleep(1_000 + trial.random.below(500));
        const line = rig.lines[n % 2]!;
        line.freeze();
        await sleep(still);
        line.thaw();
        trial.tell(`stood still ${n + 1} times`);
        await sleep(trial.short ? 1_000 : 5_000);
      }
      over = true;
      await talking;
      await people.settle(60_000);
      const found = count(people.ledger);
      const log = rig.lines.flatMap(({ complaints }) => complaints).join('\n');
      return [
        figure('times', rounds),
        ...promises(found, MOST_IN_FLIGHT * rounds),
        most('repeats a stop', found.repeatedOnNetworks / rounds, MOST_IN_FLIGHT),
        figure('writes refused to the old holder', log.split('turn/lost').length - 1),
        figure('outboxes that the old sender left alone', log.split('outbox/overtaken').length - 1),
      ];
    }),
};

/** Sends whose answer the stopped process had not read: it did not know, and whoever took over could not. */
const MOST_IN_FLIGHT = 2;
