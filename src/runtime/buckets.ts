// Token buckets by opaque key: each gives so many at once and so many a second after that. A bucket that has filled up again is
// forgotten, and so is the one used longest ago when there are too many. Must not know what is counted.

export type BucketSettings = {
  /** So many at once. */
  readonly burst: number;
  readonly perSecond: number;
  /** Most keys remembered; 50,000 unless told. */
  readonly most?: number;
};

export type Buckets = {
  /** Takes one at `now` (ms). Gives 0, or the ms until there is one to take; then nothing is taken. */
  take(key: string, now: number): number;
  /** The ms until there is one to take; nothing is taken. */
  wait(key: string, now: number): number;
  /** Gives one back that was taken for nothing. */
  giveBack(key: string): void;
  /** Keys remembered. */
  readonly size: number;
};

type Bucket = { tokens: number; at: number };

const MOST = 50_000;
/** Keys looked at for being forgotten whenever one is used: more than one, so that the forgotten outrun the new. */
const LOOKS = 2;

export function createBuckets({ burst, perSecond, most = MOST }: BucketSettings): Buckets {
  const fillTime = (1_000 * burst) / perSecond;
  // In the order in which they were used last.
  const buckets = new Map<string, Bucket>();

  function forgetOld(now: number): void {
    let looks = 0;
    for (const [key, { at }] of buckets) {
      looks += 1;
      if (buckets.size > most || (looks <= LOOKS && Math.abs(now - at) > fillTime)) buckets.delete(key);
      else return;
    }
  }

  // A clock that is set back fills nothing.
  const filled = ({ tokens, at }: Bucket, now: number) =>
    Math.min(burst, tokens + (Math.max(0, now - at) / 1_000) * perSecond);
  const waitFor = (tokens: number) =>
    tokens < 1 ? Math.max(1, Math.ceil(((1 - tokens) / perSecond) * 1_000)) : 0;

  return {
    take(key, now) {
      const bucket = buckets.get(key) ?? { tokens: burst, at: now };
      buckets.delete(key);
      buckets.set(key, bucket);
      bucket.tokens = filled(bucket, now);
      bucket.at = now;
      forgetOld(now);
      const wait = waitFor(bucket.tokens);
      if (wait === 0) bucket.tokens -= 1;
      return wait;
    },
    wait(key, now) {
      const bucket = buckets.get(key);
      return bucket === undefined ? 0 : waitFor(filled(bucket, now));
    },
    giveBack(key) {
      const bucket = buckets.get(key);
      if (bucket) bucket.tokens = Math.min(burst, bucket.tokens + 1);
    },
    get size() {
      return buckets.size;
    },
  };
}
