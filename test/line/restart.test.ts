// The served line on real Redis: killed in the middle of a talk, it goes on where it was.

import { randomBytes, randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { type RunningRedis, spawnRedis } from '../store/spawn-redis.ts';
import { type Served, serveLine } from './serve-line.ts';

let redis: RunningRedis;
let line: Served;
const STATE_KEY = randomBytes(32).toString('base64');

beforeAll(async () => {
  redis = await spawnRedis();
});
afterAll(async () => {
  await line?.stop();
  await redis?.stop();
});

type Activity = { readonly text: string; readonly from: { readonly role: string } };

async function ask(path: string, token: string, body?: object): Promise<Record<string, unknown>> {
  const response = await fetch(`${line.url}v3/directline/${path}`, {
    method: body ? 'POST' : 'GET',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
  expect(response.status).toBeLessThan(300);
  return (await response.json()) as Record<string, unknown>;
}

function message(text: string): object {
  return { type: 'message', from: { id: 'p' }, text, channelData: { clientActivityID: randomUUID() } };
}

/** Writes and waits until the line has answered; gives what it said. */
async function write(conversation: string, token: string, text: string): Promise<readonly string[]> {
  const before = (await ask(`conversations/${conversation}/activities`, token)) as { watermark: string };
  await ask(`conversations/${conversation}/activities`, token, message(text));
  for (let tries = 0; tries < 100; tries += 1) {
    const set = await ask(`conversations/${conversation}/activities?watermark=${before.watermark}`, token);
    const said = (set['activities'] as readonly Activity[]).filter(({ from }) => from.role === 'bot');
    if (said.length > 0) return said.map((activity) => activity.text);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('no answer');
}

test('a talk goes on after the process is killed, and a turn costs two round trips to Redis', async () => {
  const environment = { REDIS_URL: redis.url, STATE_KEY };
  line = await serveLine(environment);
  const granted = await fetch(`${line.url}webchat/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ language: 'en' }),
  });
  const { token, conversationId } = (await granted.json()) as { token: string; conversationId: string };
  await ask('conversations', token, {});
  expect((await write(conversationId, token, 'I need a small loan')).join('\n')).toContain('Which country');

  line.process.kill('SIGKILL');
  line = await serveLine(environment);
  expect((await write(conversationId, token, 'Germany')).join('\n')).toContain('Which place');

  const watcher = new Redis(redis.url);
  const scripts = async () =>
    Number(/cmdstat_evalsha:calls=(\d+)/.exec(await watcher.info('commandstats'))?.[1]);
  const counts: number[] = [];
  for (const text of ['Hamburg', 'help', 'menu', 'help', 'menu']) {
    const before = await scripts();
    await ask(`conversations/${conversationId}/activities`, token, message(text));
    await new Promise((resolve) => setTimeout(resolve, 600));
    counts.push((await scripts()) - before);
  }
  // Nobody polled meanwhile; the look for left work every 5 s may have added to one or another.
  expect(Math.min(...counts)).toBe(2);
  const keys = await watcher.keys('*');
  const values = await Promise.all(keys.map((key) => watcher.dump(key)));
  expect(values.join('')).not.toContain('Hamburg');
  expect(keys.join('\n')).not.toContain(conversationId);
  watcher.disconnect();
}, 120_000);
