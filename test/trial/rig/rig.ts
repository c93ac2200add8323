// The whole rig: Redis, the built line as several processes behind a load balancer, far sides on loopback. One rig per row.

import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { RuntimeSettings } from '../../../src/runtime/runtime.ts';
import type { StoreSettings } from '../../../src/store/store-settings.ts';
import { TOKEN as BOT_TOKEN, type BotApi, startBotApi } from '../../channels/telegram/bot-api.ts';
import {
  APP_SECRET,
  TOKEN as GRAPH_TOKEN,
  type GraphApi,
  NUMBER_ID,
  openGraphApi,
  VERIFY_TOKEN,
} from '../../channels/whatsapp-cloud/graph-api.ts';
import { type LineProcess, ROOT, startLine } from './line-process.ts';
import { type FaultProxy, startProxy } from './proxy.ts';
import { startRedis, type TrialRedis } from './redis.ts';

export type RigOptions = {
  /** How many processes of the line; 2 unless told. */
  readonly lines?: number;
  /** Changed times of the store, e.g. a short lease. */
  readonly store?: Partial<StoreSettings>;
  /** Changed times of the runtime. */
  readonly runtime?: Partial<RuntimeSettings>;
  /** For every process of the line. */
  readonly environment?: Readonly<Record<string, string>>;
  /** For one process of the line at its first start. */
  readonly environments?: Readonly<Record<number, Readonly<Record<string, string>>>>;
  readonly redisArgs?: readonly string[];
  /** The lines reach Redis through `rig.redisProxy`. */
  readonly redisThroughProxy?: boolean;
  /** Where the content is; the checkout unless told. */
  readonly cwd?: string;
};

export type Rig = {
  readonly redis: TrialRedis;
  /** Null unless `redisThroughProxy`. */
  readonly redisProxy: FaultProxy | null;
  readonly api: BotApi;
  readonly graph: GraphApi;
  /** Where the far sides knock: the load balancer in front of the lines. */
  readonly door: FaultProxy;
  /** As they are now; a slot keeps its number over restarts. */
  readonly lines: readonly LineProcess[];
  /** What each line gets, without PATH. */
  readonly environment: Readonly<Record<string, string>>;
  /** Starts the line of a slot again, or one more; the balancer knows it when it listens. */
  begin(slot: number, environment?: Readonly<Record<string, string>>): Promise<LineProcess>;
  kill(slot: number): Promise<void>;
  /** SIGTERM; gives the ms until it was gone. */
  stop(slot: number): Promise<number>;
  /** Lines that ended without being told to, as `slot: how`. */
  readonly deaths: readonly string[];
  /** The balancer no longer tries this slot, which will not begin again. */
  forget(slot: number): void;
  /** Cuts all connections; new ones go to these slots only, until the next line begins. None: nobody gets in. */
  lead(slots: readonly number[]): void;
  /** The line of this slot may die now. */
  expecting(slot: number): LineProcess;
  /** Stops the lines in good order first, then everything else. */
  close(): Promise<void>;
};

/** A line small enough to start in a second: three services in two languages. Its texts are not what a trial is about. */
export const SMALL_LINE = {
  cwd: join(ROOT, 'test/content/good-line'),
  environment: { LINE: 'mini' },
} satisfies RigOptions;

/** For runs inside jest: what a dead process left is found in two seconds. */
export const SHORT_TIMES = {
  store: { lease: 2_000, sender: 2_000 },
  runtime: { abandonedAfter: 2_000, sweepEvery: 500 },
} satisfies RigOptions;

export async function openRig(options: RigOptions = {}): Promise<Rig> {
  const [redis, api, graph, door] = await Promise.all([
    startRedis(options.redisArgs),
    startBotApi(),
    openGraphApi(),
    startProxy(),
  ]);
  const redisProxy = options.redisThroughProxy ? await startProxy([redis.port]) : null;
  graph.connect(`${door.url}whatsapp`);
  const environment = {
    REDIS_URL: redisProxy === null ? redis.url : `redis://127.0.0.1:${redisProxy.port}`,
    STATE_KEY: randomBytes(32).toString('base64'),
    TELEGRAM_BOT_TOKEN: BOT_TOKEN,
    TELEGRAM_API_ROOT: api.root,
    TELEGRAM_WEBHOOK_URL: door.url,
    WHATSAPP_CLOUD_TOKEN: GRAPH_TOKEN,
    WHATSAPP_CLOUD_PHONE_NUMBER_ID: NUMBER_ID,
    WHATSAPP_CLOUD_APP_SECRET: APP_SECRET,
    WHATSAPP_CLOUD_VERIFY_TOKEN: VERIFY_TOKEN,
    WHATSAPP_CLOUD_API_ROOT: graph.root,
    DIRECTLINE_TOKEN_SECONDS: '86400',
    TRIAL_STORE: JSON.stringify(options.store ?? {}),
    TRIAL_RUNTIME: JSON.stringify(options.runtime ?? {}),
    ...options.environment,
  };
  const lines: LineProcess[] = [];
  const expected = new Set<LineProcess>();
  const deaths: string[] = [];
  const forgotten = new Set<number>();

  async function begin(slot: number, more: Readonly<Record<string, string>> = {}): Promise<LineProcess> {
    const line = await startLine({ ...environment, ...more }, options.cwd ?? ROOT);
    lines[slot] = line;
    forgotten.delete(slot);
    aim();
    void line.exit.then(() => {
      if (!expected.has(line)) deaths.push(`${slot}: ${line.ended} ${line.complaints.slice(-3).join(' ')}`);
    });
    return line;
  }

  function aim(): void {
    door.targets = lines.filter((_, slot) => !forgotten.has(slot)).map(({ port }) => port);
    door.cutIdle();
  }

  function expecting(slot: number): LineProcess {
    const line = lines[slot]!;
    expected.add(line);
    return line;
  }

  const slots = Array.from({ length: options.lines ?? 2 }, (_, slot) => slot);
  const rig: Rig = {
    redis,
    redisProxy,
    api,
    graph,
    door,
    lines,
    environment,
    begin,
    forget(slot) {
      forgotten.add(slot);
      aim();
    },
    lead(to) {
      door.targets = to.map((slot) => lines[slot]!.port);
      door.cutAll();
    },
    expecting,
    kill: (slot) => expecting(slot).kill(),
    stop: (slot) => expecting(slot).stop(),
    deaths,
    async close() {
      const running = lines.filter((line) => line?.ended === null);
      for (const line of running) {
        expected.add(line);
        line.thaw();
      }
      await Promise.all(running.map((line) => Promise.race([line.stop(), after(12_000, () => line.kill())])));
      await Promise.all([door.close(), redisProxy?.close(), api.close(), graph.close(), redis.close()]);
    },
  };
  const opened = await Promise.allSettled(slots.map((slot) => begin(slot, options.environments?.[slot])));
  const failed = opened.find(({ status }) => status === 'rejected');
  if (failed?.status !== 'rejected') return rig;
  await rig.close();
  throw failed.reason;
}

function after(ms: number, work: () => Promise<void>): Promise<void> {
  return new Promise((resolve) => setTimeout(() => work().then(resolve), ms).unref());
}
