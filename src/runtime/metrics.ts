// Keeps the figures of the catalogue and writes them as Prometheus text. Codes only: no person, no words.
// Must not know who reads them.

import { metricOf } from './count-to-metric.ts';
import { BUCKETS, type LabelKind, METRICS, type Metric, type MetricName } from './metric-catalogue.ts';
import type { Count } from './think.ts';

export type Labels = Readonly<Record<string, string>>;

export type Metrics = {
  /** One more of `code`, as the engine and the channels tell it. */
  readonly count: Count;
  /** `by` more of a counter; 0 shows it before anything happened, so that its first rise is seen. */
  add(name: MetricName, labels?: Labels, by?: number): void;
  /** A gauge, or a counter that somebody else keeps. */
  set(name: MetricName, value: number, labels?: Labels): void;
  /** One measurement for a histogram, in seconds. */
  observe(name: MetricName, seconds: number, labels?: Labels): void;
  /** Takes all series of a gauge away. */
  clear(name: MetricName): void;
  /** `read` is called before each writing, to set gauges; what it throws is left out. */
  collect(read: () => void | Promise<void>): void;
  /** Prometheus text exposition 0.0.4. */
  text(): Promise<string>;
};

/** Tells whether a value of this kind is one that the line knows; `code` is known by its form. */
export type IsKnown = (kind: Exclude<LabelKind, readonly string[] | 'code'>, value: string) => boolean;

type Series = { readonly labels: string; value: number; sum: number; readonly buckets: number[] | null };

/** Codes have a form, not a list: a mistake of ours must not fill the memory. */
const MOST_SERIES = 2_000;
const OTHER = 'other';

export function createMetrics(isKnown: IsKnown): Metrics {
  const all = new Map<MetricName, Map<string, Series>>();
  const readers: (() => void | Promise<void>)[] = [];

  function seriesOf(name: MetricName, given: Labels): Series {
    const metric: Metric = METRICS[name];
    const found = all.get(name) ?? new Map<string, Series>();
    all.set(name, found);
    let labels = written(metric, given);
    if (!found.has(labels) && found.size >= MOST_SERIES) labels = written(metric, {});
    const series = found.get(labels) ?? {
      labels,
      value: 0,
      sum: 0,
      buckets: metric.type === 'histogram' ? BUCKETS.map(() => 0) : null,
    };
    found.set(labels, series);
    return series;
  }

  function written({ labels = {} }: Metric, given: Labels): string {
    return Object.entries(labels)
      .map(([label, kind]) => `${label}="${allowed(kind, given[label] ?? OTHER)}"`)
      .join(',');
  }

  function allowed(kind: LabelKind, value: string): string {
    if (value === OTHER) return OTHER;
    if (kind === 'code') return /^[a-z0-9][a-z0-9/._-]{0,60}$/.test(value) ? value : OTHER;
    const known = typeof kind === 'string' ? isKnown(kind, value) : kind.includes(value);
    return known && !/["\\\n]/.test(value) ? value : OTHER;
  }

  for (const name of Object.keys(METRICS) as MetricName[]) {
    const metric: Metric = METRICS[name];
    if (metric.type !== 'counter' || !name.startsWith('waypost_')) continue;
    for (const labels of listed(metric)) seriesOf(name, labels);
  }

  const metrics: Metrics = {
    count(what, code) {
      const { name, labels } = metricOf(what, code);
      metrics.add(name, labels);
    },
    add(name, labels = {}, by = 1) {
      seriesOf(name, labels).value += by;
    },
    set(name, value, labels = {}) {
      seriesOf(name, labels).value = value;
    },
    observe(name, seconds, labels = {}) {
      const series = seriesOf(name, labels);
      series.value += 1;
      series.sum += seconds;
      const at = BUCKETS.findIndex((bound) => seconds <= bound);
      if (series.buckets !== null && at !== -1) series.buckets[at] = (series.buckets[at] ?? 0) + 1;
    },
    clear(name) {
      all.delete(name);
    },
    collect(read) {
      readers.push(read);
    },
    async text() {
      await Promise.allSettled(readers.map(async (read) => read()));
      const names = Object.keys(METRICS).filter((name) => all.has(name as MetricName)) as MetricName[];
      return names.flatMap((name) => [...linesOf(name, [...(all.get(name)?.values() ?? [])])]).join('');
    },
  };
  return metrics;
}

/** Every combination of labels that are lists; none when a label is not. */
function listed({ labels = {} }: Metric): readonly Labels[] {
  let rows: Labels[] = [{}];
  for (const [label, kind] of Object.entries(labels)) {
    if (typeof kind === 'string') return [];
    rows = rows.flatMap((row) => kind.map((value) => ({ ...row, [label]: value })));
  }
  return rows;
}

function* linesOf(name: MetricName, series: readonly Series[]): Generator<string> {
  if (series.length === 0) return;
  yield `# HELP ${name} ${METRICS[name].help}\n# TYPE ${name} ${METRICS[name].type}\n`;
  for (const { labels, value, sum, buckets } of series) {
    if (buckets === null) yield `${name}${labels && `{${labels}}`} ${value}\n`;
    else yield* histogramLines(name, labels, value, sum, buckets);
  }
}

function* histogramLines(
  name: string,
  labels: string,
  count: number,
  sum: number,
  buckets: readonly number[],
): Generator<string> {
  const before = labels && `${labels},`;
  let below = 0;
  for (const [at, bound] of BUCKETS.entries()) {
    below += buckets[at] ?? 0;
    yield `${name}_bucket{${before}le="${bound}"} ${below}\n`;
  }
  yield `${name}_bucket{${before}le="+Inf"} ${count}\n`;
  yield `${name}_sum${labels && `{${labels}}`} ${sum}\n${name}_count${labels && `{${labels}}`} ${count}\n`;
}
