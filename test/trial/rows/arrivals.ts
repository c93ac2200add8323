// R14, R45: what arrives in bundles, out of order, or faster than anybody reads.

import { setTimeout as sleep } from 'node:timers/promises';
import { envelope, status, message as whatsAppMessage } from '../../channels/whatsapp-cloud/graph-api.ts';
import { count, promises } from '../rig/checker.ts';
import { onStage } from '../rig/stage.ts';
import { WORDS } from '../rig/talk.ts';
import { figure, none, type Row } from '../row.ts';

const BUNDLE = 10;

export const bundles: Row = {
  number: 14,
  name: 'bundles of ten messages out of order, with statuses between them',
  run: (trial) =>
    onStage(trial, { only: 'whatsapp-cloud' }, async (rig, people) => {
      let refused = 0;
      const bundles = trial.short ? 6 : 100;
      for (let n = 0; n < bundles; n += 1) {
        const now = Math.floor(Date.now() / 1_000);
        const noted = Array.from({ length: BUNDLE }, () => {
          const person = trial.random.pick(people.all);
          return { person, ...people.note(person, trial.random.pick(WORDS)) };
        });
        const messages = noted.map(({ person, text, mark }, at) => ({
          ...whatsAppMessage(person.address, 'text', { body: text }),
          id: `wamid.${mark}`,
          // Arrival counts, not the clock of the phone.
          timestamp: `${now - at * trial.random.below(60)}`,
        }));
        const statuses = noted.map(({ person }) =>
          status(trial.random.pick(['sent', 'delivered', 'read', 'odd']), person.address),
        );
        const body = envelope({ messages, statuses });
        const alone = envelope({ statuses });
        const answers = await Promise.all([rig.graph.post(body), rig.graph.post(alone)]);
        refused += answers.filter((code) => code !== 200).length;
        for (const { taken } of noted) taken();
      }
      await people.settle(60_000);
      return [
        figure('bundles', bundles),
        none('bundles not answered 200', refused),
        ...promises(count(people.ledger), 0),
      ];
    }),
};

export const impatient: Row = {
  number: 45,
  name: '20 messages of one person in one second',
  run: (trial) =>
    onStage(trial, { people: trial.short ? 3 : 12 }, async (_rig, people) => {
      const all: Promise<unknown>[] = [];
      for (let n = 0; n < 20; n += 1) {
        for (const person of people.all) all.push(people.write(person, trial.random.pick(WORDS)));
        await sleep(50);
      }
      await Promise.all(all);
      await people.settle(60_000);
      return promises(count(people.ledger), 0);
    }),
};
