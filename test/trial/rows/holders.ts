// R36: a process that holds conversations stands still for longer than its lease, and then goes on as if nothing had been.

import { setTimeout as sleep } from 'node:timers/promises';
import { count, promises } from '../rig/checker.ts';
import type { Heard } from '../rig/ledger.ts';
import { onStage } from '../rig/stage.ts';
import { talk } from '../rig/talk.ts';
import { figure, none, type Row } from '../row.ts';

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
      const spans: Span[] = [];
      let over = false;
      const talking = talk(people, trial.random, { rate: 20, until: () => over });
      for (let n = 0; n < rounds; n += 1) {
        await sleep(1_000 + trial.random.below(500));
        const line = rig.lines[n % 2]!;
        const stopped = performance.now();
        line.freeze();
        await sleep(still);
        line.thaw();
        spans.push({ stopped, thawed: performance.now() });
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
        ...promises(found, found.repeatedOnNetworks),
        figure('copies, seconds after the last stop', when(people.ledger.heard, spans)),
        none('repeats of what was not on its way when it stopped', notInFlight(people.ledger.heard, spans)),
        figure('writes refused to the old holder', log.split('turn/lost').length - 1),
        figure('outboxes that the old sender left alone', log.split('outbox/overtaken').length - 1),
      ];
    }),
};

type Span = { readonly stopped: number; readonly thawed: number };

/** When the copies of each repeated part came, e.g. `0.1+22.4`: with the platform at the stop, and again by who took over. */
function when(heard: readonly Heard[], spans: readonly Span[]): string {
  const since = (at: number) => {
    const { stopped = 0 } = spans.findLast((span) => span.stopped < at + AROUND) ?? {};
    return ((at - stopped) / 1_000).toFixed(1);
  };
  const repeated = [...copiesOf(heard).values()].filter((times) => times.length > 1);
  return repeated.map((times) => times.map(since).join('+')).join(', ');
}

function copiesOf(heard: readonly Heard[]): ReadonlyMap<string, readonly number[]> {
  const copies = new Map<string, number[]>();
  for (const { talk: name, k, part, at } of heard) {
    const key = `${name}.${k}.${part}`;
    copies.set(key, [...(copies.get(key) ?? []), at]);
  }
  return copies;
}

/** Ms around stop and thaw in which what was in a socket reaches the platform. */
const AROUND = 3_000;

/**
 * Repeated parts of which no copy came just before the stop, when its answer could not be read any more, or just after the thaw, when
 * what stood in the socket left it: the process did not know of these, and whoever took over could not.
 */
function notInFlight(heard: readonly Heard[], spans: readonly Span[]): number {
  const onItsWay = (at: number) =>
    spans.some(({ stopped, thawed }) => Math.abs(at - stopped) < AROUND || Math.abs(at - thawed) < AROUND);
  return [...copiesOf(heard).values()].filter((times) => times.length > 1 && !times.some(onItsWay)).length;
}
