// R10: a process dies at each named point of a turn. The eight names of the list, by the calls that they stand for here: `enter` is
// dedupe and mailbox in one script, `commit` is state, outbox and acknowledgement in one script, `send` goes to the channel, `sent`
// marks it as sent; `claim`, `outbox` and `abandoned` are how another process takes over what was left.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { count, promises } from '../rig/checker.ts';
import type { People } from '../rig/people.ts';
import { type Rig, SHORT_TIMES } from '../rig/rig.ts';
import { onStage } from '../rig/stage.ts';
import { talk } from '../rig/talk.ts';
import { figure, none, type Row, type Trial } from '../row.ts';

type Point = { readonly at: string; readonly is: string; readonly left?: true };

/** `left`: reached only when there is work that a dead process left. */
const POINTS: readonly Point[] = [
  { at: 'enter:before', is: 'before dedupe and XADD' },
  { at: 'enter:during', is: 'after dedupe, before XADD: one script' },
  { at: 'enter:after', is: 'after XADD' },
  { at: 'commit:before', is: 'before state' },
  { at: 'commit:during', is: 'during ack' },
  { at: 'commit:after', is: 'after state' },
  { at: 'send:before', is: 'before send' },
  { at: 'send:during', is: 'during send' },
  { at: 'send:after', is: 'after send, before mark' },
  { at: 'sent:during', is: 'during mark' },
  { at: 'sent:after', is: 'after mark' },
  { at: 'claim:during', is: 'while taking over a conversation', left: true },
  { at: 'claim:after', is: 'after taking over a conversation', left: true },
  { at: 'abandoned:after', is: 'after taking over an outbox', left: true },
];

/** Where a part may be with the platform already and not yet crossed off. */
const IN_SEND = ['send:during', 'send:after', 'sent:during'];
const SHORT = ['enter:after', 'commit:during', 'commit:after', 'send:after', 'sent:after', 'claim:after'];

export const crashPoints: Row = {
  number: 10,
  name: 'a process dies at each named point of a turn',
  async run(trial) {
    const folder = mkdtempSync(join(tmpdir(), 'waypost-trial-crash-'));
    const crash = join(folder, 'point');
    const armed = { TRIAL_CRASH: crash };
    try {
      return await onStage(trial, { ...SHORT_TIMES, environments: { 0: armed } }, (rig, people) =>
        dieEverywhere(trial, rig, people, crash),
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};

async function dieEverywhere(trial: Trial, rig: Rig, people: People, crash: string) {
  const points = POINTS.filter(({ at }) => !trial.short || SHORT.includes(at));
  const missed: string[] = [];
  let outside = 0;
  let before = 0;
  for (const point of points) {
    if (!(await dieAt(point, crash, trial, rig, people))) missed.push(point.at);
    await people.settle(20_000);
    const { repeatedOnNetworks } = count(people.ledger);
    trial.tell(`${point.at} (${point.is}): repeats ${repeatedOnNetworks - before}`);
    if (!IN_SEND.includes(point.at)) outside += repeatedOnNetworks - before;
    before = repeatedOnNetworks;
  }
  return [
    figure('points', points.length),
    none('points not reached', missed.length),
    ...promises(count(people.ledger), points.length),
    figure('of them at points outside the send', outside),
  ];
}

/** True when the process died there. */
async function dieAt(
  point: Point,
  crash: string,
  { random }: Trial,
  rig: Rig,
  people: People,
): Promise<boolean> {
  const armed = rig.expecting(0);
  writeFileSync(crash, `${point.at}:${point.left ? 1 : 2 + random.below(3)}`);
  process.kill(armed.pid, 'SIGUSR2');
  let over = false;
  const talking = talk(people, random, { rate: point.left ? 20 : 6, until: () => over });
  const limit = performance.now() + 40_000;
  while (armed.ended === null && performance.now() < limit) {
    // The other process leaves work behind for the armed one to find.
    if (point.left) {
      await sleep(300);
      await rig.kill(1);
      await Promise.race([armed.exit, sleep(4_000)]);
      await rig.begin(1);
    } else await Promise.race([armed.exit, sleep(500)]);
  }
  over = true;
  await talking;
  rmSync(crash);
  const died = armed.ended === 'SIGKILL';
  if (died) await rig.begin(0, { TRIAL_CRASH: crash });
  return died;
}
