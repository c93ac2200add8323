// The runtime of a line under trial: the built one, with shorter times if TRIAL_RUNTIME has them.

import { createRuntime as create } from '../../../dist/runtime/runtime.js';

export * from '../../../dist/runtime/runtime.js';

export function createRuntime(needs) {
  const changed = JSON.parse(process.env['TRIAL_RUNTIME'] ?? '{}');
  return create({ ...needs, settings: { ...needs.settings, ...changed } });
}
