// Fetches updates by long polling. Not telegraf's own loop: that one lives through neither a conflict nor a refused token, runs the
// updates of one person at the same time, and moves the offset before they are safe. Here the offset moves only when the whole
// batch is in the mailbox. Must not know telegraf, nor what is in an update.

import { setTimeout as sleep } from 'node:timers/promises';
import { Fault } from '../../model/fault.ts';
import type { Log, TellHealth } from '../../runtime/ports.ts';
import { ALLOWED_UPDATES, type Answer, type Call } from './call.ts';
import { fieldsOf, wholeIn } from './fields.ts';
import type { Intake } from './intake.ts';
import { type Failure, healthAfter, isWebhookConflict, pauseAfter } from './trouble.ts';

export type PollingNeeds = {
  readonly call: Call;
  readonly take: Intake;
  readonly tell: TellHealth;
  /** What to tell when it works. */
  readonly on: string;
  readonly log: Log;
  readonly signal: AbortSignal;
};

/** Seconds that Telegram holds a request; a silent one is given up a little later (ms). */
const HOLD = 20;
const SILENT = (HOLD + 5) * 1_000;
/** Ms between empty answers of a server that does not hold requests. */
const BREATH = 250;
const MOST_BACK_OFF = 5_000;
/** One that failed may be a passing 502: an operator hears of the second. */
const QUIET_FAILURES = 1;

/** Polls until the signal is aborted; then says to Telegram what was taken in, and resolves. Never throws. */
export async function poll({ call, take, tell, on, log, signal }: PollingNeeds): Promise<void> {
  let offset = 0;
  let failures = 0;
  // Not held at first, so that a conflict or a wrong token shows at once.
  let hold = 0;

  async function fetched(): Promise<Answer<unknown>> {
    const payload = { offset, timeout: hold, limit: 100, allowed_updates: ALLOWED_UPDATES };
    const answer = await call<unknown>('getUpdates', payload, { timeout: SILENT, signal });
    if (!answer.ok || Array.isArray(answer.result)) return answer;
    return { ok: false, status: 0, description: 'no list' };
  }

  async function fail(failure: Failure): Promise<void> {
    failures += 1;
    const passing = failure.status === 0 || failure.status >= 500 || failure.status === 429;
    if (!passing || failures > QUIET_FAILURES) tell(healthAfter(failure));
    log.warn('telegram/poll', { status: failure.status, failures });
    if (isWebhookConflict(failure)) await call('deleteWebhook', {}, { timeout: SILENT, signal });
    await pause(pauseAfter(failure, failures));
  }

  /** Again and again: what Telegram was not told to forget, it would only give us again. */
  async function takeSurely(batch: readonly unknown[]): Promise<boolean> {
    for (let tries = 0; !signal.aborted; tries += 1) {
      try {
        await take(batch);
        return true;
      } catch (error) {
        const why = error instanceof Fault ? error.code : 'exception';
        if (why === 'runtime/stopping') return false;
        if (tries === 0) log.warn('telegram/not-taken', { why });
        await pause(Math.min(100 * 2 ** tries, MOST_BACK_OFF));
      }
    }
    return false;
  }

  async function pause(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal }).catch(() => undefined);
  }

  while (!signal.aborted) {
    const began = performance.now();
    const answer = await fetched();
    if (signal.aborted) break;
    if (!answer.ok) {
      hold = 0;
      await fail(answer);
      continue;
    }
    failures = 0;
    tell({ state: 'on', say: on });
    const batch = answer.result as readonly unknown[];
    if (batch.length > 0 && !(await takeSurely(batch))) break;
    const numbers = batch.map((update) => wholeIn(fieldsOf(update), 'update_id') ?? 0);
    offset = Math.max(offset, ...numbers.map((number) => number + 1));
    if (batch.length === 0 && hold > 0 && performance.now() - began < BREATH) await pause(BREATH);
    hold = HOLD;
  }
  // Or the next process would be given the last batch again.
  if (offset > 0) await call('getUpdates', { offset, timeout: 0, limit: 1 }, { timeout: 2_000 });
}
