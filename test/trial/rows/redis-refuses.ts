// R18, R19: Redis is there and takes nothing in, or another Redis takes its place, or one node of a cluster is lost.

import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { spawnCluster } from '../../store/spawn-cluster.ts';
import { killRedis } from '../../store/spawn-redis.ts';
import { count, promises } from '../rig/checker.ts';
import { secondsUntilReady, startProbe, timely } from '../rig/probe.ts';
import { freePort, startRedis, type TrialRedis } from '../rig/redis.ts';
import { onStage } from '../rig/stage.ts';
import { talk } from '../rig/talk.ts';
import { type Check, figure, most, none, type Row } from '../row.ts';
import { boundedLoss, IN_FLIGHT } from './redis-away.ts';

const FOUND = 60_000;
const BACKLOG = 300_000;

type Refusal = {
  readonly name: string;
  begin(redis: TrialRedis, admin: Redis): Promise<unknown>;
  end(redis: TrialRedis, admin: Redis): Promise<unknown>;
};

const REFUSALS: readonly Refusal[] = [
  {
    name: 'full (maxmemory)',
    begin: (_redis, admin) => admin.config('SET', 'maxmemory', '1mb'),
    end: (_redis, admin) => admin.config('SET', 'maxmemory', '0'),
  },
  {
    name: 'READONLY (REPLICAOF)',
    begin: (_redis, admin) => admin.replicaof('127.0.0.1', 1),
    end: (_redis, admin) => admin.replicaof('NO', 'ONE'),
  },
  {
    name: 'scripts forbidden (ACL)',
    begin: (_redis, admin) => admin.call('ACL', 'SETUSER', 'default', '-@scripting'),
    end: (_redis, admin) => admin.call('ACL', 'SETUSER', 'default', '+@all'),
  },
  {
    name: 'password changed',
    async begin(_redis, admin) {
      await admin.config('SET', 'requirepass', 'another-password');
      await admin.call('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes');
    },
    end: (_redis, admin) => admin.config('SET', 'requirepass', ''),
  },
  {
    name: 'LOADING',
    async begin(_redis, admin) {
      await admin.config('SET', 'key-load-delay', '4000');
      await admin.config('SET', 'loading-process-events-interval-bytes', '1024');
      void admin.call('DEBUG', 'RELOAD').catch(() => undefined);
    },
    async end(_redis, admin) {
      for (let left = 600; left > 0 && (await loads(admin)); left -= 1) await sleep(100);
      await admin.config('SET', 'key-load-delay', '0');
    },
  },
];

async function loads(admin: Redis): Promise<boolean> {
  return /loading:1/.test(await admin.info('persistence').catch(() => 'loading:1'));
}

export const refusing: Row = {
  number: 18,
  name: 'Redis full, READONLY, LOADING, ACL and password changed, one after the other',
  run: (trial) =>
    onStage(trial, {}, async (rig, people) => {
      const seconds = trial.short ? 1 : 10;
      const admin = new Redis(rig.redis.port, '127.0.0.1', { maxRetriesPerRequest: 0 });
      admin.on('error', () => undefined);
      let over = false;
      const talking = talk(people, trial.random, { rate: 20, until: () => over });
      const probe = await startProbe(rig, trial);
      await sleep(trial.short ? 1_000 : 15_000);
      probe.begin();
      const checks: Check[] = [];
      try {
        for (const refusal of REFUSALS) {
          if (refusal.name === 'LOADING') await fill(admin, trial.short ? 1_000 : 3_000);
          probe.again();
          await refusal.begin(rig.redis, admin);
          const unready = await secondsUntilReady(rig, false);
          await sleep(seconds * 1_000);
          probe.over();
          await refusal.end(rig.redis, admin);
          const ready = await secondsUntilReady(rig, true);
          checks.push(most(`${refusal.name}: not ready after`, unready, timely(trial.short, 5), ' s'));
          checks.push(most('ready again after', ready, timely(trial.short, 10), ' s'));
          trial.tell(
            `${refusal.name}: not ready after ${unready.toFixed(1)} s, again after ${ready.toFixed(1)} s`,
          );
          await sleep(500);
        }
      } finally {
        admin.disconnect();
      }
      checks.push(...(await probe.end()));
      over = true;
      await talking;
      await people.settle(BACKLOG);
      return [...checks, ...promises(count(people.ledger), REFUSALS.length * IN_FLIGHT)];
    }),
};

/** Keys that take time to load. */
async function fill(admin: Redis, keys: number): Promise<void> {
  for (let n = 0; n < keys; n += 1) await admin.set(`fill${n}`, 'x'.repeat(100), 'PX', 600_000);
}

export const failover: Row = {
  number: 19,
  name: 'the master is killed before its last writes reach the replica; Sentinel makes the replica master',
  async run(trial) {
    const port = await freePort();
    const environment = { REDIS_URL: `redis+sentinel://127.0.0.1:${port}/line` };
    const master = await startRedis();
    const replica = await startRedis(['--replicaof', '127.0.0.1', `${master.port}`]);
    const sentinel = await startSentinel(port, master.port);
    try {
      return await onStage(trial, { environment }, async (rig, people) => {
        let over = false;
        const talking = talk(people, trial.random, { rate: 20, until: () => over });
        await sleep(trial.short ? 2_000 : 20_000);
        // A frozen replica alone would still read what the master had sent it.
        replica.freeze();
        const admin = new Redis(master.port, '127.0.0.1');
        await admin.call('CLIENT', 'KILL', 'TYPE', 'replica');
        admin.disconnect();
        const from = performance.now();
        await sleep(500);
        await master.kill();
        const to = performance.now();
        replica.thaw();
        const unready = await secondsUntilReady(rig, false);
        const ready = await secondsUntilReady(rig, true, 60_000);
        trial.tell(`not ready after ${unready.toFixed(1)} s, ready again after ${ready.toFixed(1)} s`);
        await sleep(trial.short ? 1_000 : 5_000);
        over = true;
        await talking;
        await people.settle(trial.short ? 5_000 : FOUND);
        return [
          figure('ready after the kill', `${ready.toFixed(1)} s`),
          ...(await boundedLoss(trial, people, from, to)),
        ];
      });
    } finally {
      await sentinel.close();
      await Promise.all([master.close(), replica.close()]);
    }
  },
};

async function startSentinel(port: number, master: number): Promise<{ close(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'waypost-trial-sentinel-'));
  const file = join(folder, 'sentinel.conf');
  const about = (what: string) => `sentinel ${what.replace(' ', ' line ')}`;
  const lines = [
    `port ${port}`,
    `dir ${folder}`,
    `sentinel monitor line 127.0.0.1 ${master} 1`,
    about('down-after-milliseconds 1000'),
    about('failover-timeout 5000'),
  ];
  writeFileSync(file, `${lines.join('\n')}\n`);
  const child: ChildProcess = spawn('redis-server', [file, '--sentinel'], { stdio: 'ignore' });
  const eye = new Redis(port, '127.0.0.1', { retryStrategy: () => 100 });
  eye.on('error', () => undefined);
  // It must know the replica before it can choose it.
  for (let left = 300; left > 0; left -= 1) {
    const known = (await eye.call('SENTINEL', 'REPLICAS', 'line').catch(() => [])) as unknown[];
    if (known.length > 0) break;
    await sleep(100);
  }
  eye.disconnect();
  return {
    async close() {
      child.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export const nodeLost: Row = {
  number: 19,
  name: 'one of three nodes of a cluster is killed, stays away, and comes back; AOF always',
  async run(trial) {
    const cluster = await spawnCluster({ args: ['--appendonly', 'yes', '--appendfsync', 'always'] });
    try {
      return await onStage(trial, { environment: { REDIS_URL: cluster.url } }, async (rig, people) => {
        const seconds = trial.short ? 3 : 30;
        let over = false;
        const talking = talk(people, trial.random, { rate: 20, until: () => over });
        const probe = await startProbe(rig, trial);
        await sleep(trial.short ? 1_000 : 15_000);
        probe.begin();
        const node = cluster.nodes[trial.random.below(3)]!;
        const from = performance.now();
        await killRedis(node);
        await sleep(seconds * 1_000);
        const meanwhile = people.ledger.heard.filter(({ at }) => at > from + 2_000).length;
        probe.over();
        await node.restart();
        await cluster.well();
        const ready = await secondsUntilReady(rig, true);
        const probed = await probe.end();
        over = true;
        await talking;
        await people.settle(BACKLOG);
        return [
          figure('away for', `${seconds} s`),
          none('without an answer to anybody meanwhile', meanwhile > 0 ? 0 : 1),
          figure('answers meanwhile', meanwhile),
          ...probed,
          most('ready after the node', ready, timely(trial.short, 10), ' s'),
          ...promises(count(people.ledger), 2),
        ];
      });
    } finally {
      await cluster.stop();
    }
  },
};
