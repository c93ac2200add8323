// Sees to it that what was erased or has expired also leaves Redis' files: its append-only log and, if it makes them, its snapshots.
// Must not know what was stored.

import type { Log } from '../runtime/ports.ts';
import type { Ask } from './redis-connection.ts';
import { bucketKey } from './redis-keys.ts';

/** Times in ms. */
export type RewriteSettings = {
  /** From an erasure to the rewrite; others that come meanwhile share it. */
  readonly after: number;
  /** Least time between two rewrites, of all processes together. */
  readonly apart: number;
  /** What has merely expired leaves the files so often. */
  readonly every: number;
};

/** With these, what was erased is out of the files within a minute on a Redis of usual size. */
const SETTINGS: RewriteSettings = { after: 10_000, apart: 20_000, every: 3_600_000 };

/** When the last rewrite was, and that it has begun on every server. */
const MARK = bucketKey('a', 0);
const BEGUN = '1';

const SOON = 60_000;

/** One server, or a cluster of them. */
type Server = { call(command: string, ...values: string[]): Promise<unknown> };

type Servers = { readonly ask: Ask; readonly client: Server; nodes(): readonly Server[] };

export type Rewriting = {
  /** Something was erased. */
  soon(): void;
  /** Asks for what is still wanted, if nobody is at it. */
  stop(): Promise<void>;
};

/** `busy`: the server is at it already or cannot now, and what is asked for must be asked again. */
type Outcome = 'started' | 'nothing-to-do' | 'busy' | 'forbidden';

/** Asks each server of `connection` to rewrite its files, soon after an erasure and on a timer. Never throws. */
export function keepRewriting(
  connection: Servers,
  log: Log | undefined,
  changed: Partial<RewriteSettings> = {},
): Rewriting {
  const { after, apart, every } = { ...SETTINGS, ...changed };
  /** When the oldest erasure was that no rewrite has followed yet; performance.now(). */
  let wanted: number | null = null;
  let timer: NodeJS.Timeout | undefined;
  let told = false;

  const ask = (command: readonly [string, ...string[]]) =>
    connection.ask(() => connection.client.call(...command));

  function want(): void {
    wanted ??= performance.now();
    timer ??= setTimeout(begin, after).unref();
  }

  function begin(): void {
    timer = undefined;
    const since = wanted ?? performance.now();
    wanted = null;
    rewrite(since).then(
      (done) => done || again(since),
      () => again(since),
    );
  }

  function again(since: number): void {
    wanted = Math.min(wanted ?? since, since);
    timer ??= setTimeout(begin, after).unref();
  }

  /** False when it must be tried again. */
  async function rewrite(since: number): Promise<boolean> {
    const turn = await ours(since);
    if (turn !== 'ours') return turn === 'done-by-another';
    const outcomes = await Promise.all(connection.nodes().map((node) => rewriteOne(node, connection.ask)));
    if (outcomes.includes('forbidden') && !told) {
      told = true;
      log?.warn('store/no-rewrite');
    }
    const busy = outcomes.includes('busy');
    // Only now may others rely on it.
    await (busy ? ask(['DEL', MARK]) : ask(['SET', MARK, BEGUN, 'XX', 'KEEPTTL']));
    return !busy;
  }

  /** All processes share one mark, so that ten of them do not rewrite ten times. */
  async function ours(since: number): Promise<'ours' | 'done-by-another' | 'wait'> {
    if ((await ask(['SET', MARK, '', 'PX', `${apart}`, 'NX'])) === 'OK') return 'ours';
    const [mark, left] = await Promise.all([ask(['GET', MARK]), ask(['PTTL', MARK])]);
    const age = apart - Number(left);
    return mark === BEGUN && age < performance.now() - since ? 'done-by-another' : 'wait';
  }

  const interval = setInterval(want, every).unref();
  // What a process that was killed still had in mind.
  const first = setTimeout(want, Math.min(every, SOON)).unref();
  return {
    soon: want,
    async stop() {
      for (const one of [interval, first, timer]) clearTimeout(one);
      if (wanted !== null) await rewrite(wanted).catch(() => undefined);
    },
  };
}

async function rewriteOne(node: Server, ask: Ask): Promise<Outcome> {
  try {
    const persistence = String(await ask(() => node.call('INFO', 'persistence')));
    // Without an append-only log the command would make one.
    const log = /aof_enabled:1/.test(persistence);
    if (log && /aof_rewrite_in_progress:1|aof_rewrite_scheduled:1/.test(persistence)) return 'busy';
    const snapshots = await takesSnapshots(node, ask);
    if (log) await ask(() => node.call('BGREWRITEAOF'));
    if (snapshots) await ask(() => node.call('BGSAVE', 'SCHEDULE'));
    return log || snapshots ? 'started' : 'nothing-to-do';
  } catch (error) {
    return /NOPERM|ERR/.test(String(error)) ? 'forbidden' : 'busy';
  }
}

/** Many rented servers forbid the question; then they make their files as they like. */
async function takesSnapshots(node: Server, ask: Ask): Promise<boolean> {
  const answer = await ask(() => node.call('CONFIG', 'GET', 'save')).catch(() => null);
  return Array.isArray(answer) && typeof answer[1] === 'string' && answer[1] !== '';
}
