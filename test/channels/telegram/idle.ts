// Measures what an idle Telegram channel costs: `npm run build && npx tsx test/channels/telegram/idle.ts [seconds]`. Two lines are
// served, one with web chat alone and one with Telegram beside it, polling a Bot API on loopback; prints memory and processor time.

import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startBotApi, TOKEN } from './bot-api.ts';

const seconds = Number(process.argv[2] ?? 60);
const program = process.argv[3] ?? join(import.meta.dirname, '../../../dist/cli.js');
const api = await startBotApi();

function serve(environment: Readonly<Record<string, string>>): ChildProcess {
  return spawn(process.execPath, [program, 'serve'], {
    env: { PATH: process.env['PATH'], PORT: '0', LOG_LEVEL: 'error', ...environment },
    stdio: 'ignore',
  });
}

/** Resident memory in MB, processor time in ms so far. */
function costOf({ pid }: ChildProcess): { readonly memory: number; readonly processor: number } {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(' ');
  const memory = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
  return { memory, processor: (Number(fields[13]) + Number(fields[14])) * 10 };
}

const lines = {
  'web chat alone': serve({}),
  'and Telegram': serve({ TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: api.root }),
};
// Learning the content is over by then.
await sleep(30_000);
for (const [name, line] of Object.entries(lines)) {
  const before = costOf(line);
  Object.assign(line, { before });
  console.log(`${name}: up`);
}
await sleep(seconds * 1_000);
for (const [name, line] of Object.entries(lines)) {
  const { before } = line as ChildProcess & { before: ReturnType<typeof costOf> };
  const after = costOf(line);
  const share = ((after.processor - before.processor) / (seconds * 10)).toFixed(2);
  console.log(`${name}: ${after.memory.toFixed(0)} MB, ${share} % of one processor`);
  line.kill('SIGTERM');
}
console.log(`${api.called.filter(({ method }) => method === 'getUpdates').length} polls`);
await api.close();
