// What others feel of one person who writes 200 messages a second (R28), in one run: spells with and without the flood take turns, so
// that a busy machine weighs on both alike, and each spell is compared with its neighbour. The line, the flooder and the others are three
// processes. `npx tsx bench/flood.ts [rounds] [seed] [messages a second] [seconds]` after `npm run build`.

import { fork, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { Agent, type IncomingMessage, request } from 'node:http';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { json } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import WebSocket from 'ws';
import { createRandom } from '../test/trial/rig/random.ts';
import type { FloodOrder } from './flood-client.ts';

const ROOT = join(import.meta.dirname, '..');
const PEOPLE = 40;
const A_SECOND = Number(process.argv[4] ?? 20);
/** A flood as long as R28's begins seldom; short spells weigh its beginning more than it deserves. */
const SPELL = Number(process.argv[5] ?? 30) * 1_000;
/** Each is always answered. */
const WORDS = ['menu', 'help', 'I need a small loan', 'Where can I learn about taxes?'];
const rounds = Number(process.argv[2] ?? 5);
const seed = Number(process.argv[3] ?? 28);
const random = createRandom(seed);

const child = spawn(process.execPath, [join(ROOT, 'dist/cli.js'), 'serve'], {
  cwd: ROOT,
  env: { PATH: process.env['PATH'], PORT: '0', LOG_LEVEL: 'error' },
  stdio: ['ignore', 'pipe', 'inherit'],
});
let port = 0;
for await (const line of createInterface({ input: child.stdout })) {
  port = Number(/Open in a browser\s+http:\/\/127\.0\.0\.1:(\d+)/.exec(line)?.[1] ?? 0);
  if (port > 0) break;
}
child.stdout.resume();

const agent = new Agent({ keepAlive: true });
type Reply = { readonly status: number; readonly body: Record<string, string> };

async function post(path: string, body: object, token = ''): Promise<Reply> {
  const bytes = JSON.stringify(body);
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(bytes),
    ...(token && { authorization: `Bearer ${token}` }),
  };
  const asked = request({ agent, port, path, method: 'POST', headers });
  asked.end(bytes);
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  return { status: response.statusCode ?? 0, body: (await json(response)) as Record<string, string> };
}

let closed = 0;
const refused = new Map<number, number>();

/** Somebody with an open stream, who waits for each answer. */
async function enter() {
  const { body } = await post('/webchat/token', { language: 'en' });
  const begun = await post('/v3/directline/conversations', {}, body['token']);
  const path = `/v3/directline/conversations/${body['conversationId']}/activities`;
  const waiting = new Map<string, (at: number) => void>();
  // An answer may overtake the reply to its question.
  const answered = new Map<string, number>();
  const socket = new WebSocket(begun.body['streamUrl'] ?? '');
  socket.on('message', (data) => {
    const text = String(data);
    if (text === '') return;
    for (const { replyToId } of JSON.parse(text).activities) {
      if (replyToId === undefined || answered.has(replyToId)) continue;
      answered.set(replyToId, performance.now());
      waiting.get(replyToId)?.(performance.now());
      waiting.delete(replyToId);
    }
  });
  socket.on('close', () => {
    closed += 1;
  });
  await once(socket, 'open');
  return {
    socket,
    token: body['token'] ?? '',
    path,
    /** Ms until the first piece of the answer; Infinity when there is none within 10 s. */
    async ask(text: string): Promise<number> {
      const began = performance.now();
      const said = {
        type: 'message',
        text,
        from: { id: 'p' },
        channelData: { clientActivityID: randomUUID() },
      };
      const { status, body: taken } = await post(path, said, body['token']);
      if (status !== 200) {
        refused.set(status, (refused.get(status) ?? 0) + 1);
        return Number.POSITIVE_INFINITY;
      }
      const id = taken['id'] ?? '';
      const at = answered.get(id);
      if (at !== undefined) return at - began;
      const later = new Promise<number>((resolve) => waiting.set(id, resolve));
      return (await Promise.race([later, sleep(10_000, Number.POSITIVE_INFINITY, { ref: false })])) - began;
    },
  };
}

/** CPU seconds of the line so far. */
function cpu(): number {
  const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

const people = await Promise.all(Array.from({ length: PEOPLE }, enter));
const flooder = await enter();
const client = fork(join(import.meta.dirname, 'flood-client.ts'), { execArgv: process.execArgv });
const took = { without: [] as number[], with: [] as number[] };
const spent = { without: 0, with: 0 };
const flooded = new Map<number, number>();

async function talk(into: number[]): Promise<void> {
  const began = performance.now();
  const asked: Promise<void>[] = [];
  for (let said = 0; said < (SPELL / 1_000) * A_SECOND; said += 1) {
    const due = began + (said / A_SECOND) * 1_000 - performance.now();
    if (due > 1) await sleep(due);
    const person = people[said % PEOPLE]!;
    asked.push(person.ask(random.pick(WORDS)).then((ms) => void into.push(ms)));
  }
  await Promise.all(asked);
}

/** Pours until the result is called, which resolves when the last post was answered. */
function pour(): () => Promise<void> {
  const order: FloodOrder = { port, path: flooder.path, token: flooder.token };
  client.send(order);
  return async () => {
    const over = once(client, 'message') as Promise<[[number, number][]]>;
    client.send('stop');
    for (const [status, many] of (await over)[0]) flooded.set(status, (flooded.get(status) ?? 0) + many);
  };
}

// The first questions, and the first posts of a flood, open what is opened late.
const warming = pour();
await talk([]);
await warming();
flooded.clear();
const ratios: number[] = [];
for (let round = 0; round < rounds; round += 1) {
  const own = { without: [] as number[], with: [] as number[] };
  for (const which of round % 2 === 0 ? (['without', 'with'] as const) : (['with', 'without'] as const)) {
    const before = cpu();
    const stop = which === 'with' ? pour() : async () => undefined;
    await talk(own[which]);
    await stop();
    spent[which] += cpu() - before;
    took[which].push(...own[which]);
    console.error(
      `${which}: p50 ${quantile(own[which], 0.5).toFixed(1)} p99 ${quantile(own[which], 0.99).toFixed(1)} ms`,
    );
  }
  ratios.push(quantile(own.with, 0.99) / quantile(own.without, 0.99));
}

function quantile(all: readonly number[], q: number): number {
  const sorted = [...all].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? 0;
}
const row = (which: 'without' | 'with') =>
  `${which.padEnd(8)} ${took[which].length} answers, p50 ${quantile(took[which], 0.5).toFixed(1)} ms, p99 ${quantile(took[which], 0.99).toFixed(1)} ms, CPU of the line ${spent[which].toFixed(2)} s`;
const posts = [...flooded.values()].reduce((sum, many) => sum + many, 0);
console.log(
  `seed ${seed}, ${rounds} rounds of ${SPELL / 1_000} s each way, ${PEOPLE} people, ${A_SECOND} messages a second`,
);
console.log(row('without'));
console.log(row('with'));
console.log(
  `flood: ${posts} posts, ${JSON.stringify([...flooded])}; CPU for one: ${(((spent.with - spent.without) / posts) * 1_000).toFixed(3)} ms`,
);
console.log(
  `ratio of p50 ${(quantile(took.with, 0.5) / quantile(took.without, 0.5)).toFixed(2)}, of p99 ${(quantile(took.with, 0.99) / quantile(took.without, 0.99)).toFixed(2)}; others refused: ${JSON.stringify([...refused])}, sockets closed: ${closed}, without an answer: ${[...took.with, ...took.without].filter((ms) => !Number.isFinite(ms)).length}`,
);
console.log(
  `ratio of p99 in each round ${ratios.map((one) => one.toFixed(2)).join(', ')}; median ${quantile(ratios, 0.5).toFixed(2)}`,
);
client.disconnect();
for (const { socket } of [...people, flooder]) socket.terminate();
child.kill('SIGTERM');
await once(child, 'exit');
process.exit(0);
