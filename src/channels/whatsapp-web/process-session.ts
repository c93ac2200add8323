// A session whose library runs in a process of its own: nothing there, not even its end, is an error here.
// Must not import the library.

import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { extname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Fault } from '../../model/fault.ts';
import type { FromLibrary, ToLibrary } from './protocol.ts';
import type { Loss, Pulse, Session, SessionEvents } from './session.ts';
import type { WhatsAppWebSettings } from './settings.ts';

/** Milliseconds that the browser and its process have to end by themselves. */
const FAREWELL = 5_000;
/** Milliseconds after which the process has not answered a call; longer than the outbox waits for a send. */
const PATIENCE = 120_000;

type Value = Extract<FromLibrary, { say: 'answer' }>['value'];
type Call = { readonly resolve: (value: Value) => void; readonly reject: (error: Fault) => void };

/** Starts the process, the library in it and its browser. */
export function openProcess(settings: WhatsAppWebSettings, events: SessionEvents): Session {
  const { folder, chromium, environment } = settings;
  const child = start(environment);
  const calls = new Map<number, Call>();
  let count = 0;
  let begun = false;
  let over = false;

  const lose = (why: Loss) => {
    if (!over) events.lost(why);
    over = true;
  };
  const say = (message: ToLibrary) => void child.send(message, () => undefined);

  async function ask(ofCall: (call: number) => ToLibrary, patience: number): Promise<Value> {
    count += 1;
    const call = count;
    const late = setTimeout(() => fail(call, 'did not answer in time'), patience);
    try {
      return await new Promise<Value>((resolve, reject) => {
        calls.set(call, { resolve, reject });
        if (child.connected) say(ofCall(call));
        else fail(call, 'is gone');
      });
    } finally {
      clearTimeout(late);
      calls.delete(call);
    }
  }

  function fail(call: number, how: string): void {
    calls.get(call)?.reject(new Fault('whatsapp-web/silent', `the page ${how}`));
  }

  function hear(message: FromLibrary): void {
    switch (message.say) {
      case 'answer':
        return calls.get(message.call)?.resolve(message.value);
      case 'failed':
        return fail(message.call, 'refused');
      case 'lost':
        return lose(message.why);
    }
    if (over) return;
    begun ||= message.say === 'qr' || message.say === 'ready';
    switch (message.say) {
      case 'qr':
        return events.qr(message.code);
      case 'progress':
        return events.progress();
      case 'ready':
        return events.ready();
      case 'connected':
        return events.connected(message.is);
      case 'heard':
        return events.heard(message.message);
      default:
        return message satisfies never;
    }
  }

  child.on('message', hear);
  child.on('error', () => lose('start'));
  child.once('exit', () => {
    for (const call of calls.keys()) fail(call, 'is gone');
    lose(begun ? 'browser' : 'start');
  });
  say({ say: 'open', folder, chromium });

  return {
    send: async (to, text) => (await ask((call) => ({ say: 'send', call, to, text }), PATIENCE)) === true,
    async typing(to) {
      await ask((call) => ({ say: 'typing', call, to }), PATIENCE);
    },
    async catchUp(since) {
      await ask((call) => ({ say: 'catch-up', call, since }), PATIENCE);
    },
    pulse: async (patience = PATIENCE) => (await ask((call) => ({ say: 'pulse', call }), patience)) as Pulse,
    async reload() {
      await ask((call) => ({ say: 'reload', call }), PATIENCE);
    },
    async close() {
      over = true;
      if (hasEnded(child)) return;
      const ended = once(child, 'exit');
      if (child.connected) say({ say: 'close' });
      const patience = sleep(FAREWELL, undefined, { ref: false }).then(() => child.kill('SIGKILL'));
      await Promise.race([ended, patience]);
    },
  };
}

/** Only what a browser needs of the environment goes along, none of the line's secrets; what the library prints goes nowhere. */
function start(environment: WhatsAppWebSettings['environment']): ChildProcess {
  const extension = extname(import.meta.url);
  const file = fileURLToPath(new URL(`./library-process${extension}`, import.meta.url));
  return fork(file, [], {
    env: { ...environment },
    execArgv: extension === '.ts' ? ['--import', 'tsx'] : [],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
}

function hasEnded({ exitCode, signalCode, pid }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null || pid === undefined;
}
