// The store on Redis, Valkey or a cluster of them. The only file that imports ioredis. Must not know what a state means.

import { Cluster, Redis, type RedisOptions } from 'ioredis';
import { Fault } from '../model/fault.ts';
import type { ConversationKey, Store } from '../runtime/ports.ts';
import { BUCKETS, bucketKey, keyOf, type Letter } from './redis-keys.ts';
import { reportOf } from './redis-report.ts';
import { redisScripts, type ScriptName } from './redis-scripts.ts';
import {
  type CommittedReply,
  commitScript,
  committedOf,
  commitValues,
  type EnteredReply,
  enteredOf,
  itemOf,
  outgoingOf,
} from './redis-values.ts';
import { JournalWatch, type Subscribe } from './redis-watch.ts';
import { type StoreSettings, storeSettings } from './store-settings.ts';

type Client = Redis | Cluster;
type Values = readonly (string | number)[];

/** Asks Redis one thing; throws Fault `store/unavailable` when no good answer comes in time. */
type Ask = <T>(command: () => Promise<T>) => Promise<T>;

/** A command that Redis has not answered after this many ms has failed. */
const PATIENCE = 2_000;
/** A connection on which Redis has been silent for so long, though asked, is dead. */
const SILENCE = 10_000;
const PING_EVERY = 15_000;

/** Nothing is kept for later or sent twice on its own: whoever asked hears at once that it failed, and decides. */
const EACH_NODE = {
  autoResendUnfulfilledCommands: false,
  autoResubscribe: false,
  maxRetriesPerRequest: 0,
  commandTimeout: PATIENCE,
  connectTimeout: SILENCE / 2,
  socketTimeout: SILENCE,
  // After a failover the old master refuses writes; the name may by now lead to the new one.
  reconnectOnError: (error: Error) => error.message.startsWith('READONLY'),
} satisfies RedisOptions;
const enableOfflineQueue = false;
const retryStrategy = (times: number) => Math.min(25 * 2 ** times, PATIENCE) * (0.75 + Math.random() / 4);

/**
 * Connects in the background and keeps trying; calls fail with Fault `store/unavailable` while Redis is away and work again
 * without a restart. `url` is `redis://`, `rediss://` or the path of a socket; several of them, comma-separated, are nodes of a
 * cluster. Settings as in store-settings.ts.
 */
export function createRedisStore(url: string, changed: Partial<StoreSettings> = {}): Store {
  const settings = storeSettings(changed);
  const scripts = redisScripts(settings);
  const client = connect(url);
  const ask = asking(client);
  for (const [name, { letters, lua }] of Object.entries(scripts)) {
    client.defineCommand(name, { numberOfKeys: letters.length, lua });
  }
  const run = client as unknown as Record<ScriptName, (...values: Values) => Promise<unknown>>;

  async function about<Reply>(
    script: ScriptName,
    key: ConversationKey,
    values: Values = [],
    update?: string,
  ) {
    const keys = scripts[script].letters.map((letter) => keyOf(letter, key, update));
    return (await ask(() => run[script](...keys, key, ...values))) as Reply;
  }

  async function inEachBucket(script: ScriptName, value: number): Promise<ConversationKey[]> {
    const keysOf = (bucket: number) =>
      scripts[script].letters.map((letter: Letter) => bucketKey(letter, bucket));
    const buckets = Array.from({ length: BUCKETS }, (_, bucket) => bucket);
    const found = await Promise.all(
      buckets.map((bucket) => ask(() => run[script](...keysOf(bucket), value) as Promise<ConversationKey[]>)),
    );
    return found.flat();
  }

  const journal: Store['journal'] = async (key, after) => {
    const [last, first, items] = await about<[number, number, string[]]>('journal', key, [after]);
    return { last, entries: items.map((item, index) => ({ seq: first + index, ...outgoingOf(item) })) };
  };
  const watching = new JournalWatch(subscribing(url), journal);
  /** Conversations seen to be due, which the next claims try before they look again. */
  let due: ConversationKey[] = [];

  return {
    async enter(key, update, echo) {
      const items = echo === undefined ? [itemOf(update)] : [itemOf(update), itemOf(echo)];
      const script = echo === undefined ? 'enter' : 'enterWithEcho';
      return enteredOf(key, await about<EnteredReply>(script, key, items, update.id));
    },
    async commit({ conversation, fence }, commit) {
      const values = commitValues(fence, commit);
      return committedOf(await about<CommittedReply>(commitScript(commit), conversation, values));
    },
    async claim(now) {
      if (due.length === 0) due = await inEachBucket('due', now);
      for (let key = due.pop(); key !== undefined; key = due.pop()) {
        const entered = enteredOf(key, await about<EnteredReply>('claim', key, [now]));
        if (entered.status === 'leased') return entered;
      }
      return null;
    },
    outbox: async (key) => (await about<string[]>('outbox', key)).map(outgoingOf),
    abandoned: (_now, olderThan) => inEachBucket('abandoned', olderThan),
    sent: (key, part) => about<number>('sent', key, [part]),
    async append(key, entry) {
      const [seq, item] = await about<[number, string]>('append', key, [itemOf(entry)]);
      return { seq, ...outgoingOf(item) };
    },
    journal,
    watch: (key, hear) => watching.watch(key, hear),
    async erase(key) {
      await about('erase', key);
    },
    async ping() {
      // A write: a full or read-only Redis answers PING and still takes nothing in.
      await ask(() => client.set(bucketKey('p', 0), '', 'PX', PATIENCE));
    },
    report: () =>
      reportOf(
        nodesOf(client),
        (bucket) => ask(() => run.report(bucketKey('w', bucket), bucketKey('u', bucket))),
        ask,
      ),
    async close() {
      watching.close();
      await client.quit().catch(() => client.disconnect());
    },
  };
}

function connect(url: string): Client {
  const nodes = url.split(',').map((node) => node.trim().replace(/^unix:\/\//, ''));
  const client =
    nodes.length > 1
      ? new Cluster(nodes, {
          enableOfflineQueue,
          clusterRetryStrategy: retryStrategy,
          redisOptions: url.startsWith('rediss:') ? { ...EACH_NODE, tls: {} } : EACH_NODE,
        })
      : new Redis(nodes[0]!, { ...EACH_NODE, enableOfflineQueue, retryStrategy });
  // Each failed call says so itself; without a listener the library would write to the console.
  client.on('error', () => undefined);
  return client;
}

/** Those that keep data: all masters of a cluster, or the one there is. */
function nodesOf(client: Client): readonly Redis[] {
  return client instanceof Cluster ? client.nodes('master') : [client];
}

/** Only the very first connection is waited for; later an absent Redis is an error at once. */
function asking(client: Client): Ask {
  const first = new Promise<void>((resolve) => client.once('ready', () => resolve()));
  return async (command) => {
    try {
      if (client.status !== 'ready') await within(first, PATIENCE);
      return await command();
    } catch (error) {
      // The library's error carries the arguments; only its first word may travel on.
      const word = error instanceof Error ? (/^[A-Z]{2,}/.exec(error.message)?.[0] ?? error.name) : 'unknown';
      throw new Fault('store/unavailable', `Redis did not answer: ${word}`);
    }
  };
}

async function within(promise: Promise<void>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((_, reject) => {
    timer = setTimeout(() => reject(new Error('TIMEOUT')), ms);
  });
  try {
    await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

function subscribing(url: string): Subscribe {
  return (onMessage, onBack) => {
    const client = connect(url);
    const ask = asking(client);
    const channels = new Set<string>();
    client.on('message', onMessage);
    client.on('ready', () => {
      if (channels.size === 0) return;
      ask(() => client.subscribe(...channels)).then(onBack, () => undefined);
    });
    // Nothing is asked on this connection for hours; only a question shows that the other end is gone.
    const pinging = setInterval(() => ask(() => client.ping()).catch(() => undefined), PING_EVERY).unref();
    return {
      async subscribe(channel) {
        channels.add(channel);
        await ask(() => client.subscribe(channel));
      },
      async unsubscribe(channel) {
        channels.delete(channel);
        await ask(() => client.unsubscribe(channel));
      },
      close() {
        clearInterval(pinging);
        client.disconnect();
      },
    };
  };
}
