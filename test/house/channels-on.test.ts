// Channels that are on, off, wrong or broken stand beside each other, and a library is loaded only for a channel that is on.

import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { readChannelSettings } from '../../src/channel-settings.ts';
import { type ChannelStatus, openChannels } from '../../src/channels-on.ts';
import { isKnownIn, showChannels } from '../../src/house-figures.ts';
import { createHttp } from '../../src/http.ts';
import { createMetrics } from '../../src/runtime/metrics.ts';
import { createSeal } from '../../src/runtime/sealing.ts';
import { createMemoryStore } from '../../src/store/memory-store.ts';
import { eventually } from '../channels/far-side.ts';
import { startBotApi, TOKEN } from '../channels/telegram/bot-api.ts';
import { line } from '../channels/telegram/house.ts';
import { ROOT } from '../line/default-line.ts';
import { listening } from '../runtime/house.ts';

test('what is wrong is said in one line, what is on comes up, what is in trouble is heard of and comes back', async () => {
  const api = await startBotApi();
  const environment: Record<string, string> = {
    TELEGRAM_BOT_TOKEN: TOKEN,
    TELEGRAM_API_ROOT: api.root,
    WHATSAPP_WEB: 'perhaps',
  };
  const settings = readChannelSettings((name) => environment[name] ?? null);
  const log = listening();
  const store = createMemoryStore();
  const app = createHttp({ log, ready: async () => undefined, metrics: () => '' });
  const heard: ChannelStatus[] = [];
  const count = () => undefined;
  const seal = createSeal([Buffer.alloc(32, 1)]);
  const on = await openChannels(settings, { app, store, seal, clock: Date, log, line, count }, (one) =>
    heard.push(one),
  );
  const metrics = createMetrics(isKnownIn(line));
  metrics.collect(() => showChannels(metrics, on.status()));
  const state = (name: string) => on.status().find(({ channel }) => channel === name)?.state;

  expect(on.channels.map(({ name }) => name)).toEqual(['telegram']);
  expect([state('telegram'), state('whatsapp-web'), state('whatsapp-cloud')]).toEqual([
    'starting',
    'wrong',
    'off',
  ]);
  on.listen(async () => 'accepted');
  await eventually(() => expect(state('telegram')).toBe('on'));
  expect(await metrics.text()).toContain('waypost_channel_up{channel="telegram"} 1\n');
  expect(await metrics.text()).not.toContain('channel="whatsapp-cloud"');

  api.conflict = true;
  api.push({ message: {} });
  await eventually(() => expect(state('telegram')).toBe('trouble'));
  expect(await metrics.text()).toContain('waypost_channel_up{channel="telegram"} 0\n');
  api.conflict = false;
  await eventually(() => expect(state('telegram')).toBe('on'));
  expect(heard.map((one) => one.state)).toEqual(['on', 'trouble', 'on']);
  for (const text of [JSON.stringify(heard), log.lines.join('\n')])
    expect(text).not.toContain(TOKEN.slice(8));
  await on.close();
  await app.close();
  await api.close();
  await store.close();
});

test('a line with web chat alone loads no library of another channel', () => {
  const script = `
    await import(${JSON.stringify(join(ROOT, 'src/main.ts'))});
    const { createRequire } = await import('node:module');
    const cache = Object.keys(createRequire(import.meta.url).cache);
    console.log(cache.filter((file) => /node_modules.(telegraf|botbuilder|whatsapp-web|puppeteer)/.test(file)).length);
  `;
  const args = ['--import', 'tsx', '--input-type=module', '-e', script];
  expect(execFileSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' }).trim()).toBe('0');
}, 60_000);
