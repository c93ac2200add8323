// Dies by SIGKILL at one named point: `<call>:<before|during|after>:<n>`, the n-th time that it is reached. The point stands in
// the file TRIAL_CRASH names and is read at the start and at each SIGUSR2; so a process can be armed while it works.
// `during`: the call is on its way and its answer is not waited for.

import { readFileSync } from 'node:fs';

let armed = { call: '', when: '', left: 0 };

function arm() {
  try {
    const [call, when, count] = readFileSync(process.env['TRIAL_CRASH'], 'utf8').split(':');
    armed = { call, when, left: Number(count) };
  } catch {
    armed = { call: '', when: '', left: 0 };
  }
}

arm();
process.on('SIGUSR2', arm);

function die() {
  process.kill(process.pid, 'SIGKILL');
}

function reached(call, when) {
  if (call !== armed.call || when !== armed.when) return false;
  armed.left -= 1;
  return armed.left === 0;
}

/** The same function, which is a point to die at. */
export function crashing(name, run) {
  return async (...values) => {
    if (reached(name, 'before')) die();
    const running = run(...values);
    // What was written to a socket in this turn of the loop is with the kernel by then.
    if (reached(name, 'during')) setImmediate(() => setImmediate(die));
    const result = await running;
    // A look that found nothing is no point to die at.
    const found = result !== null && !(Array.isArray(result) && result.length === 0);
    if (found && reached(name, 'after')) die();
    return result;
  };
}
