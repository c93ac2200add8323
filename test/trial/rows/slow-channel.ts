// R33: one channel needs ten seconds for each call, for minutes. Web chat and WhatsApp do not feel it, updates of the slow channel are
// still taken in, and its answers come in order when it is well again.

import { type Count, count, promises } from '../rig/checker.ts';
import type { Network } from '../rig/ledger.ts';
import type { People } from '../rig/people.ts';
import { onStage } from '../rig/stage.ts';
import { talk } from '../rig/talk.ts';
import { figure, most, none, type Row } from '../row.ts';

export const slowChannel: Row = {
  number: 33,
  name: 'Telegram needs 10 s for each call, for minutes',
  run: (trial) =>
    onStage(trial, {}, async (rig, people) => {
      const seconds = trial.short ? 6 : 180;
      const spell = async (long: number) => {
        const from = performance.now();
        await talk(people, trial.random, { rate: 20, until: () => performance.now() > from + long * 1_000 });
        return { from, to: performance.now() };
      };
      const calm = await spell(trial.short ? 4 : 60);
      await people.settle(30_000);
      const before = rig.lines.reduce((sum, line) => sum + line.memory(), 0);
      rig.api.latency = trial.short ? 3_000 : 10_000;
      const slow = await spell(seconds);
      const grown = rig.lines.reduce((sum, line) => sum + line.memory(), 0) - before;
      const waiting = people.ledger.pending();
      const unheard = people.ledger.said.filter(
        ({ talk: name, acked, at }) =>
          acked === undefined && at < slow.to - 5_000 && people.ledger.channelOf.get(name) === 'telegram',
      ).length;
      trial.tell(`${waiting} messages wait for an answer`);
      rig.api.latency = 0;
      const well = performance.now();
      await people.settle(240_000);
      const drained = performance.now() - well;
      const [quiet, noisy] = [calm, slow].map((one) => others(people, one)) as [Count, Count];
      return [
        figure("others' p50 / p99 before", `${Math.round(quiet.p50)} / ${Math.round(quiet.p99)} ms`),
        figure('meanwhile', `${Math.round(noisy.p50)} / ${Math.round(noisy.p99)} ms`),
        most("ratio of others' p99", Math.round((noisy.p99 / Math.max(1, quiet.p99)) * 100) / 100, 2),
        none('messages of the slow channel that were not taken in', unheard),
        figure('messages waiting for an answer at the end of it', waiting),
        figure('seconds until all were answered', Math.round(drained / 1_000)),
        most('memory of both lines grew by', Math.round(grown), 100, ' MB'),
        ...promises(count(people.ledger), 0),
      ];
    }),
};

/** Everybody who is not on Telegram, in this span. */
function others({ ledger }: People, { from, to }: { readonly from: number; readonly to: number }): Count {
  const slow: Network = 'telegram';
  const mine = ({ talk: name }: { readonly talk: string }) => ledger.channelOf.get(name) !== slow;
  return count({ ...ledger, said: ledger.said.filter(mine), heard: ledger.heard.filter(mine) }, from, to);
}
