// What this process uses: memory, processor, delay of the event loop. Must not know what it does.

import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Metrics } from './runtime/metrics.ts';

const NANO = 1e9;
const MICRO = 1e6;

/** Shows the process's figures among the others. Returns the way to stop. */
export function showProcess(metrics: Metrics): () => void {
  const lag = monitorEventLoopDelay({ resolution: 20 });
  lag.enable();
  const started = Date.now() / 1_000 - process.uptime();
  metrics.collect(() => {
    const { user, system } = process.cpuUsage();
    metrics.set('process_cpu_seconds_total', (user + system) / MICRO);
    metrics.set('process_start_time_seconds', Math.round(started));
    metrics.set('process_resident_memory_bytes', process.memoryUsage.rss());
    metrics.set('nodejs_heap_size_used_bytes', process.memoryUsage().heapUsed);
    // The histogram counts its own 20 ms of waiting in; before the first moment it says NaN.
    const delay = lag.percentile(99) / NANO - 0.02;
    metrics.set('nodejs_eventloop_lag_p99_seconds', Number.isFinite(delay) ? Math.max(0, delay) : 0);
    lag.reset();
  });
  return () => lag.disable();
}
