// Serves a line as an operator does: the built program in a process of its own, on a free port.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ROOT } from './default-line.ts';

export type Served = {
  /** E.g. `http://127.0.0.1:40001/`. */
  readonly url: string;
  readonly process: ChildProcess;
  stop(): Promise<void>;
};

/** Resolves when the line says where it is; `npm run build` must have been run, as `npm test` does. */
export async function serveLine(
  environment: Readonly<Record<string, string>> = {},
  cwd = ROOT,
): Promise<Served> {
  const child = spawn(process.execPath, [join(ROOT, 'dist/cli.js'), 'serve'], {
    cwd,
    env: { PATH: process.env['PATH'], PORT: '0', LOG_LEVEL: 'error', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  };
  const complaints: string[] = [];
  child.stderr.on('data', (data: Buffer) => complaints.push(data.toString()));
  for await (const text of createInterface({ input: child.stdout })) {
    const url = /Open in a browser\s+(\S+)/.exec(text)?.[1];
    if (!url) continue;
    // What it prints later must not fill the pipe.
    child.stdout.resume();
    return { url, process: child, stop };
  }
  throw new Error(`the line did not open: ${complaints.join('')}`);
}
