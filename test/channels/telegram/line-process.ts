// A line of its own process, to be killed: the real channel and runtime on real Redis, answering `re: <words>`.
// API_ROOT, REDIS and KEY come by environment; it says `ready` when it listens.

import { fastify } from 'fastify';
import { createTelegram } from '../../../src/channels/telegram.ts';
import type { State } from '../../../src/model/state.ts';
import { createRuntime } from '../../../src/runtime/runtime.ts';
import { createSeal } from '../../../src/runtime/sealing.ts';
import { createRedisStore } from '../../../src/store/redis-store.ts';
import { TOKEN } from './bot-api.ts';
import { answering, line } from './house.ts';

const { API_ROOT = '', REDIS = '', KEY = '' } = process.env;
const log = { info() {}, warn() {}, error() {} };
const channel = createTelegram({
  app: fastify(),
  settings: { token: TOKEN, apiRoot: API_ROOT, webhookUrl: null, webhookSecret: null },
  line,
  log,
  tell: () => undefined,
});
const runtime = createRuntime({
  store: createRedisStore(REDIS, { lease: 1_000, sender: 1_000 }),
  channels: [channel],
  seal: createSeal([Buffer.from(KEY, 'base64')]),
  clock: Date,
  log,
  think: answering,
  apologise: () => [],
  upgrade: (raw) => raw as State,
  settings: { abandonedAfter: 1_000, sweepEvery: 200 },
});
await channel.listen(runtime.receive);
runtime.start();
process.stdout.write('ready\n');
