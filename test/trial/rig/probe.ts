// Asks the line one thing after the other, as each of the far sides would, while the store is in trouble: how long does an answer take?

import { setTimeout as sleep } from 'node:timers/promises';
import { says } from '../../channels/telegram/people.ts';
import { envelope, message as whatsAppMessage } from '../../channels/whatsapp-cloud/graph-api.ts';
import { type Check, figure, most, type Trial } from '../row.ts';
import type { LineProcess } from './line-process.ts';
import type { Rig } from './rig.ts';
import { openWebChat } from './web-person.ts';

export type Probe = {
  /** Forgets what was measured so far: the trouble begins. */
  begin(): void;
  /** The trouble is over; how long answers take from now on is said, but nothing is promised of it. `again`: it is back. */
  over(): void;
  again(): void;
  /** Stops, and says how long the slowest answer took and how much the lines grew. */
  end(): Promise<readonly Check[]>;
};

const SLOWEST = 3_000;
const MOST_GROWTH = 50;
/** Nobody of the ledger. */
const CHATS = 860_000_000;

/** Probes are people of their own, so that nothing in the ledger is theirs. */
export async function startProbe(rig: Rig, { short }: Trial): Promise<Probe> {
  const web = await openWebChat(rig.door.url, () => undefined);
  let count = 0;
  let going = true;
  let asked = 0;
  let slowest = 0;
  let slowestKind = '';
  let away = true;
  let slowestAfter = 0;
  let before = memory(rig);
  let highest = before;

  const kinds: Readonly<Record<string, () => Promise<unknown>>> = {
    'web chat post': () => web.post('menu', `probe${count}`),
    'web chat read': () => web.read(),
    'web chat token': () => ask(`${rig.door.url}webchat/token`, { method: 'POST', body: '{}' }),
    whatsapp: () => {
      const message = whatsAppMessage(`15559${100_000 + (count % 500)}`, 'text', { body: 'menu' });
      return rig.graph.post(envelope({ messages: [{ ...message, id: `wamid.probe${count}` }] }));
    },
    telegram: () => {
      const { url, secret_token } = rig.api.webhook;
      const update = { update_id: 990_000_000 + count, ...says(CHATS + (count % 500), 'menu', 'en') };
      const headers = { 'x-telegram-bot-api-secret-token': secret_token };
      return ask(url, { method: 'POST', headers, body: JSON.stringify(update) });
    },
    ready: () => ask(`${rig.door.url}health/ready`, {}),
  };

  async function keepAsking(kind: string): Promise<void> {
    while (going) {
      count += 1;
      const began = performance.now();
      const whileAway = away;
      await kinds[kind]!().catch(() => undefined);
      const took = performance.now() - began;
      asked += 1;
      if (!whileAway || !away) slowestAfter = Math.max(slowestAfter, took);
      else if (took > slowest) {
        slowest = took;
        slowestKind = kind;
      }
      highest = Math.max(highest, memory(rig));
      await sleep(100);
    }
  }

  const loops = Object.keys(kinds).map(keepAsking);
  return {
    begin() {
      [asked, slowest, before] = [0, 0, memory(rig)];
      highest = before;
    },
    over() {
      away = false;
    },
    again() {
      away = true;
    },
    async end() {
      going = false;
      await Promise.all(loops);
      return [
        figure('requests asked', asked),
        most(`slowest answer (${slowestKind})`, slowest / 1_000, timely(short, SLOWEST / 1_000), ' s'),
        ...(slowestAfter === 0
          ? []
          : [figure('slowest answer afterwards', `${(slowestAfter / 1_000).toFixed(1)} s`)]),
        most('memory of a process grew by', Math.max(highest - before, 0), MOST_GROWTH, ' MB'),
      ];
    },
  };
}

/** Inside jest other tests have the machine too: no limit there may measure its speed. */
export function timely(short: boolean, seconds: number): number {
  return short ? 30 : seconds;
}

/** Of the largest line, MB. */
function memory(rig: Rig): number {
  return Math.max(...rig.lines.map((line) => line.memory()).filter((mb) => !Number.isNaN(mb)));
}

async function ask(url: string, init: RequestInit): Promise<number> {
  const headers = { 'content-type': 'application/json', ...(init.headers as Record<string, string>) };
  const response = await fetch(url, { ...init, headers, signal: AbortSignal.timeout(20_000) });
  await response.arrayBuffer();
  return response.status;
}

async function isReady(line: LineProcess): Promise<boolean> {
  return (await ask(`${line.url}health/ready`, {}).catch(() => 0)) === 200;
}

/** Seconds until every line says that it is ready, or that it is not; infinite after `patience` ms. */
export async function secondsUntilReady(rig: Rig, ready: boolean, patience = 30_000): Promise<number> {
  const began = performance.now();
  while (performance.now() - began < patience) {
    const said = await Promise.all(rig.lines.map(isReady));
    if (said.every((one) => one === ready)) return (performance.now() - began) / 1_000;
    await sleep(50);
  }
  return Number.POSITIVE_INFINITY;
}
