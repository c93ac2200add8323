// R3, R9, R11: processes of the line are killed or stopped under load, again and again, and started anew.

import { setTimeout as sleep } from 'node:timers/promises';
import { count, promises } from '../rig/checker.ts';
import { onStage } from '../rig/stage.ts';
import { talk } from '../rig/talk.ts';
import { figure, most, type Row } from '../row.ts';

/** A second holder has 30 s of lease or 20 s of sending to wait for, and a sweep of 5 s. */
const FOUND = 60_000;

export const crossTalk: Row = {
  number: 3,
  name: 'cross-talk under load, one process killed in the middle',
  run: (trial) =>
    onStage(trial, {}, async (rig, people) => {
      const each = trial.short ? 3 : 10;
      const talking = talk(people, trial.random, { each, rate: 20 });
      await sleep(((trial.conversations * each) / 20) * 400);
      await rig.kill(1);
      await rig.begin(1);
      await talking;
      await people.settle(FOUND);
      return promises(count(people.ledger), 1);
    }),
};

export const killed: Row = {
  number: 9,
  name: 'kill -9 of one of two processes, again and again under load',
  run: (trial) =>
    onStage(trial, {}, async (rig, people) => {
      const kills = trial.short ? 3 : 20;
      let over = false;
      const talking = talk(people, trial.random, { rate: 20, until: () => over });
      const back: number[] = [];
      for (let n = 1; n <= kills; n += 1) {
        await sleep(trial.random.below(trial.short ? 500 : 3_000));
        const slot = trial.random.below(2);
        const began = performance.now();
        await rig.kill(slot);
        await rig.begin(slot);
        back.push(performance.now() - began);
        trial.tell(`kill ${n}: back after ${Math.round(back.at(-1)!)} ms`);
      }
      over = true;
      await talking;
      await people.settle(FOUND);
      const found = count(people.ledger);
      return [
        figure('kills', kills),
        ...promises(found, kills),
        figure('process back after, most', `${(Math.max(...back) / 1_000).toFixed(1)} s`),
      ];
    }),
};

export const rollingRestart: Row = {
  number: 11,
  name: 'rolling restart with SIGTERM',
  run: (trial) =>
    onStage(trial, {}, async (rig, people) => {
      const restarts = trial.short ? 2 : 10;
      let over = false;
      const talking = talk(people, trial.random, { rate: 20, until: () => over });
      const stops: number[] = [];
      for (let n = 0; n < restarts; n += 1) {
        await sleep(trial.short ? 500 : 2_000);
        // A rolling restart: the new one listens before the old one goes.
        const fresh = rig.lines.length;
        await rig.begin(fresh);
        // Whoever rolls waits until the new one is ready, and by then it has told the platforms where it is.
        await sleep(1_500);
        stops.push(await rig.stop(n));
        rig.forget(n);
        trial.tell(`restart ${n + 1}: gone after ${Math.round(stops.at(-1)!)} ms`);
      }
      over = true;
      await talking;
      await people.settle(FOUND);
      return [
        figure('restarts', restarts),
        ...promises(count(people.ledger), 0),
        most('gone after SIGTERM', Math.max(...stops) / 1_000, 10, ' s'),
      ];
    }),
};
