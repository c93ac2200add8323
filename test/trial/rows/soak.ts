// R46: hours of ordinary load. Memory is what is left after garbage collection, and its slope a robust fit (Theil–Sen) after a warm-up.

import { setTimeout as sleep } from 'node:timers/promises';
import { count, promises } from '../rig/checker.ts';
import type { Memory } from '../rig/line-process.ts';
import { onStage } from '../rig/stage.ts';
import { talk } from '../rig/talk.ts';
import { figure, most, none, type Row } from '../row.ts';

type Sample = { readonly minute: number; readonly heap: number; readonly rss: number };

/** Ms. */
const SPREAD_EVERY = 1_000;

export const soak: Row = {
  number: 46,
  name: 'ordinary load for a long time',
  run: (trial) =>
    onStage(trial, { environment: { TRIAL_MEMORY: '10' } }, async (rig, people) => {
      const began = performance.now();
      const minutes = () => (performance.now() - began) / 60_000;
      let over = false;
      // Clients keep their connections, by which one process would get four of five messages; a balancer goes by requests.
      const spreading = setInterval(() => rig.door.cutIdle(), SPREAD_EVERY);
      const talking = talk(people, trial.random, { rate: 20, until: () => over });
      while (minutes() < trial.minutes) {
        await sleep(Math.min(60_000, (trial.minutes - minutes()) * 60_000));
        trial.tell(
          `${minutes().toFixed(1)} min: resident ${rig.lines.map((line) => line.memory().toFixed(0)).join(', ')} MB, heap ${rig.lines.map(({ memories }) => heapOf(memories.at(-1)).toFixed(2)).join(', ')} MB`,
        );
      }
      over = true;
      await talking;
      await people.settle(60_000);
      clearInterval(spreading);
      const warm = Math.max(2, trial.minutes * 0.3);
      const samples = rig.lines.map((line) =>
        line.memories.map(({ at, heapUsed, external, rss }) => ({
          minute: (at - began) / 60_000,
          heap: heapOf({ heapUsed, external }),
          rss: rss / 1e6,
        })),
      );
      const slopes = (of: (sample: Sample) => number, from = warm) =>
        samples.map((all) =>
          slope(all.filter(({ minute }) => minute >= from).map((one) => [one.minute / 60, of(one)])),
        );
      const heap = slopes(({ heap }) => heap);
      const longer = slopes(({ heap }) => heap, trial.minutes / 4);
      const each = (values: readonly number[]) => values.map((value) => value.toFixed(2)).join(', ');
      const rss = slopes(({ rss }) => rss);
      const found = count(people.ledger, began + warm * 60_000);
      const unhandled = rig.lines
        .flatMap(({ complaints }) => complaints)
        .filter((one) => /unhandled|uncaught/i.test(one));
      return [
        figure('minutes', trial.minutes),
        ...promises(found, 0),
        most('p99', found.p99 / 1_000, 1, ' s'),
        most('heap after collection grows, MB an hour', Math.max(...heap), 1),
        figure('of each process', each(heap)),
        figure('of each process over the last three quarters', each(longer)),
        figure('heap at the end, MB', each(samples.map((all) => all.at(-1)?.heap ?? Number.NaN))),
        figure('resident memory grows, MB an hour', rss.map((value) => value.toFixed(1)).join(', ')),
        figure('resident at the end, MB', rig.lines.map((line) => line.memory().toFixed(0)).join(', ')),
        none('unhandled rejections', unhandled.length),
      ];
    }),
};

/** What is left after collection, MB. */
function heapOf(
  { heapUsed, external }: Pick<Memory, 'heapUsed' | 'external'> = { heapUsed: 0, external: 0 },
) {
  return (heapUsed + external) / 1e6;
}

/** Median of the slopes between all pairs of points. */
function slope(points: readonly (readonly [number, number])[]): number {
  const slopes = points.flatMap(([x, y], at) => points.slice(at + 1).map(([x2, y2]) => (y2 - y) / (x2 - x)));
  return slopes.sort((a, b) => a - b)[Math.floor(slopes.length / 2)] ?? Number.NaN;
}
