// The rows of the list of faults (R1–R46) that the trial runs, in order. What other tests hold, or nobody, stands in elsewhere.ts.
//
// To add a row: write `rows/<what-happens>.ts` that exports a `Row` (see row.ts), and put it into the list below. A row
//   1. is played by `onStage(trial, options, async (rig, people) => checks)` (rig/stage.ts), which opens and closes a rig of its own:
//      Redis with AOF always on its own port, the built line as two processes behind the balancer `rig.door`, far sides `rig.api`
//      (Telegram, by webhook) and `rig.graph` (WhatsApp Cloud), and people on three channels. `redisThroughProxy: true` puts
//      `rig.redisProxy` (delay, cutAfterForward, halfOpen) between the lines and Redis; the other options are in rig/rig.ts;
//   2. lets them talk: `await talk(people, trial.random, { each, rate })`, or one by one `people.write(person, words)`;
//   3. makes its trouble meanwhile: `rig.redis.kill()/start()/freeze()`, `rig.kill(slot)`, `rig.begin(slot)`, `rig.lines[0].freeze()`…;
//   4. waits: `await people.settle(ms)`, and gives `promises(count(people.ledger), repeatsAllowedOnNetworks)` with checks of its own
//      made by `most`, `none`, `holds`, `figure`.
// `trial.short` is true inside jest: few people, and the stage sets short leases. `npm run trial -- --row 9 --conversations 200`.

import type { Row } from './row.ts';
import { bundles, impatient } from './rows/arrivals.ts';
import { crashPoints } from './rows/crash-points.ts';
import { crossTalk, killed, rollingRestart } from './rows/crashes.ts';
import { erased, expired } from './rows/erased-traces.ts';
import { farSideTrouble } from './rows/far-side-trouble.ts';
import { flood } from './rows/flood.ts';
import { stoppedHolder } from './rows/holders.ts';
import { oddState, poison } from './rows/poison.ts';
import { halfRecord, lostTail, redisDown, redisFrozen, redisKilled } from './rows/redis-away.ts';
import { failover, nodeLost, refusing } from './rows/redis-refuses.ts';
import { reload } from './rows/reload.ts';
import { answerLost, sameWebhook } from './rows/repeats.ts';
import { slowChannel } from './rows/slow-channel.ts';
import { slowSenders } from './rows/slow-senders.ts';
import { soak } from './rows/soak.ts';

export const ROWS: readonly Row[] = [
  expired,
  erased,
  crossTalk,
  killed,
  crashPoints,
  rollingRestart,
  sameWebhook,
  answerLost,
  bundles,
  redisKilled,
  halfRecord,
  lostTail,
  redisDown,
  redisFrozen,
  refusing,
  failover,
  nodeLost,
  farSideTrouble,
  poison,
  reload,
  oddState,
  flood,
  slowSenders,
  slowChannel,
  stoppedHolder,
  impatient,
  soak,
];
