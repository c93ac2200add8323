// Keeps one session alive: starts it, sees that it ends, starts it again after a pause that grows, and says how it fares.
// Must not know the library or the line.

import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock, Log } from '../../runtime/ports.ts';
import type { WhatsAppWebHealth, WhatsAppWebState } from './health.ts';
import { feelPulse } from './pulse.ts';
import type { Loss, OpenSession, Session, SessionEvents } from './session.ts';

/** Seconds before the next start; the last one repeats. */
const BACK_OFF = [1, 2, 5, 10, 30, 60] as const;
/** Milliseconds after which a session that ran counts as sound, and the pauses begin anew. */
const SOUND = 60_000;
/** Milliseconds without any progress after which a start has failed. */
const START = 90_000;

export type SupervisorNeeds = {
  readonly open: OpenSession;
  /** Removes the pairing from disk, once the browser is gone. */
  readonly forget: () => Promise<void>;
  readonly heard: SessionEvents['heard'];
  /** A new code to scan. */
  readonly qr: (code: string) => void;
  /** Once for each session that ended by itself. */
  readonly lost: (why: Loss) => void;
  /** Linked and listening, also again after the page was loaded anew. */
  readonly ready: (session: Session) => void;
  /** Linked and listening still; every few seconds. */
  readonly alive: () => void;
  readonly changed: (health: WhatsAppWebHealth) => void;
  readonly clock: Clock;
  readonly log: Log;
  /** Waits, and gives up waiting when aborted. */
  readonly pause?: (ms: number, signal: AbortSignal) => Promise<void>;
};

export type Supervisor = {
  start(): void;
  health(): WhatsAppWebHealth;
  /** The code to scan now, if any. */
  code(): string | null;
  /** The session, while it can send. */
  session(): Session | null;
  /** Seconds after which a send may be tried again. */
  patience(): number;
  close(): Promise<void>;
};

export function createSupervisor(needs: SupervisorNeeds): Supervisor {
  const { clock, log, pause = rest } = needs;
  const closing = new AbortController();
  let running: Promise<void> = Promise.resolve();
  let current: Session | null = null;
  let code: string | null = null;
  let failures = 0;
  let health: WhatsAppWebHealth = {
    state: 'starting',
    since: clock.now(),
    connected: false,
    restarts: 0,
    lastLoss: null,
  };

  function become(change: Partial<WhatsAppWebHealth>): void {
    const fresh = change.state !== undefined && change.state !== health.state;
    const before = health;
    health = { ...health, ...change, ...(fresh && { since: clock.now() }) };
    if (fresh || before.connected !== health.connected) needs.changed(health);
  }

  /** One session from its start to its end; null when the channel was closed. */
  async function live(): Promise<Loss | null> {
    const over = new AbortController();
    let stage: 'starting' | 'qr' | 'ready' = 'starting';
    let deadline: NodeJS.Timeout | undefined;
    let lose: (why: Loss | null) => void = () => undefined;
    const ended = new Promise<Loss | null>((resolve) => {
      lose = resolve;
    });
    const end = () => lose(null);
    closing.signal.addEventListener('abort', end, { once: true });
    const expect = () => {
      clearTimeout(deadline);
      deadline = setTimeout(() => lose('start'), START).unref();
    };
    const reach = (next: 'qr' | 'ready', connected: boolean) => {
      clearTimeout(deadline);
      if (stage !== next) log.info(`whatsapp-web/${next}`);
      stage = next;
      become({ state: next, connected });
    };
    const session = needs.open({
      qr(text) {
        code = text;
        reach('qr', false);
        needs.qr(text);
      },
      progress() {
        if (stage !== 'ready') expect();
      },
      ready() {
        code = null;
        reach('ready', true);
        if (current) needs.ready(current);
      },
      connected: (is) => stage === 'ready' && become({ connected: is }),
      heard: needs.heard,
      lost: lose,
    });
    expect();
    current = session;
    const pulse = feelPulse({
      session,
      stage: () => stage,
      connected(is) {
        if (stage === 'ready') become({ connected: is });
        if (is) needs.alive();
      },
      lost: lose,
      signal: over.signal,
    });
    const began = clock.now();
    const loss = await ended;
    clearTimeout(deadline);
    closing.signal.removeEventListener('abort', end);
    over.abort();
    current = null;
    code = null;
    if (loss !== null) become({ state: stateAfter(loss), connected: false, lastLoss: loss });
    if (stage !== 'starting' && clock.now() - began >= SOUND) failures = 0;
    await Promise.all([session.close(), pulse]);
    if (loss === 'logged-out') await needs.forget().catch(() => undefined);
    return loss;
  }

  async function run(): Promise<void> {
    for (;;) {
      const loss = await live().catch(() => 'start' as const);
      if (loss === null) return;
      const seconds = BACK_OFF[Math.min(failures, BACK_OFF.length - 1)] ?? 60;
      failures += 1;
      log.warn('whatsapp-web/lost', { loss, seconds });
      needs.lost(loss);
      await pause(seconds * 1_000, closing.signal);
      if (closing.signal.aborted) return;
      become({ restarts: health.restarts + 1 });
    }
  }

  return {
    start() {
      running = run();
    },
    health: () => health,
    code: () => code,
    session: () => (health.state === 'ready' && health.connected ? current : null),
    patience: () => (health.state === 'qr' || health.state === 'failed' ? 15 : 2),
    async close() {
      closing.abort();
      await running;
    },
  };
}

async function rest(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => undefined);
}

function stateAfter(loss: Loss): WhatsAppWebState {
  switch (loss) {
    case 'start':
    case 'blocked':
      return 'failed';
    case 'logged-out':
    case 'unpaired':
      return 'logged-out';
    case 'browser':
    case 'page':
    case 'conflict':
      return 'restarting';
    default:
      return loss satisfies never;
  }
}
