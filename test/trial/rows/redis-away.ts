// R15, R16, R17: Redis is killed, loses the end of its log, is down or stands still, all under load.

import { appendFileSync, readdirSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { count, promises } from '../rig/checker.ts';
import type { People } from '../rig/people.ts';
import { secondsUntilReady, startProbe, timely } from '../rig/probe.ts';
import type { TrialRedis } from '../rig/redis.ts';
import { onStage } from '../rig/stage.ts';
import { talk } from '../rig/talk.ts';
import { type Check, figure, most, none, type Row, type Trial } from '../row.ts';

/** A lease of 30 s, a sender's 20 s, and the sweeps that find both. */
const FOUND = 60_000;
/** What a minute has piled up; Telegram brings it one after the other. */
const BACKLOG = 300_000;
const HEALTHY = 10;
/** At 20 messages a second; a send whose crossing-off fails is remembered, so only the answer of a commit can be lost. */
export const IN_FLIGHT = 2;

export const redisKilled: Row = {
  number: 15,
  name: 'Redis killed (-9) and started again under load, AOF always',
  run: (trial) =>
    onStage(trial, {}, async (rig, people) => {
      const kills = trial.short ? 2 : 20;
      let over = false;
      const talking = talk(people, trial.random, { rate: 20, until: () => over });
      const back: number[] = [];
      for (let n = 1; n <= kills; n += 1) {
        await sleep(1_000 + trial.random.below(1_000));
        await rig.redis.kill();
        await sleep(trial.random.below(1_000));
        await rig.redis.start();
        back.push(await secondsUntilReady(rig, true));
        trial.tell(`kill ${n}: ready after ${back.at(-1)!.toFixed(1)} s`);
      }
      over = true;
      await talking;
      await people.settle(FOUND);
      return [
        figure('kills', kills),
        ...promises(count(people.ledger), kills * IN_FLIGHT),
        most('ready after Redis', Math.max(...back), timely(trial.short, HEALTHY), ' s'),
      ];
    }),
};

export const halfRecord: Row = {
  number: 16,
  name: 'power cut: the last record of the AOF is half-written, AOF always',
  run: (trial) =>
    onStage(trial, {}, async (rig, people) => {
      const cuts = trial.short ? 1 : 10;
      let over = false;
      const talking = talk(people, trial.random, { rate: 20, until: () => over });
      for (let n = 1; n <= cuts; n += 1) {
        await sleep(1_500);
        await rig.redis.kill();
        // What was acknowledged is whole on the disk; the record after it is what the power cut interrupts.
        const record = `${command('MULTI')}${command('HSET', `wp{17}c${'A'.repeat(22)}`, 'l', '0')}`;
        appendFileSync(logOf(rig.redis), record.slice(0, 1 + trial.random.below(record.length - 1)));
        await rig.redis.start();
      }
      over = true;
      await talking;
      await people.settle(FOUND);
      return [figure('power cuts', cuts), ...promises(count(people.ledger), cuts * IN_FLIGHT)];
    }),
};

export const lostTail: Row = {
  number: 16,
  name: 'power cut: the last second of the AOF is gone, AOF everysec',
  run: (trial) =>
    onStage(trial, { redisArgs: ['--appendfsync', 'everysec'] }, async (rig, people) => {
      let over = false;
      const talking = talk(people, trial.random, { rate: 20, until: () => over });
      await sleep(trial.short ? 1_500 : 20_000);
      const from = performance.now();
      const whole = statSync(logOf(rig.redis)).size;
      await sleep(1_000);
      await rig.redis.kill();
      const cutAt = performance.now();
      truncateSync(logOf(rig.redis), whole);
      await rig.redis.start();
      await sleep(2_000);
      over = true;
      await talking;
      await people.settle(trial.short ? 5_000 : FOUND);
      return boundedLoss(trial, people, from, cutAt);
    }),
};

/** As it stands in the AOF. */
function command(...words: readonly string[]): string {
  return `*${words.length}\r\n${words.map((word) => `$${word.length}\r\n${word}\r\n`).join('')}`;
}

/** A turn that was under way when the span began may have ended in it: its answer is lost with the span. */
const UNDER_WAY = 10_000;

/** What was acknowledged or thought in the lost span may be lost, nothing else; and nobody is stuck: the next words are answered. */
export async function boundedLoss(
  trial: Trial,
  people: People,
  from: number,
  to: number,
): Promise<readonly Check[]> {
  const found = count(people.ledger);
  const lost = found.wrong.filter((one) => one.startsWith('lost:')).map((one) => one.slice(5));
  const late = people.ledger.said.filter(
    ({ talk: name, k, at, acked = 0 }) =>
      lost.includes(`${name}.${k}`) && (acked < from - UNDER_WAY || at > to + 3_000),
  );
  for (const person of people.all) void people.write(person, 'menu');
  await sleep(1_000);
  const last = await Promise.all(people.all.map((person) => people.write(person, 'help')));
  await people.settle(trial.short ? 15_000 : FOUND);
  const answered = new Set(people.ledger.heard.map(({ talk: name, k }) => `${name}.${k}`));
  return [
    figure('messages', found.said),
    figure('span that was lost', `${((to - from) / 1_000).toFixed(1)} s`),
    figure('acknowledged in it and lost', lost.length - late.length),
    none('lost beside it', late.length),
    none('misdirected', found.misdirected),
    none('stuck chats', last.filter((mark) => !answered.has(mark)).length),
  ];
}

function away(
  name: string,
  leave: (redis: TrialRedis) => Promise<void>,
  back: (redis: TrialRedis) => Promise<void>,
): Row {
  return {
    number: 17,
    name,
    run: (trial) =>
      onStage(trial, {}, async (rig, people) => {
        const seconds = trial.short ? 4 : 60;
        let over = false;
        const talking = talk(people, trial.random, { rate: 20, until: () => over });
        const probe = await startProbe(rig, trial);
        await sleep(trial.short ? 1_000 : 15_000);
        probe.begin();
        await leave(rig.redis);
        const unready = await secondsUntilReady(rig, false);
        await sleep(seconds * 1_000);
        await back(rig.redis);
        probe.over();
        const healthy = await secondsUntilReady(rig, true);
        const probed = await probe.end();
        over = true;
        await talking;
        await people.settle(BACKLOG);
        return [
          figure('away for', `${seconds} s`),
          ...probed,
          most('not ready after', unready, timely(trial.short, 5), ' s'),
          most('ready after Redis', healthy, timely(trial.short, HEALTHY), ' s'),
          ...promises(count(people.ledger), IN_FLIGHT),
        ];
      }),
  };
}

export const redisDown = away(
  'Redis down for a minute',
  (redis) => redis.stop(),
  (redis) => redis.start(),
);

export const redisFrozen = away(
  'Redis stands still for a minute (STOP)',
  async (redis) => redis.freeze(),
  async (redis) => redis.thaw(),
);

/** The part of the AOF that is being written. */
function logOf(redis: TrialRedis): string {
  const folder = join(redis.folder, 'appendonlydir');
  const parts = readdirSync(folder).filter((name) => name.endsWith('.incr.aof'));
  const number = (name: string) => Number(/\.(\d+)\.incr/.exec(name)?.[1]);
  return join(folder, parts.sort((a, b) => number(a) - number(b)).at(-1)!);
}
