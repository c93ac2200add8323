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

type Point = { readonly at: string; readonly is: string; readonly left?: string };

/** `left`: where the other process dies first, so that there is work to take over. */
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
  { at: 'claim:during', is: 'while taking over a conversation', left: 'commit:before:2' },
  { at: 'claim:after', is: 'after taking over a conversation', left: 'commit:before:2' },
  { at: 'abandoned:after', is: 'after taking over an outbox', left: 'send:before:2' },
];

/** Where a part may be with the platform already and not yet crossed off. */
const IN_SEND = ['send:during', 'send:after', 'sent:during'];
const SHORT = ['enter:after', 'commit:during', 'commit:after', 'send:after', 'claim:after'];

export const crashPoints: Row = {
  number: 10,
  name: 'a process dies at each named point of a turn',
  async run(trial) {
    const folder = mkdtempSync(join(tmpdir(), 'waypost-trial-crash-'));
    const environments = { 0: orders(folder, 0), 1: orders(folder, 1) };
    try {
      return await onStage(trial, { ...SHORT_TIMES, environments }, (rig, people) =>
        dieEverywhere(trial, rig, people, folder),
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};

/** Each process reads its own file: see inside/crash.js. */
function orders(folder: string, slot: number) {
  return { TRIAL_CRASH: join(folder, `${slot}`) };
}

async function dieEverywhere(trial: Trial, rig: Rig, people: People, folder: string) {
  const points = POINTS.filter(({ at }) => !trial.short || SHORT.includes(at));
  const missed: string[] = [];
  let outside = 0;
  let before = 0;
  for (const point of points) {
    if (!(await dieAt(point, folder, trial, rig, people))) missed.push(point.at);
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
async function dieAt(point: Point, folder: string, { random }: Trial, rig: Rig, people: People) {
  const arm = (slot: number, at: string) => {
    const line = rig.expecting(slot);
    writeFileSync(orders(folder, slot).TRIAL_CRASH, at);
    process.kill(line.pid, 'SIGUSR2');
    return line;
  };
  const armed = arm(0, `${point.at}:${point.left ? 1 : 2 + random.below(3)}`);
  const other = point.left ? arm(1, point.left) : null;
  // All go to the one that is to leave work behind: clients keep their connections, which may all lead to the other one.
  if (other !== null) rig.lead([1]);
  let over = false;
  const talking = talk(people, random, { rate: 8, until: () => over });
  const late = sleep(40_000, undefined, { ref: false });
  if (other !== null) {
    await Promise.race([other.exit, late]);
    over = true;
    // Whoever writes, or delivers again, would take her own conversation over before the sweep does.
    rig.lead([]);
  }
  await Promise.race([armed.exit, late]);
  over = true;
  if (other !== null) rig.lead([0, 1]);
  await talking;
  for (const slot of [0, 1]) rmSync(orders(folder, slot).TRIAL_CRASH, { force: true });
  const died = armed.ended === 'SIGKILL';
  if (died) await rig.begin(0, orders(folder, 0));
  if (other !== null && other.ended !== null) await rig.begin(1, orders(folder, 1));
  return died;
}
