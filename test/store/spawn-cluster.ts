// A real Redis Cluster on ports of its own, empty at the start, stopped by whoever started it.

import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { type RunningRedis, spawnRedis } from './spawn-redis.ts';

export type RunningCluster = {
  /** What createRedisStore takes. */
  readonly url: string;
  readonly nodes: readonly RunningRedis[];
  /** Ports of the nodes, in the same order. */
  readonly ports: readonly number[];
  /** Resolves when every living node says that the cluster is well. */
  well(): Promise<void>;
  stop(): Promise<void>;
};

/** Slots of three masters; with `replicas` each has one, in the same order after the masters. `args` go to every node. */
export async function spawnCluster({ replicas = false, args = [] as readonly string[] } = {}) {
  const ports = await freePorts(replicas ? 6 : 3);
  const nodes = await Promise.all(ports.map((port) => spawnRedis([...NODE, '--port', `${port}`, ...args])));
  const eyes = nodes.map(({ url }) => new Redis(url, { lazyConnect: true }));
  for (const [index, eye] of eyes.entries()) {
    eye.on('error', () => undefined);
    if (index < 3) await eye.call('CLUSTER', 'ADDSLOTSRANGE', SLOTS[index]![0], SLOTS[index]![1]);
    await eye.call('CLUSTER', 'SET-CONFIG-EPOCH', `${index + 1}`);
    if (index > 0) await eye.call('CLUSTER', 'MEET', '127.0.0.1', `${ports[0]}`);
  }
  const cluster: RunningCluster = {
    url: `redis+cluster://${ports
      .slice(0, 3)
      .map((port) => `127.0.0.1:${port}`)
      .join(',')}`,
    nodes,
    ports,
    async well() {
      for (const [index, node] of nodes.entries()) {
        if (node.process.exitCode === null && node.process.signalCode === null) await wellAt(eyes[index]!);
      }
    },
    async stop() {
      for (const eye of eyes) eye.disconnect();
      await Promise.all(nodes.map((node) => node.stop()));
    },
  };
  await cluster.well();
  if (replicas) await follow(eyes);
  return cluster;
}

const SLOTS = [
  ['0', '5460'],
  ['5461', '10922'],
  ['10923', '16383'],
] as const;

/** A node counts as lost after one second, and the others go on without it. */
const NODE = [
  ...['--cluster-enabled', 'yes', '--cluster-node-timeout', '1000'],
  ...['--cluster-require-full-coverage', 'no', '--bind', '127.0.0.1'],
];

async function follow(eyes: readonly Redis[]): Promise<void> {
  for (const [index, eye] of eyes.slice(3).entries()) {
    const master = (await eyes[index]!.call('CLUSTER', 'MYID')) as string;
    await until(async () => ((await eye.call('CLUSTER', 'NODES')) as string).includes(master));
    await eye.call('CLUSTER', 'REPLICATE', master);
    await until(async () => (await eye.info('replication')).includes('master_link_status:up'));
  }
}

function wellAt(eye: Redis): Promise<void> {
  return until(async () => {
    const info = (await eye.call('CLUSTER', 'INFO')) as string;
    return /cluster_state:ok/.test(info) && /cluster_slots_ok:16384/.test(info);
  });
}

async function until(good: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    if (await good().catch(() => false)) return;
    await sleep(25);
  }
  throw new Error('the cluster did not form');
}

/** A node speaks to the others on its port + 10,000, so a port of the system's choice may be too high. */
async function freePorts(count: number): Promise<number[]> {
  const ports: number[] = [];
  for (let port = 20_000 + (process.pid % 20_000); ports.length < count; port += 1) {
    if ((await isFree(port)) && (await isFree(port + 10_000))) ports.push(port);
  }
  return ports;
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
