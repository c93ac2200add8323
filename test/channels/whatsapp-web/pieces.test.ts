import { setTimeout as sleep } from 'node:timers/promises';
import { decodeQR } from 'qr/decode.js';
import { createDeliveries } from '../../../src/channels/whatsapp-web/deliveries.ts';
import { sayHealth, type WhatsAppWebHealth } from '../../../src/channels/whatsapp-web/health.ts';
import { qrForTerminal } from '../../../src/channels/whatsapp-web/qr-code.ts';
import type { Loss, Session, SessionEvents } from '../../../src/channels/whatsapp-web/session.ts';
import { createSupervisor } from '../../../src/channels/whatsapp-web/supervisor.ts';
import { createTyping } from '../../../src/channels/whatsapp-web/typing.ts';
import { silent } from '../../runtime/house.ts';

test('a part that is asked for again while its send is slow is said once', async () => {
  const deliveries = createDeliveries();
  let sends = 0;
  const slow = () => {
    sends += 1;
    return sleep(20, true);
  };
  const both = await Promise.all([deliveries.once('a', slow), deliveries.once('a', slow)]);
  expect([...both, await deliveries.once('a', slow), sends]).toEqual([true, true, true, 1]);
});

test('a part whose send failed, or met no chat, is said when it is asked for again', async () => {
  const deliveries = createDeliveries();
  await expect(deliveries.once('a', async () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await deliveries.once('a', async () => false)).toBe(false);
  expect(await deliveries.once('a', async () => true)).toBe(true);
});

test('typing is shown for a long turn only', async () => {
  const shown: string[] = [];
  const typing = createTyping((to) => shown.push(to), 10);
  typing.begin('quick');
  typing.begin('long');
  typing.end('quick');
  await sleep(30);
  typing.begin('closed');
  typing.close();
  await sleep(20);
  expect(shown).toEqual(['long']);
});

const COLOURS = new RegExp(`${String.fromCharCode(27)}\\[[\\d;]*m`, 'g');

test('the code in the terminal can be scanned and fits into 80 columns', () => {
  const code = `2@${'Ab3/'.repeat(57)}`;
  const lines = qrForTerminal(code).replaceAll(COLOURS, '').split('\n');
  const columns = lines[0]?.length ?? 0;
  expect(columns).toBeLessThanOrEqual(80);
  const rows = lines.flatMap((line) =>
    ['█▀', '█▄'].map((light) => [...line].map((one) => light.includes(one))),
  );
  const zoom = 4;
  const [width, height] = [columns * zoom, rows.length * zoom];
  const data = new Uint8Array(width * height * 4);
  for (let at = 0; at < width * height; at += 1) {
    const [x, y] = [at % width, Math.floor(at / width)];
    data.fill(rows[Math.floor(y / zoom)]?.[Math.floor(x / zoom)] ? 255 : 0, at * 4, at * 4 + 4);
  }
  expect(decodeQR({ width, height, data })).toBe(code);
});

/** Sessions that end as they are told, with the reason of each. */
function supervise(ends: readonly Loss[]) {
  const left = [...ends];
  const pauses: number[] = [];
  const states: string[] = [];
  let forgotten = 0;
  let closed = 0;
  let events: SessionEvents | undefined;
  const session: Session = {
    send: async () => true,
    typing: async () => undefined,
    catchUp: async () => undefined,
    pulse: async () => ({ state: 'CONNECTED', injected: true }),
    reload: async () => undefined,
    async close() {
      closed += 1;
    },
  };
  const supervisor = createSupervisor({
    open(heard) {
      events = heard;
      const why = left.shift();
      if (why) setTimeout(() => heard.lost(why), 1);
      return session;
    },
    async forget() {
      forgotten += 1;
    },
    heard: () => undefined,
    qr: () => undefined,
    lost: () => undefined,
    ready: () => undefined,
    alive: () => undefined,
    changed: ({ state }) => void states.push(state),
    clock: Date,
    log: { ...silent, warn: (_code, facts) => void pauses.push(Number(facts?.['seconds'])) },
    pause: async () => undefined,
  });
  return {
    supervisor,
    session,
    pauses,
    states,
    events: () => events as SessionEvents,
    facts: () => ({ forgotten, closed }),
  };
}

test('the pauses between starts grow to a minute and no further', async () => {
  const { supervisor, pauses, facts } = supervise(Array.from({ length: 8 }, () => 'start' as const));
  supervisor.start();
  await sleep(60);
  expect(pauses).toEqual([1, 2, 5, 10, 30, 60, 60, 60]);
  expect(supervisor.health()).toMatchObject({ state: 'failed', restarts: 8, lastLoss: 'start' });
  await supervisor.close();
  expect(facts()).toEqual({ forgotten: 0, closed: 9 });
});

test('only a log-out forgets the pairing, and only a ready session sends', async () => {
  const { supervisor, session, states, events, facts } = supervise(['unpaired', 'logged-out', 'blocked']);
  supervisor.start();
  await sleep(30);
  expect(states).toEqual(['logged-out', 'failed']);
  expect(facts().forgotten).toBe(1);
  expect(supervisor.session()).toBeNull();
  events().qr('code');
  expect([supervisor.code(), supervisor.session()]).toEqual(['code', null]);
  events().ready();
  expect([supervisor.code(), supervisor.session()]).toEqual([null, session]);
  events().connected(false);
  expect(supervisor.session()).toBeNull();
  events().connected(true);
  expect(supervisor.session()).toBe(session);
  await supervisor.close();
  expect(supervisor.session()).toBeNull();
});

test('every state has a sentence that says what to do, and holds nothing else', () => {
  const health: WhatsAppWebHealth = {
    state: 'ready',
    since: 0,
    connected: true,
    restarts: 0,
    lastLoss: null,
  };
  expect(sayHealth(health)).toEqual({ state: 'on', say: '', detail: 'ready' });
  expect(sayHealth({ ...health, connected: false })).toMatchObject({ state: 'trouble' });
  expect(sayHealth({ ...health, state: 'starting' })).toBeNull();
  expect(sayHealth({ ...health, state: 'failed', lastLoss: 'blocked' })?.say).toMatch(/banned.*Cloud API/);
  for (const state of ['qr', 'restarting', 'logged-out', 'failed'] as const) {
    expect(sayHealth({ ...health, state })).toMatchObject({
      state: 'trouble',
      say: expect.stringMatching(/\w{20}|\w+ \w+/),
    });
  }
});
