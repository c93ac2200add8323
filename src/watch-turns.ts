// Puts together who watches a turn: the figures always, traces only when a collector is named. Must not know what a turn does.

import type { Config } from './config.ts';
import { type Measured, measure } from './runtime/measure.ts';
import type { Metrics } from './runtime/metrics.ts';
import type { MindWatch } from './runtime/mind-watch.ts';

export type Watched = Measured & {
  readonly mind: MindWatch;
  /** Sends the spans that still wait. */
  close(): Promise<void>;
};

/** Without `traces` nothing of tracing is loaded or run. */
export async function watchTurns(metrics: Metrics, traces: Config['traces'], line: string): Promise<Watched> {
  const measured = measure(metrics);
  const decided: MindWatch['decided'] = (decision) => metrics.count('decision', decision);
  if (traces === null) {
    return { ...measured, mind: { phase: (_name, work) => work(), decided }, close: async () => undefined };
  }
  const { createOtlpExport } = await import('./otlp-export.ts');
  const { followTurns } = await import('./runtime/spans.ts');
  const collector = createOtlpExport({
    ...traces,
    resource: { 'service.name': 'waypost', 'waypost.line': line },
    lost: (spans) => metrics.add('waypost_spans_lost_total', {}, spans),
  });
  const followed = followTurns(collector.add);
  return {
    store: (store) => followed.store(measured.store(store)),
    channel: (channel) => followed.channel(measured.channel(channel)),
    receive: (receive) => followed.receive(measured.receive(receive)),
    think: (think) => followed.think(measured.think(think)),
    mind: { phase: followed.mind.phase, decided },
    close: collector.close,
  };
}
