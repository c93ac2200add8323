// The store of a line under trial: the built one, with shorter times if TRIAL_STORE and TRIAL_REWRITE have them, and a point to die at in every call.

import { createRedisStore as create } from '../../../dist/store/redis-store.js';
import { crashing } from './crash.js';

export * from '../../../dist/store/redis-store.js';

const CALLS = ['enter', 'commit', 'claim', 'outbox', 'abandoned', 'sent', 'append', 'journal', 'erase'];

export function createRedisStore(url, settings = {}, needs = {}) {
  const rewrite = JSON.parse(process.env['TRIAL_REWRITE'] ?? '{}');
  const changed = { ...settings, ...JSON.parse(process.env['TRIAL_STORE'] ?? '{}') };
  const store = create(url, changed, { ...needs, rewrite });
  const calls = CALLS.map((name) => [name, crashing(name, (...values) => store[name](...values))]);
  return { ...store, ...Object.fromEntries(calls) };
}
