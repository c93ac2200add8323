// A real redis-server on a TCP port of its own, AOF always: killed, stopped, frozen and started again by the rows.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type TrialRedis = {
  readonly port: number;
  /** redis://127.0.0.1:<port> */
  readonly url: string;
  /** Holds appendonlydir/. */
  readonly folder: string;
  readonly process: ChildProcess;
  /** SIGKILL; resolves when it is gone. */
  kill(): Promise<void>;
  /** SIGTERM, which lets it close its files. */
  stop(): Promise<void>;
  /** Again on the same port and files; resolves when it takes commands. */
  start(): Promise<void>;
  /** SIGSTOP and SIGCONT: connections stay open and nobody answers. */
  freeze(): void;
  thaw(): void;
  /** Kills it and removes its files. */
  close(): Promise<void>;
};

const DURABLE = ['--appendonly', 'yes', '--appendfsync', 'always', '--save', ''];

/** Starts it; `args` are added to its command line. */
export async function startRedis(args: readonly string[] = []): Promise<TrialRedis> {
  const folder = mkdtempSync(join(tmpdir(), 'waypost-trial-redis-'));
  const port = await freePort();
  const all = ['--port', `${port}`, '--dir', folder, '--enable-debug-command', 'local', ...DURABLE, ...args];
  let child = await begin(all);

  async function end(signal: NodeJS.Signals): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, 'exit');
    // A frozen process hears no SIGTERM.
    if (signal === 'SIGTERM') child.kill('SIGCONT');
    child.kill(signal);
    await exit;
  }

  return {
    port,
    url: `redis://127.0.0.1:${port}`,
    folder,
    get process() {
      return child;
    },
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
    async start() {
      child = await begin(all);
    },
    freeze: () => void child.kill('SIGSTOP'),
    thaw: () => void child.kill('SIGCONT'),
    async close() {
      await end('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function begin(args: readonly string[]): Promise<ChildProcess> {
  const child = spawn('redis-server', [...args], { stdio: ['ignore', 'pipe', 'ignore'] });
  return new Promise((resolve, reject) => {
    child.once('error', () => reject(new Error('redis-server is missing: apt-get install -y redis-server')));
    child.once('exit', (code) => reject(new Error(`redis-server ended with ${code}`)));
    child.stdout?.on('data', (text: Buffer) => {
      if (/ready to accept/i.test(text.toString())) resolve(child);
    });
  });
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
