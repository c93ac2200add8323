// Looks at the store now and then, and says once in plain words which of its settings endangers a promise.
// Must not know which store it is.

import { Fault } from './model/fault.ts';
import type { Log, Store, StoreReport, StoreWarning } from './runtime/ports.ts';

export type Advice = { readonly why: string; readonly remedy: string };

/** What each warning means and what to do, one sentence each. */
export const STORE_ADVICE: Readonly<Record<StoreWarning, Advice>> = {
  'store/no-aof': {
    why: 'Redis writes no log to disk, so what people wrote is lost when it restarts.',
    remedy: 'Set "appendonly yes" and "appendfsync always" in redis.conf.',
  },
  'store/aof-not-always': {
    why: 'Redis writes its log to disk only now and then, so a power cut can lose up to two seconds of messages.',
    remedy: 'Set "appendfsync always" in redis.conf.',
  },
  'store/evicts': {
    why: 'Redis may throw conversations away when its memory is full.',
    remedy: 'Set "maxmemory-policy noeviction" in redis.conf.',
  },
  'store/memory': {
    why: 'Redis uses more than 70 % of the memory it may use; when it is full the line takes nothing in.',
    remedy: 'Raise "maxmemory" in redis.conf or move Redis to a larger machine.',
  },
  'store/settings-hidden': {
    why: 'Redis does not let the line read its settings, so nobody has checked that it loses nothing.',
    remedy:
      'Allow the command INFO to the line, or check "appendonly yes" and "maxmemory-policy noeviction" yourself.',
  },
};

export type StoreWatch = {
  /** Not older than `fresh` ms; null when the store does not answer. */
  look(): Promise<StoreReport | null>;
  stop(): void;
};

const FRESH = 5_000;
const EVERY = 60_000;

/** Looks at once and then every minute; does not keep the process alive. */
export function watchStore(store: Store, log: Log, fresh = FRESH): StoreWatch {
  let last: { readonly at: number; readonly report: Promise<StoreReport | null> } | null = null;
  let said: readonly StoreWarning[] = [];

  async function ask(): Promise<StoreReport | null> {
    try {
      const report = await store.report();
      for (const code of report.warnings) if (!said.includes(code)) log.warn(code, { ...STORE_ADVICE[code] });
      for (const code of said)
        if (!report.warnings.includes(code)) log.info('store/mended', { warning: code });
      said = report.warnings;
      return report;
    } catch (error) {
      if (!(error instanceof Fault)) log.error('store/report-failed');
      return null;
    }
  }

  function look(): Promise<StoreReport | null> {
    const now = performance.now();
    if (last === null || now - last.at >= fresh) last = { at: now, report: ask() };
    return last.report;
  }

  void look();
  const timer = setInterval(look, EVERY).unref();
  return { look, stop: () => clearInterval(timer) };
}
