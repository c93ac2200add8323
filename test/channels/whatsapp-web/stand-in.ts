// The stand-in page in real Chromium: a data folder with the page pinned, a browser that also listens for debuggers so that a test
// can act as WhatsApp, and the way to kill that browser.

import {
  chmodSync,
  copyFileSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';
import type { WhatsAppWebSettings } from '../../../src/channels/whatsapp-web/settings.ts';
import { eventually } from '../far-side.ts';

const PATH = process.env['PATH'] ?? '';

export type StandIn = {
  readonly settings: WhatsAppWebSettings;
  /** Runs a JavaScript expression in the page, again and again until it does not throw, up to `within` ms. */
  ask<T = unknown>(expression: string, within?: number): Promise<T>;
  /** Links a phone, as if the code had been scanned; resolves when the library listens for messages. */
  pair(): Promise<void>;
  /** Resolves when the library listens for messages, e.g. after a restart. */
  listening(within?: number): Promise<void>;
  /** Messages that left for people, since the page was loaded. */
  sent(): Promise<readonly { readonly to: string; readonly text: string }[]>;
  /** A model as WhatsApp's page holds it. */
  receive(facts: unknown): Promise<void>;
  /** The pid of this folder's browser; null when there is none. */
  pid(): number | null;
  /** Kills that browser, and no other. */
  kill(): number;
  /** Crashes the page and leaves the browser alive. */
  crash(): Promise<void>;
  remove(): Promise<void>;
};

/** `steered: false`: started as an operator's browser is, so that nobody but the library can steer it. */
export function createStandIn({ steered = true } = {}): StandIn {
  const folder = mkdtempSync(join(tmpdir(), 'waypost-whatsapp-'));
  copyFileSync(join(import.meta.dirname, 'standin.html'), join(folder, 'page.html'));
  const chromium = join(folder, 'chromium');
  const real = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
  // Nothing but this machine is ever asked for.
  const port = steered ? '--remote-debugging-port=0 ' : '';
  const more = `${port}"--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"`;
  writeFileSync(chromium, `#!/bin/sh\nexec ${real} "$@" ${more}\n`);
  chmodSync(chromium, 0o700);
  const profile = join(folder, 'session');

  function pid(): number | null {
    try {
      const holder = Number(readlinkSync(join(profile, 'SingletonLock')).split('-').at(-1));
      process.kill(holder, 0);
      return holder;
    } catch {
      return null;
    }
  }

  async function ask<T>(expression: string, within = 15_000): Promise<T> {
    const until = performance.now() + within;
    for (;;) {
      try {
        return await once<T>(profile, expression);
      } catch (error) {
        if (performance.now() > until) throw error;
        await sleep(50);
      }
    }
  }

  const listening = (within?: number) =>
    ask<void>(`if (!standin.listening()) throw new Error('not listening yet')`, within);
  return {
    settings: { folder, chromium, operatorToken: null, environment: { PATH, HOME: folder } },
    ask,
    listening,
    async pair() {
      await ask(`if (!standin.waiting()) throw new Error('no code yet'); standin.pair().then(() => null)`);
      await listening();
    },
    sent: () => ask('standin.sent'),
    async receive(facts) {
      await listening(2_000);
      await once(profile, `standin.receive(${JSON.stringify(facts)})`);
    },
    pid,
    kill() {
      const running = pid();
      if (running === null) throw new Error('no browser runs');
      process.kill(running, 'SIGKILL');
      return running;
    },
    async crash() {
      const silence = sleep(1_000, undefined, { ref: false });
      await Promise.race([command(profile, 'Page.crash', {}).catch(() => undefined), silence]);
    },
    async remove() {
      const left = pid();
      if (left !== null) process.kill(left, 'SIGKILL');
      // A killed browser's other processes still write for a moment.
      await eventually(() => rmSync(folder, { recursive: true, force: true }));
    },
  };
}

/** One expression in the page, over the browser's own debugging protocol. */
async function once<T>(profile: string, expression: string): Promise<T> {
  const params = { expression, awaitPromise: true, returnByValue: true };
  const answer = await command(profile, 'Runtime.evaluate', params);
  const { result, exceptionDetails } = answer as {
    result?: { value: T };
    exceptionDetails?: { text: string };
  };
  if (!result || exceptionDetails) throw new Error(exceptionDetails?.text ?? 'refused');
  return result.value;
}

async function command(profile: string, method: string, params: object): Promise<unknown> {
  const [port] = readFileSync(join(profile, 'DevToolsActivePort'), 'utf8').split('\n');
  const listed = await fetch(`http://127.0.0.1:${port}/json`);
  const targets = (await listed.json()) as readonly {
    type: string;
    url: string;
    webSocketDebuggerUrl: string;
  }[];
  const page = targets.find(
    ({ type, url }) => type === 'page' && url.startsWith('https://web.whatsapp.com/'),
  );
  if (!page) throw new Error('no page yet');
  const socket = new WebSocket(page.webSocketDebuggerUrl);
  try {
    return await new Promise((resolve, reject) => {
      socket.once('error', reject);
      socket.once('close', () => reject(new Error('the page went away')));
      socket.once('open', () => socket.send(JSON.stringify({ id: 1, method, params })));
      socket.on('message', (data) => {
        const answer = JSON.parse(String(data)) as { id?: number; method?: string; result?: unknown };
        if (answer.id === 1) resolve(answer.result);
        if (answer.method === 'Inspector.targetCrashed') reject(new Error('the page crashed'));
      });
    });
  } finally {
    socket.close();
  }
}
