// Loaded before the built line (`node --import`): puts the wrappers of this folder around it. The program itself knows nothing of it.
// With TRIAL_MEMORY=<seconds> it collects garbage so often and says on stdout what is left.

import { register } from 'node:module';

register('./hooks.js', import.meta.url);

const seconds = Number(process.env['TRIAL_MEMORY'] ?? 0);
if (seconds > 0) {
  setInterval(() => {
    globalThis.gc?.();
    const { rss, heapUsed, external } = process.memoryUsage();
    console.log(JSON.stringify({ trial: 'memory', rss, heapUsed, external }));
  }, seconds * 1_000).unref();
}
