// The trial in small: a few people, a small line, short leases. The whole of it is `npm run trial`; it needs `npm run build` before.

import { createRandom } from './rig/random.ts';
import type { Row } from './row.ts';
import { crashPoints } from './rows/crash-points.ts';
import { killed, rollingRestart } from './rows/crashes.ts';
import { expired } from './rows/erased-traces.ts';
import { poison } from './rows/poison.ts';
import { halfRecord, redisFrozen, redisKilled } from './rows/redis-away.ts';
import { nodeLost } from './rows/redis-refuses.ts';
import { answerLost, sameWebhook } from './rows/repeats.ts';

const CRASHES: readonly Row[] = [killed, crashPoints, rollingRestart, sameWebhook, answerLost, poison];
const STORE: readonly Row[] = [expired, redisKilled, halfRecord, redisFrozen, nodeLost];
const ROWS = [...CRASHES, ...STORE];
// The same each time: what a seed of its own finds belongs to `npm run trial`.
const seed = Number(process.env['TRIAL_SEED'] ?? 20261122);

test.each(ROWS.map((row) => [row.number, row.name, row] as const))(
  `R%i: %s (TRIAL_SEED=${seed})`,
  async (number, _name, row) => {
    const random = createRandom(seed + number);
    const checks = await row.run({
      seed,
      random,
      conversations: 10,
      minutes: 1,
      short: true,
      small: true,
      tell: () => undefined,
    });
    expect(checks.filter(({ good }) => !good)).toEqual([]);
  },
  180_000,
);
