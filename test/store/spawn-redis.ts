// A real redis-server on a unix socket of its own, empty at the start, stopped by whoever started it.

import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type RunningRedis = {
  /** What createRedisStore takes. */
  readonly url: string;
  readonly process: ChildProcess;
  /** Starts it again on the same socket after it was stopped or killed. */
  restart(): Promise<void>;
  stop(): Promise<void>;
};

const MISSING = 'redis-server is missing: apt-get install -y redis-server';

/** Starts redis-server without persistence; `args` are added to its command line. */
export async function spawnRedis(args: readonly string[] = []): Promise<RunningRedis> {
  const folder = mkdtempSync(join(tmpdir(), 'waypost-redis-'));
  const socket = join(folder, 's');
  let child = await start(folder, socket, args);
  return {
    url: socket,
    get process() {
      return child;
    },
    async restart() {
      child = await start(folder, socket, args);
    },
    async stop() {
      await ended(child);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Kills it at once, as a power cut for the process would; `restart` brings it back. */
export async function killRedis(redis: RunningRedis): Promise<void> {
  await ended(redis.process);
}

function start(folder: string, socket: string, args: readonly string[]): Promise<ChildProcess> {
  const options = [
    '--port',
    '0',
    '--unixsocket',
    socket,
    '--save',
    '',
    '--appendonly',
    'no',
    '--dir',
    folder,
  ];
  const child = spawn('redis-server', [...options, ...args], { stdio: ['ignore', 'pipe', 'ignore'] });
  return new Promise((resolve, reject) => {
    child.once('error', () => reject(new Error(MISSING)));
    child.once('exit', (code) => reject(new Error(`redis-server ended with ${code}`)));
    child.stdout?.on('data', (text: Buffer) => {
      if (text.includes('ready to accept') || text.includes('Ready to accept')) resolve(child);
    });
  });
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGKILL');
  });
}
