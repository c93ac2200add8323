// R24, R26: one message that breaks the thought, and stored things that cannot be read. Nobody else feels it, nobody is lost in a loop.

import { Redis } from 'ioredis';
import { STATE_VERSION } from '../../../src/model/state.ts';
import { sealState } from '../../../src/runtime/envelope.ts';
import { createSeal } from '../../../src/runtime/sealing.ts';
import { keyOf } from '../../../src/store/redis-keys.ts';
import { count, promises } from '../rig/checker.ts';
import type { People, Person } from '../rig/people.ts';
import type { Rig } from '../rig/rig.ts';
import { onStage } from '../rig/stage.ts';
import { talk } from '../rig/talk.ts';
import { figure, holds, most, none, type Row } from '../row.ts';

export const poison: Row = {
  number: 24,
  name: 'a message that always throws, between others of the same person',
  run: (trial) =>
    onStage(trial, {}, async (rig, people) => {
      const rounds = trial.short ? 2 : 5;
      await talk(people, trial.random, { each: rounds, rate: 20 });
      await people.settle(30_000);
      const calm = count(people.ledger);
      const began = performance.now();
      const victims = people.all.filter((_, at) => at % 10 === 0);
      const after: Promise<string>[] = [];
      const talking = talk(people, trial.random, { each: rounds, rate: 20 });
      for (const person of victims) {
        void people.write(person, 'menu', { wish: 'poison' });
        after.push(people.write(person, 'menu'));
      }
      const next = await Promise.all(after);
      await talking;
      await people.settle(30_000);
      const found = count(people.ledger, began);
      const slowest = Math.max(...next.map((mark) => secondsUntil(people, mark)));
      const letters = await deadLetters(rig);
      return [
        ...promises(found, 0),
        holds(
          'an apology for each',
          found.apologies === victims.length,
          `${found.apologies} of ${victims.length}`,
        ),
        figure('dead letters in the metrics', letters),
        most('the next message of the same person answered', slowest, 10, ' s'),
        figure('p99 before', `${Math.round(calm.p99)} ms`),
      ];
    }),
};

function secondsUntil({ ledger }: People, mark: string): number {
  const said = ledger.said.find(({ talk, k }) => `${talk}.${k}` === mark);
  const heard = ledger.heard.find(({ talk, k }) => `${talk}.${k}` === mark);
  return said && heard ? (heard.at - said.at) / 1_000 : Number.POSITIVE_INFINITY;
}

async function deadLetters(rig: Rig): Promise<number> {
  const texts = await Promise.all(
    rig.lines.map(({ url }) => fetch(`${url}metrics`).then((response) => response.text())),
  );
  const values = [...texts.join('\n').matchAll(/^\S*dead.letter\S*\s+(\d+)$/gim)].map(([, value]) =>
    Number(value),
  );
  return values.reduce((sum, value) => sum + value, 0);
}

/** What may stand where a sealed state should. */
const ODD = ['older', 'newer', 'rubbish', 'other key', 'no text'] as const;

export const oddState: Row = {
  number: 26,
  name: 'a stored state that is older, newer, rubbish or sealed with another key',
  run: (trial) =>
    onStage(trial, {}, async (rig, people) => {
      await talk(people, trial.random, { each: 1, rate: 20 });
      await people.settle(30_000);
      const redis = new Redis(rig.redis.url);
      for (const [at, person] of people.all.entries()) await spoil(redis, rig, person, ODD[at % ODD.length]!);
      await talk(people, trial.random, { each: 2, rate: 20 });
      const left = await people.settle(30_000);
      redis.disconnect();
      const { miscounted: _, ...found } = count(people.ledger);
      const parts = people.ledger.heard.filter(({ k }) => k === 2);
      const answers = new Set(parts.map(({ talk }) => talk)).size;
      return [
        ...promises({ ...found, miscounted: 0 }, 0),
        none('without an answer', left),
        holds(
          'everybody answered after it',
          answers === people.all.length,
          `${answers} of ${people.all.length}`,
        ),
      ];
    }),
};

async function spoil(redis: Redis, rig: Rig, person: Person, how: (typeof ODD)[number]): Promise<void> {
  const mine = createSeal([Buffer.from(rig.environment['STATE_KEY']!, 'base64')]);
  const other = createSeal([Buffer.alloc(32, 7)]);
  const to = person.web === null ? person.address : person.web.conversation;
  const address = { channel: person.channel, to };
  const key = mine.conversation(address);
  const seal = (state: unknown, by = mine) => sealState(by, key, { state, address });
  const put = (sealed: string) => redis.hset(keyOf('c', key), 's', sealed);
  switch (how) {
    case 'older':
      return void (await put(seal({ v: 0, step: 'start', language: 'de' })));
    case 'newer':
      return void (await put(seal({ v: STATE_VERSION + 1, lang: { of: 'later' } })));
    case 'rubbish':
      return void (await put('rubbish'));
    case 'other key':
      return void (await put(seal({ v: STATE_VERSION, lang: 'en', slots: {} }, other)));
    case 'no text':
      return void (await put(mine.seal('state', key, '{"half')));
    default:
      return how satisfies never;
  }
}
