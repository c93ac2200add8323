// The process is killed in the middle of its answers and started again: nobody hears anything twice but what was in flight.

import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { type RunningRedis, spawnRedis } from '../../store/spawn-redis.ts';
import { eventually } from '../far-side.ts';
import { type BotApi, startBotApi } from './bot-api.ts';
import { says } from './people.ts';

const AMAL = 840_000_001;
const KEY = randomBytes(32).toString('base64');
let redis: RunningRedis;
let api: BotApi;
let child: ChildProcess;

beforeEach(async () => {
  redis = await spawnRedis();
  api = await startBotApi();
  api.latency = 20;
});
afterEach(async () => {
  child.kill('SIGKILL');
  await api.close();
  await redis.stop();
});

async function startLine(): Promise<ChildProcess> {
  const script = join(import.meta.dirname, 'line-process.ts');
  child = spawn(process.execPath, ['--import', 'tsx', script], {
    env: { PATH: process.env['PATH'], API_ROOT: api.root, REDIS: redis.url, KEY },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout as NodeJS.EventEmitter, 'data');
  return child;
}

const texts = () => api.messages(AMAL).map(({ text }) => text as string);

test.each([1, 12, 19])(
  'killed after %i of 20 replies',
  async (replies) => {
    const first = await startLine();
    const killed = once(first, 'exit');
    api.heard = () => {
      if (texts().length === replies) first.kill('SIGKILL');
    };
    const numbers = Array.from({ length: 20 }, (_, at) => `re: message ${at + 1}`);
    api.push(...numbers.map((text) => says(AMAL, text.slice(4))));
    await killed;
    expect(texts()).toEqual(numbers.slice(0, replies));

    api.heard = null;
    await startLine();
    await eventually(() => expect(new Set(texts()).size).toBe(20), 20_000);
    await eventually(() => expect(api.waiting).toBe(0));
    const inFlight = texts()[replies - 1] as string;
    const heardOnce = [
      ...texts().slice(0, replies),
      ...texts()
        .slice(replies)
        .filter((text) => text !== inFlight),
    ];
    expect(heardOnce).toEqual(numbers);
    expect(texts().length).toBeLessThanOrEqual(21);
    expect(api.violations).toEqual([]);
  },
  60_000,
);
