// R31: 500 connections that send their request a byte at a time or not at all, while people talk. The built line cuts them in time,
// and nobody else feels it. (Half-open sockets, sockets that never read and the limits are held in test/abuse/sockets.test.ts.)

import { createConnection, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { count, promises } from '../rig/checker.ts';
import { onStage } from '../rig/stage.ts';
import { talk } from '../rig/talk.ts';
import { figure, most, none, type Row } from '../row.ts';

const HEADS = [
  '',
  'GET / HTTP/1.1\r\nhost: x\r\nx-a: ',
  'POST /webchat/token HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 99\r\n\r\n{',
];

export const slowSenders: Row = {
  number: 31,
  name: '500 connections that send a byte a second or nothing',
  run: (trial) =>
    onStage(trial, {}, async (rig, people) => {
      const many = trial.short ? 60 : 500;
      const rate = { each: trial.short ? 2 : 10, rate: 20 };
      await talk(people, trial.random, rate);
      await people.settle(30_000);
      const calm = count(people.ledger);
      const began = performance.now();
      const ends: number[] = [];
      const sockets = Array.from({ length: many }, (_, at): Socket => {
        const { port } = rig.lines[at % rig.lines.length]!;
        const socket = createConnection(port, '127.0.0.1', () => socket.write(HEADS[at % HEADS.length]!));
        socket.on('error', () => undefined);
        socket.on('data', () => undefined);
        socket.on('close', () => void ends.push(performance.now() - began));
        return socket;
      });
      const drip = setInterval(() => {
        for (const socket of sockets) if (socket.writable) socket.write('a');
      }, 1_000);
      await talk(people, trial.random, rate);
      await people.settle(30_000);
      while (ends.length < many && performance.now() - began < 25_000) await sleep(100);
      clearInterval(drip);
      const left = many - ends.length;
      for (const socket of sockets) socket.destroy();
      const loud = count(people.ledger, began);
      return [
        figure("people's p99 before / meanwhile", `${Math.round(calm.p99)} / ${Math.round(loud.p99)} ms`),
        ...(trial.short
          ? []
          : [most("ratio of people's p99", Math.round((loud.p99 / calm.p99) * 100) / 100, 2)]),
        none('still open after 25 s', left),
        most('the last was cut after', Math.max(...ends, 0) / 1_000, 17, ' s'),
        ...promises(count(people.ledger), 0),
      ];
    }),
};
