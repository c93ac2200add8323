// Lets each conversation write only so fast, so that one person's flood is not felt by others. Keeps nothing but opaque keys and
// counts, and forgets a conversation that has been quiet. Must not know who writes or what.

import { type BucketSettings, createBuckets } from './buckets.ts';
import type { ConversationKey } from './ports.ts';

export type PaceSettings = {
  readonly updates: BucketSettings;
  /** Saying that it is too fast. */
  readonly notices: BucketSettings;
  /** Beyond the limit what must be heard is looked for as often as a hand can type … */
  readonly looks: BucketSettings;
  /** … and goes through, but a flood of it is a flood too. */
  readonly heard: BucketSettings;
  /** A platform brings the same update several times: that does not count, unless it never ends. */
  readonly repeats: BucketSettings;
};

export const PACE_SETTINGS: PaceSettings = {
  updates: { burst: 20, perSecond: 1 },
  notices: { burst: 1, perSecond: 1 / 60 },
  looks: { burst: 5, perSecond: 2 },
  heard: { burst: 3, perSecond: 0.1 },
  repeats: { burst: 100, perSecond: 5 },
};

/** `notice`: too fast, and it is time to say so. `quiet`: too fast, and it was said. */
export type Ruling = 'go' | 'notice' | 'quiet';

export type Pace = {
  /** Rules on one update at `now` (ms); `mustHear` is asked only beyond the limit. */
  rule(conversation: ConversationKey, now: number, mustHear: () => boolean): Ruling;
  /** For how many ms from `now` every update would be ruled `quiet` without a look at it. */
  deaf(conversation: ConversationKey, now: number): number;
  /** The update that could go could not be taken in: it will come again, and is not counted twice. */
  forgive(conversation: ConversationKey): void;
  /** The update that could go was known already. */
  repeated(conversation: ConversationKey, now: number): void;
  /** Keys remembered. */
  readonly size: number;
};

export function createPace(changed: Partial<PaceSettings> = {}): Pace {
  const settings = { ...PACE_SETTINGS, ...changed };
  const updates = createBuckets(settings.updates);
  const notices = createBuckets(settings.notices);
  const looks = createBuckets(settings.looks);
  const heard = createBuckets(settings.heard);
  const repeats = createBuckets(settings.repeats);
  return {
    rule(conversation, now, mustHear) {
      if (updates.take(conversation, now) === 0) return 'go';
      const urgent = looks.take(conversation, now) === 0 && mustHear();
      if (urgent && heard.take(conversation, now) === 0) return 'go';
      return notices.take(conversation, now) === 0 ? 'notice' : 'quiet';
    },
    deaf: (conversation, now) =>
      Math.min(...[updates, looks, notices].map((buckets) => buckets.wait(conversation, now))),
    forgive: updates.giveBack,
    repeated(conversation, now) {
      if (repeats.take(conversation, now) === 0) updates.giveBack(conversation);
    },
    get size() {
      return updates.size + notices.size + looks.size + heard.size + repeats.size;
    },
  };
}
