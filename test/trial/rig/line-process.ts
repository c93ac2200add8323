// One process of the built line, as an operator starts it, with the wrappers of test/trial/inside around it.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export const ROOT = join(import.meta.dirname, '../../..');
const PRELOAD = join(import.meta.dirname, '../inside/preload.js');

export type LineProcess = {
  readonly pid: number;
  readonly port: number;
  /** http://127.0.0.1:<port>/ */
  readonly url: string;
  /** What it wrote to stderr and its log lines, without the welcome. */
  readonly complaints: readonly string[];
  /** What TRIAL_MEMORY made it say, in bytes, with the time on performance.now(). */
  readonly memories: readonly Memory[];
  /** Null while it runs; then `SIGKILL`, or its exit code. */
  readonly ended: string | number | null;
  readonly exit: Promise<void>;
  kill(): Promise<void>;
  /** SIGTERM; gives the ms until it was gone. */
  stop(): Promise<number>;
  freeze(): void;
  thaw(): void;
  /** Resident memory in MB; NaN when it is gone. */
  memory(): number;
};

export type Memory = {
  readonly at: number;
  readonly rss: number;
  readonly heapUsed: number;
  readonly external: number;
};

/** Resolves when it says where it is. `environment` is all it gets beside PATH. */
export async function startLine(
  environment: Readonly<Record<string, string>>,
  cwd = ROOT,
): Promise<LineProcess> {
  const child = spawn(
    process.execPath,
    ['--expose-gc', '--import', PRELOAD, join(ROOT, 'dist/cli.js'), 'serve'],
    {
      cwd,
      env: { PATH: process.env['PATH'], PORT: '0', LOG_LEVEL: 'warn', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const complaints: string[] = [];
  const memories: Memory[] = [];
  let ended: string | number | null = null;
  const exit = once(child, 'exit').then(([code, signal]) => {
    ended = signal ?? code;
  });
  child.stderr.on('data', (data: Buffer) => complaints.push(data.toString().trim()));
  const port = await new Promise<number>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (text) => {
      const found = /Open in a browser\s+http:\/\/127\.0\.0\.1:(\d+)/.exec(text)?.[1];
      if (found !== undefined) resolve(Number(found));
      if (text.startsWith('{"trial":"memory"')) memories.push({ ...JSON.parse(text), at: performance.now() });
      else if (text.startsWith('{')) complaints.push(text);
    });
    void exit.then(() => reject(new Error(`the line did not open: ${complaints.join('\n')}`)));
  });

  async function end(signal: NodeJS.Signals): Promise<number> {
    const began = performance.now();
    child.kill(signal);
    await exit;
    return performance.now() - began;
  }

  return {
    pid: child.pid!,
    port,
    url: `http://127.0.0.1:${port}/`,
    complaints,
    memories,
    get ended() {
      return ended;
    },
    exit,
    async kill() {
      await end('SIGKILL');
    },
    stop: () => end('SIGTERM'),
    freeze: () => void child.kill('SIGSTOP'),
    thaw: () => void child.kill('SIGCONT'),
    memory() {
      try {
        const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1];
        return Number(kilobytes) / 1024;
      } catch {
        return Number.NaN;
      }
    },
  };
}
