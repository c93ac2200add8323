// Dies by SIGKILL at one named point: TRIAL_CRASH=<call>:<before|during|after>:<n>, the n-th time that it is reached.
// `during`: the call is on its way and its answer is not waited for.

const [call, when, count] = (process.env['TRIAL_CRASH'] ?? '').split(':');
let left = Number(count);

function die() {
  process.kill(process.pid, 'SIGKILL');
}

function reached(name, moment) {
  if (name !== call || moment !== when) return false;
  left -= 1;
  return left === 0;
}

/** The same function, which is a point to die at. */
export function crashing(name, run) {
  if (name !== call) return run;
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
