// The store on Redis, Valkey or a cluster of them. Must not know what a state means.

import type { ConversationKey, Log, Store } from '../runtime/ports.ts';
import { keepRewriting, type RewriteSettings } from './aof-rewrite.ts';
import { connectRedis } from './redis-connection.ts';
import { BUCKETS, bucketKey, keyOf } from './redis-keys.ts';
import { reportOf } from './redis-report.ts';
import { redisScripts, type ScriptName } from './redis-scripts.ts';
import {
  type CommittedReply,
  closed,
  commitScript,
  committedOf,
  commitValues,
  type EnteredReply,
  enteredOf,
  itemOf,
  outgoingOf,
} from './redis-values.ts';
import { JournalWatch } from './redis-watch.ts';
import { type StoreSettings, storeSettings } from './store-settings.ts';

type Values = readonly (string | number)[];

export type RedisStoreNeeds = {
  /** Hears, once, when Redis does not let its log be rewritten. */
  readonly log?: Log;
  readonly rewrite?: Partial<RewriteSettings>;
};

/** So many buckets are surely spread over all nodes of a cluster of usual size. */
const SOME_BUCKETS = [0, 9, 18, 27, 36, 45, 54, 63];

/**
 * Connects in the background and keeps trying; calls fail with Fault `store/unavailable` while Redis is away and work again
 * without a restart. `url` as in redis-address.ts. Settings as in store-settings.ts.
 */
export function createRedisStore(
  url: string,
  changed: Partial<StoreSettings> = {},
  needs: RedisStoreNeeds = {},
): Store {
  const settings = storeSettings(changed);
  const connection = connectRedis(url);
  const { client, ask } = connection;
  for (const [name, { lua }] of Object.entries(redisScripts(settings))) {
    client.defineCommand(name, { numberOfKeys: 1, lua });
  }
  const run = client as unknown as Record<ScriptName, (...values: Values) => Promise<unknown>>;
  const rewriting = keepRewriting(connection, needs.log, needs.rewrite);

  async function about<Reply>(script: ScriptName, key: ConversationKey, ...values: Values) {
    return (await ask(() => run[script](keyOf('c', key), ...values))) as Reply;
  }

  /** What the buckets found, without those of a cluster's lost node; throws when no bucket answers. */
  async function inEachBucket(script: ScriptName, value: number): Promise<ConversationKey[]> {
    const buckets = Array.from({ length: BUCKETS }, (_, bucket) => bucket);
    const asked = await Promise.allSettled(
      buckets.map((bucket) => ask(() => run[script](bucketKey('w', bucket), value))),
    );
    const found = asked.filter((one) => one.status === 'fulfilled');
    if (found.length === 0) throw (asked[0] as PromiseRejectedResult).reason;
    return found.flatMap(({ value }) => value as ConversationKey[]);
  }

  const journal: Store['journal'] = async (key, after) => {
    const [last, first, items] = await about<[number, number, string[]]>('journal', key, after);
    if (last < 0) throw closed();
    return { last, entries: items.map((item, index) => ({ seq: first + index, ...outgoingOf(item) })) };
  };
  const watching = new JournalWatch(connection.subscribe, journal);
  /** Conversations seen to be due, which the next claims try before they look again. */
  let due: ConversationKey[] = [];

  let closing: Promise<void> | null = null;

  async function close(): Promise<void> {
    watching.close();
    await rewriting.stop();
    await client.quit().catch(() => client.disconnect());
  }

  async function claimOne(key: ConversationKey, now: number) {
    const entered = enteredOf(key, await about<EnteredReply>('claim', key, now));
    return entered.status === 'leased' ? entered : null;
  }

  return {
    async enter(key, update, echo) {
      const items = echo === undefined ? [itemOf(update)] : [itemOf(update), itemOf(echo)];
      const script = echo === undefined ? 'enter' : 'enterWithEcho';
      return enteredOf(key, await about<EnteredReply>(script, key, ...items));
    },
    async commit({ conversation, fence }, commit) {
      const values = commitValues(fence, commit);
      const reply = await about<CommittedReply>(commitScript(commit), conversation, ...values);
      if (commit.state === null) rewriting.soon();
      return committedOf(reply);
    },
    async claim(now) {
      if (due.length === 0) due = await inEachBucket('due', now);
      for (let key = due.pop(); key !== undefined; key = due.pop()) {
        // One that cannot be had, because its node is lost, must not keep the others waiting.
        const claimed = await claimOne(key, now).catch(() => null);
        if (claimed !== null) return claimed;
      }
      return null;
    },
    outbox: async (key) => (await about<string[]>('outbox', key)).map(outgoingOf),
    abandoned: (_now, olderThan) => inEachBucket('abandoned', olderThan),
    sent: (key, part) => about<number>('sent', key, part),
    async append(key, entry) {
      const [seq, item] = await about<[number, string]>('append', key, itemOf(entry));
      if (seq === 0) throw closed();
      return { seq, ...outgoingOf(item) };
    },
    journal,
    watch: (key, hear, ended) => watching.watch(key, hear, ended),
    async erase(key, forGood = false) {
      await about('erase', key, forGood ? 1 : 0);
      rewriting.soon();
    },
    async ping() {
      // A cluster can serve while one node does.
      const buckets = connection.cluster ? SOME_BUCKETS : [0];
      const pings = buckets.map((bucket) => ask(() => run.ping(bucketKey('p', bucket))));
      await Promise.any(pings).catch(({ errors }: AggregateError) => {
        throw errors[0];
      });
    },
    report: () =>
      reportOf(connection.masters(), (bucket) => ask(() => run.report(bucketKey('w', bucket))), ask),
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}
