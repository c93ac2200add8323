// The built program as an operator runs it, with the library in the process that it starts for it. Kills only what this test started.

import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../line/default-line.ts';
import { type Served, serveLine } from '../../line/serve-line.ts';
import { eventually } from '../far-side.ts';
import { words } from './house.ts';
import { createStandIn, type StandIn } from './stand-in.ts';

const KEY = Buffer.alloc(32, 7).toString('base64');
const AMAL = '7700001@lid';

let standIn: StandIn;
let served: Served;
/** What a log keeps: nobody sits at this terminal. */
const printed: string[] = [];

beforeAll(async () => {
  standIn = createStandIn();
  const { folder, chromium } = standIn.settings;
  const settings = {
    WHATSAPP_WEB: 'yes',
    WHATSAPP_WEB_DATA: folder,
    CHROMIUM_PATH: chromium,
    STATE_KEY: KEY,
  };
  served = await serveLine({ ...settings, HOME: folder, LOG_LEVEL: 'debug' });
  served.process.stdout?.on('data', (data) => printed.push(String(data)));
  served.process.stderr?.on('data', (data) => printed.push(String(data)));
}, 120_000);
afterAll(async () => {
  await served?.stop();
  await standIn.remove();
});

const fare = async () => {
  const answer = await fetch(`${served.url}health/ready`);
  expect(answer.status).toBe(200);
  return ((await answer.json()) as { channels: Record<string, string> }).channels['whatsapp-web'];
};
const reach = (state: string) => eventually(async () => expect(await fare()).toBe(state), 30_000);
const answered = (count: number) =>
  eventually(async () => expect((await standIn.sent()).length).toBeGreaterThanOrEqual(count), 30_000);

/** The process that the line started for the library; null while there is none. */
function libraryProcess(): number | null {
  const { pid } = served.process;
  const [child] = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean);
  return child === undefined ? null : Number(child);
}

test("the phone is linked, a person is answered, and the browser has none of the line's secrets", async () => {
  await reach('qr');
  const code = await standIn.ask<string>("require('WAWebConnModel').Conn.ref");
  await standIn.pair();
  await reach('ready');
  await standIn.receive(words(AMAL, 'hello'));
  await answered(1);
  expect(printed.join('')).toContain('whatsapp-web');
  expect(printed.join('')).not.toMatch(/7700001|█|scan this/);
  expect(printed.join('')).not.toContain(code);
  const library = libraryProcess();
  for (const pid of [library, standIn.pid()]) {
    const environment = readFileSync(`/proc/${pid}/environ`, 'utf8');
    expect(environment).toContain('PATH=');
    expect(environment).not.toMatch(/STATE_KEY|WHATSAPP_WEB/);
  }
}, 90_000);

test("the browser and the library's process are killed in turn, and the line goes on", async () => {
  standIn.kill();
  await reach('restarting');
  await reach('ready');
  const library = libraryProcess() as number;
  const browser = standIn.pid();
  process.kill(library, 'SIGKILL');
  await reach('restarting');
  // A browser that listens for debuggers outlives its pipe; an operator's does not: see the last test.
  if (standIn.pid() === browser && browser !== null) process.kill(browser, 'SIGKILL');
  await reach('ready');
  await standIn.receive(words(AMAL, 'menu'));
  await answered(1);
  const page = await fetch(`${served.url}chat`);
  expect(page.status).toBe(200);
}, 120_000);

test('a line that is stopped, or killed, leaves no browser behind', async () => {
  const library = libraryProcess();
  const ended = once(served.process, 'exit');
  served.process.kill('SIGKILL');
  await ended;
  await eventually(() => expect(() => process.kill(library as number, 0)).toThrow());
  await eventually(() => expect(standIn.pid()).toBeNull());
}, 60_000);

test('a library process that is killed takes its browser along', async () => {
  const plain = createStandIn({ steered: false });
  const { folder, chromium, environment } = plain.settings;
  const library = fork(join(ROOT, 'dist/channels/whatsapp-web/library-process.js'), [], {
    env: { ...environment },
  });
  library.send({ say: 'open', folder, chromium });
  await once(library, 'message');
  expect(plain.pid()).not.toBeNull();
  library.kill('SIGKILL');
  await eventually(() => expect(plain.pid()).toBeNull());
  await plain.remove();
}, 60_000);
