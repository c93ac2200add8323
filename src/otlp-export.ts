// Sends trace spans to a collector by OTLP over HTTP, as JSON. Loaded only when a collector is named: the official packages would
// be a dozen more for these lines, and would let any text into a span. Must not know what a span is about.

import type { Span } from './runtime/spans.ts';

export type OtlpSettings = {
  /** Address of the collector, ending with `/`; spans go to `v1/traces` below it. */
  readonly endpoint: string;
  readonly headers: Readonly<Record<string, string>>;
};

export type OtlpNeeds = OtlpSettings & {
  /** What the spans belong to: `service.name` and others. */
  readonly resource: Readonly<Record<string, string>>;
  /** Told how many spans the collector did not take. */
  readonly lost: (spans: number) => void;
};

export type OtlpExport = {
  add(span: Span): void;
  /** Sends what waits. Never throws. */
  flush(): Promise<void>;
  close(): Promise<void>;
};

const EVERY = 5_000;
const BATCH = 512;
/** A collector that is away must not fill the memory. */
const MOST_WAITING = 4_096;
const PATIENCE = 3_000;

export function createOtlpExport({ endpoint, headers, resource, lost }: OtlpNeeds): OtlpExport {
  let waiting: Span[] = [];
  let sending: Promise<void> = Promise.resolve();

  async function send(spans: readonly Span[]): Promise<void> {
    try {
      const answer = await fetch(new URL('v1/traces', endpoint), {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify(requestOf(spans, resource)),
        signal: AbortSignal.timeout(PATIENCE),
        redirect: 'error',
      });
      await answer.arrayBuffer();
      if (!answer.ok) lost(spans.length);
    } catch {
      lost(spans.length);
    }
  }

  function flush(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting.splice(0, BATCH);
      sending = sending.then(() => send(batch));
    }
    return sending;
  }

  const timer = setInterval(flush, EVERY).unref();
  return {
    add(span) {
      if (waiting.length >= MOST_WAITING) lost(1);
      else waiting.push(span);
    },
    flush,
    async close() {
      clearInterval(timer);
      await flush();
      waiting = [];
    },
  };
}

/** ExportTraceServiceRequest of OTLP 1.x in its JSON form: ids in hex, times in nanoseconds as strings. */
function requestOf(spans: readonly Span[], resource: Readonly<Record<string, string>>): object {
  return {
    resourceSpans: [
      {
        resource: { attributes: attributesOf(resource) },
        scopeSpans: [{ scope: { name: 'waypost' }, spans: spans.map(spanOf) }],
      },
    ],
  };
}

/** Kinds of OTLP: 1 internal, 2 server, 3 client. */
function spanOf({ traceId, spanId, parentId, name, start, end, failed, attributes }: Span): object {
  const kind = parentId === null ? 2 : name === 'send' || name.startsWith('store ') ? 3 : 1;
  return {
    traceId,
    spanId,
    ...(parentId !== null && { parentSpanId: parentId }),
    name,
    kind,
    startTimeUnixNano: nanoseconds(start),
    endTimeUnixNano: nanoseconds(end),
    attributes: attributesOf(attributes, 'waypost.'),
    status: failed ? { code: 2 } : {},
  };
}

function attributesOf(values: Readonly<Record<string, string>>, prefix = ''): readonly object[] {
  return Object.entries(values).map(([key, value]) => ({
    key: `${prefix}${key}`,
    value: { stringValue: value },
  }));
}

/** Ms with fractions → nanoseconds; as a number they would not fit. */
function nanoseconds(ms: number): string {
  return (BigInt(Math.floor(ms)) * 1_000_000n + BigInt(Math.floor((ms % 1) * 1_000_000))).toString();
}
