// Counts what happened, in Prometheus' text form. Codes only: no person, no words. Must not know who reads them.

export type Metrics = {
  /** One more of `code`. */
  readonly count: (what: string, code: string) => void;
  /** Prometheus text exposition 0.0.4. */
  readonly text: () => string;
};

/** Codes are ours, but a wrong one must not fill the memory. */
const MOST_CODES = 5_000;

export function createMetrics(gauges: Readonly<Record<string, () => number>>): Metrics {
  const counts = new Map<string, number>();
  return {
    count(what, code) {
      const labels = `what="${clean(what)}",code="${clean(code)}"`;
      const known = counts.get(labels);
      if (known === undefined && counts.size >= MOST_CODES) return;
      counts.set(labels, (known ?? 0) + 1);
    },
    text() {
      const counters = [...counts].map(([labels, value]) => `waypost_events_total{${labels}} ${value}`);
      const measured = Object.entries(gauges).flatMap(([name, read]) => [
        `# TYPE ${name} gauge`,
        `${name} ${read()}`,
      ]);
      return [
        '# HELP waypost_events_total What happened, by kind and code.',
        '# TYPE waypost_events_total counter',
        ...counters,
        ...measured,
        '',
      ].join('\n');
    },
  };
}

function clean(text: string): string {
  return text.replace(/[^\w./ -]/g, '_');
}
