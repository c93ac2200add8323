// Shows how the house fares among the figures: readiness, store, channels, content, answers of the server. Must not decide
// anything, and asks each part what it already knows.

import { readFileSync } from 'node:fs';
import { isChannelName } from './channels/capabilities.ts';
import type { ChannelStatus } from './channels-on.ts';
import type { Health } from './health.ts';
import type { Line } from './model/line.ts';
import { contentAge } from './operator/content-age.ts';
import type { IsKnown, Metrics } from './runtime/metrics.ts';
import type { StoreReport } from './runtime/ports.ts';

export type HouseFigures = {
  readonly metrics: Metrics;
  readonly health: () => Promise<Health>;
  readonly report: () => Promise<StoreReport | null>;
  readonly line: () => Line;
  readonly mistakes: () => number;
  readonly channels: () => readonly ChannelStatus[];
};

const VERSION = (
  JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }
).version;

/** Adds the house's figures; they are read when somebody asks for /metrics. */
export function showHouse(house: HouseFigures): void {
  const { metrics } = house;
  let loaded = { line: house.line(), at: Date.now() };
  metrics.collect(async () => {
    const line = house.line();
    if (line !== loaded.line) loaded = { line, at: Date.now() };
    metrics.clear('waypost_info');
    metrics.set('waypost_info', 1, { line: line.name, version: VERSION });
    metrics.set('waypost_content_loaded_timestamp_seconds', Math.round(loaded.at / 1_000));
    metrics.set('waypost_content_problems', house.mistakes());
    showContent(metrics, line);
    showChannels(metrics, house.channels());
    const [{ ready }, report] = await Promise.all([house.health(), house.report()]);
    metrics.set('waypost_ready', ready ? 1 : 0);
    showStore(metrics, report);
  });
}

function showContent(metrics: Metrics, line: Line): void {
  const { services, checked, drafts } = contentAge(line, Date.now());
  for (const [freshness, count] of Object.entries(services))
    metrics.set('waypost_services', count, { freshness });
  metrics.clear('waypost_service_check_age_days');
  for (const [which, days] of Object.entries(checked ?? {})) {
    metrics.set('waypost_service_check_age_days', Math.round(days * 10) / 10, { which });
  }
  metrics.set('waypost_drafts', drafts.length);
}

/** Channels that are off have no line. */
export function showChannels(metrics: Metrics, channels: readonly ChannelStatus[]): void {
  metrics.clear('waypost_channel_up');
  metrics.clear('waypost_channel_state');
  for (const { channel, state, detail } of channels) {
    if (state === 'off') continue;
    metrics.set('waypost_channel_up', state === 'on' ? 1 : 0, { channel });
    metrics.set('waypost_channel_state', 1, { channel, state: detail ?? state });
  }
}

function showStore(metrics: Metrics, report: StoreReport | null): void {
  metrics.set('waypost_store_up', report === null ? 0 : 1);
  metrics.clear('waypost_store_memory_ratio');
  metrics.clear('waypost_store_warning');
  // What is not known is not shown: yesterday's figure would hide today's trouble.
  for (const name of STORE_FIGURES) metrics.clear(name);
  if (report === null) return;
  metrics.set('waypost_store_held', report.held);
  metrics.set('waypost_store_overdue', report.overdue);
  metrics.set('waypost_outboxes', report.outboxes);
  metrics.set('waypost_outbox_age_seconds', report.outboxAge / 1_000);
  if (report.memory !== null) metrics.set('waypost_store_memory_ratio', report.memory);
  for (const code of report.warnings) metrics.set('waypost_store_warning', 1, { code });
}

const STORE_FIGURES = [
  'waypost_store_held',
  'waypost_store_overdue',
  'waypost_outboxes',
  'waypost_outbox_age_seconds',
] as const;

/** What the labels of the figures may hold, by the content that is open. */
export function isKnownIn(line: () => Line): IsKnown {
  return (kind, value) => {
    const { topics, groups, places, dialogs, teams, name } = line();
    switch (kind) {
      case 'topic':
        return value === 'none' || topics.has(value) || groups.some(({ code }) => code === value);
      case 'country':
        return value === 'europe' || places.get(value)?.kind === 'country';
      case 'step':
        return value === 'none' || value === 'engine/lost' || isStep(value, dialogs);
      case 'team':
        return teams.has(value);
      case 'channel':
        return value === 'web-chat' || isChannelName(value);
      case 'channel-state':
        return /^[a-z-]{1,30}$/.test(value);
      case 'line':
        return value === name;
      case 'version':
        return value === VERSION;
      default:
        return kind satisfies never;
    }
  };
}

function isStep(value: string, dialogs: Line['dialogs']): boolean {
  const [dialog = '', name = ''] = value.split('/');
  return dialogs.get(dialog)?.steps.some((step) => step.name === name) ?? false;
}
