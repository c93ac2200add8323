// How many conversations may begin, and how many sockets may be open: for one caller, for one partner's site, for all together.
// Counts opaque words in memory and nothing else. Must not know conversations.

import type { FastifyRequest } from 'fastify';
import { type BucketSettings, createBuckets } from '../../runtime/buckets.ts';
import type { Clock } from '../../runtime/ports.ts';
import { type CallerOf, createCallerOf } from './caller.ts';
import { Refusal } from './refusal.ts';

export type AdmissionSettings = {
  /** New conversations. Behind one address there may be a whole shelter or a mobile network. */
  readonly caller: BucketSettings;
  readonly site: BucketSettings;
  readonly all: BucketSettings;
  /** Open sockets. */
  readonly socketsOfCaller: number;
  readonly sockets: number;
};

export const ADMISSION_SETTINGS: AdmissionSettings = {
  caller: { burst: 60, perSecond: 0.5 },
  site: { burst: 500, perSecond: 20 },
  all: { burst: 2_000, perSecond: 100 },
  socketsOfCaller: 200,
  sockets: 10_000,
};

export type Admission = {
  /** Lets one more conversation begin; throws Refusal 429. The holder of the secret asks for many people from one address. */
  begin(request: FastifyRequest, by: 'page' | 'secret'): void;
  /** Lets one more socket open; throws Refusal 429, or 503 when there are too many of all. Call the result when it is closed. */
  open(request: FastifyRequest): () => void;
};

export function createAdmission(clock: Clock, changed: Partial<AdmissionSettings> = {}): Admission {
  const settings = { ...ADMISSION_SETTINGS, ...changed };
  const callers = createBuckets(settings.caller);
  const sites = createBuckets({ most: 1_000, ...settings.site });
  const all = createBuckets(settings.all);
  const callerOf: CallerOf = createCallerOf();
  const socketsOf = new Map<string, number>();
  let sockets = 0;

  return {
    begin(request, by) {
      const now = clock.now();
      const caller = callerOf(request);
      const wait =
        by === 'secret'
          ? sites.take('the secret', now)
          : // Whoever calls from this machine, and not through a proxy, is no visitor.
            caller !== null && (callers.take(caller, now) || sites.take(originOf(request), now));
      const longest = wait || all.take('all', now);
      if (longest > 0)
        throw tooMany('Too many conversations begin here now. Try again in a moment.', longest);
    },
    open(request) {
      const caller = callerOf(request);
      const ofCaller = caller === null ? 0 : (socketsOf.get(caller) ?? 0);
      if (sockets >= settings.sockets)
        throw new Refusal(503, 'TooManySockets', 'Too many sockets are open.', 30);
      if (ofCaller >= settings.socketsOfCaller) throw tooMany('Too many sockets are open.', 30_000);
      sockets += 1;
      if (caller !== null) socketsOf.set(caller, ofCaller + 1);
      let open = true;
      return () => {
        if (!open) return;
        open = false;
        sockets -= 1;
        if (caller === null) return;
        const left = (socketsOf.get(caller) ?? 1) - 1;
        if (left > 0) socketsOf.set(caller, left);
        else socketsOf.delete(caller);
      };
    },
  };
}

/** `wait` in ms. */
function tooMany(message: string, wait: number): Refusal {
  return new Refusal(429, 'TooManyRequests', message, Math.ceil(wait / 1_000));
}

function originOf({ headers }: FastifyRequest): string {
  return headers.origin ?? 'no page';
}
