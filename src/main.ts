// Puts the house together: line, mind, store, runtime, channels, server. Must not decide anything that a room decides.

import { hkdfSync } from 'node:crypto';
import { addPages } from './channels/web-chat/pages.ts';
import { createWebChat } from './channels/web-chat.ts';
import { type ChannelStatus, type ChannelsOn, openChannels } from './channels-on.ts';
import type { Config } from './config.ts';
import { watchLine } from './content/watch.ts';
import { upgrade } from './engine/upgrade.ts';
import { createFiguresDoor } from './figures-door.ts';
import { healthOf } from './health.ts';
import { isKnownIn, showHouse } from './house-figures.ts';
import { createHttp } from './http.ts';
import type { Line } from './model/line.ts';
import type { Problem } from './model/problem.ts';
import { showProcess } from './process-figures.ts';
import { createLog } from './runtime/log.ts';
import { createMetrics } from './runtime/metrics.ts';
import { createMind } from './runtime/mind.ts';
import type { Log, Store } from './runtime/ports.ts';
import { createRuntime } from './runtime/runtime.ts';
import { createSeal } from './runtime/sealing.ts';
import { watchStore } from './store-watch.ts';
import { packOf, packSoon } from './understanding-pack.ts';
import { watchTurns } from './watch-turns.ts';

export type House = {
  /** Where the demo page is, e.g. `http://127.0.0.1:3978/`. */
  readonly url: string;
  /** How the channels beside web chat fare, also those that are off. */
  channels(): readonly ChannelStatus[];
  /** Stops taking messages in, finishes what is under way, and frees everything. */
  close(): Promise<void>;
};

export type HouseNeeds = {
  readonly config: Config;
  /** Folder that holds knowledge-base/, dialogs/ and locales/. */
  readonly root: string;
  /** Folder of the built widget. */
  readonly widget: string;
  readonly line: Line;
  /** Hears what is wrong with an edit while the last good content stays in use. */
  readonly hearProblems: (problems: readonly Problem[]) => void;
  /** Hears when a channel comes up or is in trouble. */
  readonly hearChannel: (status: ChannelStatus) => void;
};

/** Opens the line on its port. */
export async function openHouse(needs: HouseNeeds): Promise<House> {
  const { config, root, widget, line, hearProblems, hearChannel } = needs;
  const log = createLog(config.logLevel);
  const clock = { now: Date.now };
  const retentionHours = config.retentionHours ?? line.retentionHours;
  let pack = packOf(line);
  const metrics = createMetrics(isKnownIn(() => mind.line));
  const watched = await watchTurns(metrics, config.traces, line.name);
  let mind = createMind({ ...line, retentionHours }, pack, watched.mind);
  mind.triage.warm();
  const store = watched.store(await openStore(config, retentionHours, log));
  const seal = createSeal(config.stateKeys);
  const storeWatch = watchStore(store, log);
  let others: ChannelsOn | undefined;
  let mistakes = 0;
  let stopping = false;
  const fare = () => others?.status() ?? [];
  const health = () =>
    healthOf({
      stopping: () => stopping,
      ping: store.ping,
      report: storeWatch.look,
      inMemory: config.redisUrl === null,
      line: () => mind.line,
      mistakes: () => mistakes,
      channels: fare,
    });
  const app = createHttp({
    log,
    maySeeFigures: createFiguresDoor(config.metricsToken, clock),
    ready: store.ping,
    health,
    metrics: metrics.text,
    answered: (status) =>
      metrics.add('waypost_http_responses_total', { class: `${Math.floor(status / 100)}xx` }),
  });
  const hideProcess = showProcess(metrics);
  showHouse({
    metrics,
    health,
    report: storeWatch.look,
    line: () => mind.line,
    mistakes: () => mistakes,
    channels: fare,
  });
  await app.register(async () => undefined);
  const webChat = createWebChat({
    app,
    store,
    seal,
    secret: new Uint8Array(hkdfSync('sha256', config.stateKeys.at(-1) ?? '', '', 'web-chat tokens', 32)),
    ...(config.directLineSecret && { directLineSecret: config.directLineSecret }),
    tokenSeconds: config.directLineTokenSeconds,
    origins: config.webchatOrigins,
    retentionHours,
    brand: line.brand.name,
    clock,
    log,
    deaf: (address) => runtime.deaf(address),
    unread: () => {
      metrics.count('too-fast', 'quiet');
      metrics.add('waypost_received_total', { channel: 'web-chat', result: 'too-fast' });
    },
  });
  addPages(app, { folder: widget, line: () => mind.line, origins: config.webchatOrigins, contacts: [] });
  const channelHouse = { app, store, seal, clock, log, count: metrics.count, line: () => mind.line };
  others = await openChannels(config.channels, channelHouse, hearChannel);
  const runtime = createRuntime({
    store,
    channels: [webChat, ...others.channels.map(watched.channel)],
    seal,
    clock,
    log,
    upgrade,
    count: metrics.count,
    think: watched.think((input) => mind.think(input)),
    apologise: (input) => mind.apologise(input),
    mustHear: (update) => mind.mustHear(update),
  });
  const receive = watched.receive(runtime.receive);
  await webChat.listen(receive);
  runtime.start();
  const url = await app.listen({ port: config.port, host: config.host });
  others.listen(receive);
  const unwatch = watchLine(
    root,
    config.line,
    ({ line: edited, problems }) => {
      mistakes = edited ? 0 : problems.filter(({ severity }) => severity === 'error').length;
      if (!edited) {
        log.warn('content/kept-last-good', { problems: problems.length });
        return hearProblems(problems);
      }
      const next = { ...edited, retentionHours: config.retentionHours ?? edited.retentionHours };
      mind = createMind(next, pack, watched.mind);
      log.info('content/reloaded', { hash: edited.hash.slice(0, 8) });
      // The edit is in use at once with what was learned before; what it teaches follows when it is learned.
      void packSoon(next).then((learned) => {
        if (mind.line !== next || learned === pack) return;
        pack = learned;
        mind = createMind(next, pack, watched.mind);
        mind.triage.warm();
        log.info('content/learned', { hash: edited.hash.slice(0, 8) });
      });
    },
    clock,
  );
  return {
    url: `${url.replace(/\/$/, '')}/`,
    channels: fare,
    async close() {
      stopping = true;
      unwatch();
      storeWatch.stop();
      hideProcess();
      await runtime.drain();
      await Promise.all([webChat.close(), others?.close()]);
      await app.close();
      await store.close();
      await watched.close();
    },
  };
}

/** ioredis is loaded only when it is used: a line on the memory store starts without it. */
async function openStore(config: Config, retentionHours: number, log: Log): Promise<Store> {
  const settings = { retention: retentionHours * 3_600_000 };
  if (config.redisUrl === null) {
    const { createMemoryStore } = await import('./store/memory-store.ts');
    return createMemoryStore(settings);
  }
  const { createRedisStore } = await import('./store/redis-store.ts');
  return createRedisStore(config.redisUrl, settings, { log });
}
