// How Redis is reached: one server, one behind Sentinels, or a cluster. The only file that imports ioredis.
// Must not know what is stored.

import { Cluster, Redis, type RedisOptions } from 'ioredis';
import { Fault } from '../model/fault.ts';
import { batchWrites } from './batch-writes.ts';
import { type RedisAddress, redisAddress } from './redis-address.ts';
import type { Subscribe } from './redis-watch.ts';

export type Client = Redis | Cluster;

/** Asks Redis one thing; throws Fault `store/unavailable` when no good answer comes in time. */
export type Ask = <T>(command: () => Promise<T>) => Promise<T>;

export type Connection = {
  readonly client: Client;
  readonly ask: Ask;
  readonly cluster: boolean;
  /** The servers that are known and that take writes; in a cluster `nodes` has the replicas too. */
  masters(): readonly Redis[];
  nodes(): readonly Redis[];
  readonly subscribe: Subscribe;
};

type Several = Exclude<RedisAddress, { kind: 'one' }>;
type ClusterAddress = Extract<RedisAddress, { kind: 'cluster' }>;

/** A command that Redis has not answered after this many ms has failed. */
const PATIENCE = 2_000;
/** A connection on which Redis has been silent for so long, though asked, is dead: calls then fail at once, not one by one. */
const SILENCE = 2_500;
const PING_EVERY = 15_000;

/** Nothing is kept for later or sent twice on its own: whoever asked hears at once that it failed, and decides. */
const EACH_NODE = {
  autoResendUnfulfilledCommands: false,
  autoResubscribe: false,
  maxRetriesPerRequest: 0,
  commandTimeout: PATIENCE,
  connectTimeout: SILENCE,
  socketTimeout: SILENCE,
  // After a failover the old master refuses writes; the name may by now lead to the new one.
  reconnectOnError: (error: Error) => error.message.startsWith('READONLY'),
} satisfies RedisOptions;
const enableOfflineQueue = false;
const retryStrategy = (times: number) => Math.min(25 * 2 ** times, PATIENCE) * (0.75 + Math.random() / 4);

/** Connects in the background and keeps trying. `url` as in redis-address.ts. */
export function connectRedis(url: string): Connection {
  const address = redisAddress(url);
  if (address === null) throw new Fault('store/address', 'the address of Redis has an unknown form');
  if (address.kind !== 'cluster') {
    const client = single(address);
    const ask = asking(() => client, firstReady(client));
    const nodes = () => [client];
    const subscribe = subscribing(() => single(address));
    return { client, ask, cluster: false, masters: nodes, nodes, subscribe };
  }
  const client = cluster(address);
  const ask = asking(() => client, firstReady(client));
  return {
    client,
    ask,
    cluster: true,
    masters: () => client.nodes('master'),
    nodes: () => client.nodes(),
    subscribe: subscribing(nodeAfterNode(client, address)),
  };
}

function single(address: Exclude<RedisAddress, { kind: 'cluster' }>): Redis {
  const options = { ...EACH_NODE, enableOfflineQueue, retryStrategy };
  if (address.kind === 'one') return quiet(new Redis(address.url, options));
  const { nodes, name, tls } = address;
  return quiet(
    new Redis({
      ...options,
      ...credentials(address),
      name,
      sentinels: nodes.map((node) => ({ ...node })),
      sentinelRetryStrategy: retryStrategy,
      ...(tls && { enableTLSForSentinelMode: true, sentinelTLS: {} }),
    }),
  );
}

function cluster(address: ClusterAddress): Cluster {
  const { nodes, tls } = address;
  const client = new Cluster([...nodes], {
    clusterRetryStrategy: retryStrategy,
    redisOptions: { ...EACH_NODE, ...credentials(address) },
    // Certificates are made out to names.
    ...(tls && { dnsLookup: (host: string, done: (error: null, found: string) => void) => done(null, host) }),
    // A command may have been done by the node that was lost: whoever asked decides whether to ask again.
    retryDelayOnFailover: 0,
    maxRedirections: 8,
    slotsRefreshTimeout: SILENCE,
  });
  // `+node` tells of each connection that the library opens to a node.
  client.on('+node', quiet);
  client.on('error', () => undefined);
  return client;
}

function credentials({ username, password, tls }: Several) {
  return {
    ...(username !== undefined && { username }),
    ...(password !== undefined && { password }),
    ...(tls && { tls: {} }),
  };
}

function quiet(redis: Redis): Redis {
  // Each failed call says so itself; without a listener the library would write to the console.
  redis.on('error', () => undefined);
  redis.on('connect', () => batchWrites(redis.stream));
  return redis;
}

/** Opens connections of their own to one node after the other: any of them hears what is published anywhere in the cluster. */
function nodeAfterNode(client: Cluster, address: ClusterAddress): () => Redis {
  let turn = Math.floor(Math.random() * 1_000);
  return () => {
    const known = client.nodes().map(({ options: { host, port } }) => ({ host, port }));
    const nodes = known.length > 0 ? known : address.nodes;
    turn += 1;
    const { host = '', port = 0 } = nodes[turn % nodes.length]!;
    const options = { ...EACH_NODE, ...credentials(address), host, port };
    return quiet(new Redis({ ...options, enableOfflineQueue, retryStrategy: () => null }));
  };
}

function firstReady(client: Client): Promise<void> {
  return new Promise((resolve) => client.once('ready', () => resolve()));
}

/** Only the very first connection is waited for; later an absent Redis is an error at once. */
function asking(client: () => Client, first: Promise<void>): Ask {
  return async (command) => {
    try {
      if (client().status !== 'ready') await within(first, PATIENCE);
      // A cluster would queue the command without an end.
      if (client().status !== 'ready') throw new Error('AWAY');
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

/** `open` makes a connection; one that has ended for good is followed by another. */
function subscribing(open: () => Redis): Subscribe {
  return (onMessage, onBack) => {
    const channels = new Set<string>();
    let client = open();
    let tries = 0;
    let closed = false;
    let again: NodeJS.Timeout | undefined;
    let tellFirst: () => void = () => undefined;
    const first = new Promise<void>((resolve) => {
      tellFirst = resolve;
    });
    const ask = asking(() => client, first);

    function listen(): void {
      client.on('message', onMessage);
      client.on('ready', () => {
        tries = 0;
        tellFirst();
        if (channels.size === 0) return;
        ask(() => client.subscribe(...channels)).then(onBack, () => client.disconnect(true));
      });
      client.on('end', () => {
        if (closed) return;
        tries += 1;
        again = setTimeout(() => {
          client = open();
          listen();
        }, retryStrategy(tries)).unref();
      });
    }
    listen();
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
        closed = true;
        clearInterval(pinging);
        clearTimeout(again);
        client.disconnect();
      },
    };
  };
}
