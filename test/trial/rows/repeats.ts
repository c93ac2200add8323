// R12, R13: the platforms and our own clients deliver the same thing again: at once, to several processes, across a restart, and
// because the answer to the first delivery was lost on the way. It has one effect.

import { count, promises } from '../rig/checker.ts';
import { onStage } from '../rig/stage.ts';
import { talk } from '../rig/talk.ts';
import { figure, none, type Row } from '../row.ts';

export const sameWebhook: Row = {
  number: 12,
  name: 'the same webhook five times at once, on two processes, and again after both were restarted',
  run: (trial) =>
    onStage(trial, {}, async (rig, people) => {
      const marks: string[] = [];
      const rounds = trial.short ? 2 : 3;
      for (let round = 0; round < rounds; round += 1) {
        const all = people.all.map((person) => people.write(person, 'menu', { times: 5 }));
        marks.push(...(await Promise.all(all)));
      }
      await people.settle(30_000);
      let refused = 0;
      const again = async () => {
        const answers = await Promise.all(
          marks.flatMap((mark) => [people.repeat(mark), people.repeat(mark)]),
        );
        refused += answers.filter((status) => status !== 200).length;
      };
      await again();
      for (const slot of [0, 1]) {
        if (slot === 0) await rig.kill(slot);
        else await rig.stop(slot);
        await rig.begin(slot);
      }
      await again();
      await people.settle(10_000);
      const found = count(people.ledger);
      const deliveries = marks.length * 9;
      return [
        figure('deliveries', deliveries),
        none('repeats not answered 200', refused),
        ...promises(found, 0),
      ];
    }),
};

const isPost = (bytes: Buffer) => bytes.subarray(0, 5).toString() === 'POST ';
const isScript = (bytes: Buffer) => bytes.includes('evalsha');

export const answerLost: Row = {
  number: 13,
  name: 'the same clientActivityID twice; the connection is cut after a request was forwarded',
  run: (trial) =>
    onStage(trial, { redisThroughProxy: true }, async (rig, people) => {
      const web = people.all.filter(({ channel }) => channel === 'web-chat');
      await Promise.all(web.map((person) => people.write(person, 'help', { times: 2 })));
      // Between the platforms and the line.
      rig.door.cutAfterForward(trial.short ? 10 : 100, isPost);
      await talk(people, trial.random, { each: 3, rate: 20 });
      await people.settle(60_000);
      rig.door.cutAfterForward(0);
      const { cuts } = rig.door;
      // Between the line and Redis.
      rig.redisProxy!.cutAfterForward(trial.short ? 3 : 20, isScript);
      await talk(people, trial.random, { each: trial.short ? 2 : 5, rate: 20 });
      rig.redisProxy!.cutAfterForward(0);
      await people.settle(60_000);
      return [
        figure('requests cut after forwarding', cuts),
        figure('calls to Redis cut after forwarding', rig.redisProxy!.cuts),
        ...promises(count(people.ledger), 0),
      ];
    }),
};
