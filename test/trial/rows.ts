// All rows of the list of faults (R1–R46), in order: those the trial runs, those another test holds, those that are left out.
//
// To add a row: write `rows/<what-happens>.ts` that exports a `Row` (see row.ts), and put it into the list below. A row
//   1. opens its own rig: `const rig = await openRig({ lines: 2 })` (rig/rig.ts: Redis with AOF always on its own port, the built line
//      as processes behind the balancer `rig.door`, far sides `rig.api` (Telegram, by webhook) and `rig.graph` (WhatsApp Cloud));
//      `redisThroughProxy: true` puts `rig.redisProxy` (delay, cutAfterForward, halfOpen) between the lines and Redis;
//   2. lets people come: `const people = await gather(rig, conversations)`, and talk: `await talk(people, random, { each, rate })`;
//   3. makes its trouble meanwhile: `rig.redis.kill()/start()/freeze()`, `rig.kill(slot)`, `rig.begin(slot)`, `rig.lines[0].freeze()`…;
//   4. waits: `await people.settle(ms)`, counts: `promises(count(people.ledger), repeatsAllowedOnNetworks)`, adds checks of its own
//      with `most`, `none`, `holds`, `figure`, and closes: `people.leave(); await rig.close()`.
// `trial.short` is true inside jest: take few conversations and short times there (`store: { lease: 2_000, sender: 2_000 }`).

import type { Row } from './row.ts';
import { crossTalk } from './rows/cross-talk.ts';

export const ROWS: readonly Row[] = [crossTalk];

/** Held by another test, or left out with the reason. */
export const ELSEWHERE: readonly { readonly number: number; readonly why: string }[] = [];
