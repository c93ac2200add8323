// R28: one person writes 200 messages a second, on web chat and on Telegram, and a crowd begins conversations from one address.
// The floods are told to slow down; the others feel nothing. What the others feel is compared with a calm time of the same run.

import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { says } from '../../channels/telegram/people.ts';
import { type Count, count, promises } from '../rig/checker.ts';
import type { Network } from '../rig/ledger.ts';
import type { People, Person } from '../rig/people.ts';
import type { Rig } from '../rig/rig.ts';
import { onStage } from '../rig/stage.ts';
import { talk } from '../rig/talk.ts';
import { type Check, figure, holds, most, none, type Row } from '../row.ts';

const A_SECOND = 200;
const NOTICE = /faster than I can answer/;

export const flood: Row = {
  number: 28,
  name: 'one person writes 200 messages a second on web chat, then one on Telegram; 1,000 tokens are asked for from one address',
  run: (trial) =>
    onStage(trial, {}, async (rig, people) => {
      const seconds = trial.short ? 4 : 60;
      const flooders = [first(people, 'web-chat'), first(people, 'telegram')];
      const others: People = { ...people, all: people.all.filter((one) => !flooders.includes(one)) };
      let notices = 0;
      people.listen((text) => {
        if (NOTICE.test(text)) notices += 1;
      });
      const spell = async (work: () => Promise<void>): Promise<Spell> => {
        const from = performance.now();
        const until = () => performance.now() > from + seconds * 1_000;
        const worked = work();
        await talk(others, trial.random, { rate: 20, until });
        const to = performance.now();
        await worked;
        await people.settle(30_000);
        return { from, to };
      };
      const calm = await spell(async () => undefined);
      const before = memory(rig);
      const checks: Check[] = [];
      for (const flooder of flooders) {
        const answers = new Map<number, number>();
        const loud = await spell(() => pour(rig, flooder, seconds, answers));
        trial.tell(`${flooder.name}: ${JSON.stringify([...answers])}`);
        checks.push(...compare(people, flooder.channel, calm, loud), ...answered(flooder.channel, answers));
      }
      const tokens = await crowd(rig, 1_000);
      const grown = memory(rig) - before;
      const minutes = Math.ceil((2 * seconds) / 60) + 2;
      return [
        ...checks,
        ...(trial.short
          ? []
          : [
              holds(
                'a notice to each, at most one a minute',
                notices >= 2 && notices <= minutes,
                `${notices} in ${2 * seconds} s`,
              ),
            ]),
        figure('of 1,000 tokens asked for from one address, given', tokens),
        most('memory of both lines grew by', grown, 100, ' MB'),
        ...promises(count(people.ledger), 0),
      ];
    }),
};

type Spell = { readonly from: number; readonly to: number };

function first({ all }: People, channel: Network): Person {
  const found = all.find((one) => one.channel === channel);
  if (found === undefined) throw new Error(`nobody is on ${channel}`);
  return found;
}

const memory = (rig: Rig) => rig.lines.reduce((sum, line) => sum + line.memory(), 0);

/** Posts without waiting for answers, `A_SECOND` a second, and counts the answers by status. */
async function pour(rig: Rig, flooder: Person, seconds: number, answers: Map<number, number>): Promise<void> {
  const began = performance.now();
  const under: Promise<void>[] = [];
  for (let sent = 0; sent < seconds * A_SECOND; sent += 1) {
    const due = began + (sent / A_SECOND) * 1_000 - performance.now();
    if (due > 2) await sleep(due);
    if (sent % A_SECOND === 0) void flooder.web?.read();
    const answer = postOnce(rig, flooder, sent).catch(() => 0);
    under.push(answer.then((status) => void answers.set(status, (answers.get(status) ?? 0) + 1)));
  }
  await Promise.all(under);
  await flooder.web?.read();
}

async function postOnce(rig: Rig, { web, address }: Person, at: number): Promise<number> {
  if (web !== null) return web.post(`flood ${at}`, randomUUID());
  const { url, secret_token } = rig.api.webhook;
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': secret_token },
    body: JSON.stringify({ update_id: 700_000_000 + at, ...says(Number(address), `flood ${at}`, 'en') }),
    signal: AbortSignal.timeout(10_000),
  });
  await response.arrayBuffer();
  return response.status;
}

/** On web chat 429 asks a page to come again; a platform is told that all is well, so that it brings nothing again. */
function answered(channel: Network, answers: ReadonlyMap<number, number>): readonly Check[] {
  const allowed = channel === 'web-chat' ? [200, 429] : [200];
  const odd = [...answers].filter(([status]) => !allowed.includes(status));
  const all = [...answers.values()].reduce((sum, many) => sum + many, 0);
  return [
    figure(`posts of the flood on ${channel}`, all),
    none(
      `of them answered otherwise than ${allowed.join(' or ')}`,
      odd.reduce((sum, [, many]) => sum + many, 0),
    ),
  ];
}

function compare(people: People, channel: Network, calm: Spell, loud: Spell): readonly Check[] {
  const [quiet, noisy] = [calm, loud].map(({ from, to }) => count(people.ledger, from, to)) as [Count, Count];
  // A page of this rig looks for answers four times a second; a platform is sent them, so its figure is the finer one.
  const { ledger } = people;
  const onNetworks = ({ talk: name }: { readonly talk: string }) => ledger.channelOf.get(name) !== 'web-chat';
  const sent = { ...ledger, said: ledger.said.filter(onNetworks), heard: ledger.heard.filter(onNetworks) };
  const [fine, finer] = [calm, loud].map(({ from, to }) => count(sent, from, to)) as [Count, Count];
  const ratio = noisy.p99 / Math.max(1, quiet.p99);
  return [
    figure(`others' p50 / p99 without a flood`, `${Math.round(quiet.p50)} / ${Math.round(quiet.p99)} ms`),
    figure(`with one on ${channel}`, `${Math.round(noisy.p50)} / ${Math.round(noisy.p99)} ms`),
    most(`ratio of p99 with a flood on ${channel}`, Math.round(ratio * 100) / 100, 2),
    most("others' p99", noisy.p99, 3_000, ' ms'),
    figure(
      'on the networks alone p99 without / with / ratio',
      `${Math.round(fine.p99)} / ${Math.round(finer.p99)} ms / ${(finer.p99 / Math.max(1, fine.p99)).toFixed(2)}`,
    ),
  ];
}

/** Asks for `many` tokens from one address outside; gives how many were given. */
async function crowd(rig: Rig, many: number): Promise<number> {
  let given = 0;
  for (let at = 0; at < many; at += 1) {
    const response = await fetch(`${rig.door.url}webchat/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': '203.0.113.77' },
      body: '{}',
    });
    await response.arrayBuffer();
    if (response.status === 200) given += 1;
  }
  return given;
}
