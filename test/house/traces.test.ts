// Traces of whole turns at a collector on this machine: complete, in one piece, and without a word or number of a person.

import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { readConfig } from '../../src/config.ts';
import { createMetrics } from '../../src/runtime/metrics.ts';
import { createMind } from '../../src/runtime/mind.ts';
import { createMemoryStore } from '../../src/store/memory-store.ts';
import { watchTurns } from '../../src/watch-turns.ts';
import { eventually } from '../channels/far-side.ts';
import { lineWith } from '../fixtures/talk.ts';
import { ROOT } from '../line/default-line.ts';
import { channel, house, update } from '../runtime/house.ts';

type Attribute = { readonly key: string; readonly value: { readonly stringValue: string } };
type Span = {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes: readonly Attribute[];
  readonly status: { readonly code?: number };
};

async function startCollector(status = 200) {
  const bodies: string[] = [];
  const keys: unknown[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const piece of request) body += piece;
    bodies.push(body);
    keys.push(request.headers['x-key']);
    response.statusCode = request.url === '/v1/traces' ? status : 404;
    response.end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const spans = () =>
    bodies.flatMap((body) => JSON.parse(body).resourceSpans[0].scopeSpans[0].spans as readonly Span[]);
  return { endpoint, bodies, keys, spans, close: () => server.close() };
}

const metrics = () => createMetrics((_, value) => value === 'test');

async function talkTraced(endpoint: string, figures = metrics()): Promise<void> {
  const traces = readConfig({
    OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
    OTEL_EXPORTER_OTLP_HEADERS: 'x-key=a%20b',
  }).traces;
  const watched = await watchTurns(figures, traces, 'europe');
  const mind = createMind(lineWith(), undefined, watched.mind);
  const store = watched.store(createMemoryStore());
  const far = channel((to) => (to === '+491701234567' ? { type: 'sent' } : { type: 'refused', why: 'x1' }));
  const runtime = house(store, watched.channel(far), {
    think: watched.think(mind.think),
    apologise: mind.apologise,
  });
  const receive = watched.receive(runtime.receive);
  await receive(update('+491701234567', 'My name is Amal and I live at Canary Street 5', 'test', 'wamid.77'));
  await receive(update('+491701234567', 'again', 'test', 'wamid.77'));
  await receive(update('4915550000', 'help'));
  await runtime.idle();
  await runtime.drain();
  await watched.close();
}

const attributesOf = ({ attributes }: Span) =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, value.stringValue]));

test('a turn is one trace: taken in, understood, stepped, drawn, stored, sent', async () => {
  const collector = await startCollector();
  await talkTraced(collector.endpoint);
  const spans = collector.spans();
  const [first, repeated] = spans.filter(({ name }) => name === 'turn');
  const under = (parent: Span) => spans.filter(({ parentSpanId }) => parentSpanId === parent.spanId);
  const whole = spans.filter(({ traceId }) => traceId === first?.traceId);
  const turn = whole.find(({ name }) => name === 'turn') as Span;
  const think = whole.find(({ name }) => name === 'think') as Span;

  expect(under(turn).map(({ name }) => name)).toEqual(
    expect.arrayContaining(['store enter', 'think', 'store commit', 'send', 'store sent']),
  );
  expect(under(think).map(({ name }) => name)).toEqual(['understand', 'step', 'render']);
  expect(attributesOf(turn)).toEqual({
    'waypost.channel': 'test',
    'waypost.content': 'text',
    'waypost.result': 'released',
  });
  expect(attributesOf(repeated as Span)['waypost.result']).toBe('duplicate');
  for (const span of spans) {
    expect(span.traceId).toMatch(/^[0-9a-f]{32}$/);
    expect(span.spanId).toMatch(/^[0-9a-f]{16}$/);
    expect(BigInt(span.endTimeUnixNano) >= BigInt(span.startTimeUnixNano)).toBe(true);
    expect(Math.abs(Number(BigInt(span.startTimeUnixNano) / 1_000_000n) - Date.now())).toBeLessThan(60_000);
  }
  expect(collector.keys[0]).toBe('a b');
  collector.close();
});

test('no span holds a word, a name, an address, an id of an update or a number of a person', async () => {
  const collector = await startCollector();
  await talkTraced(collector.endpoint);
  expect(collector.spans().length).toBeGreaterThan(10);
  for (const body of collector.bodies) {
    // Ids and times are digits that nobody chose; the test above says of what form they are.
    const chosen = body.replace(
      /"(?:traceId|spanId|parentSpanId|startTimeUnixNano|endTimeUnixNano)":"\w+"/g,
      '',
    );
    expect(chosen).not.toMatch(/Amal|Canary|Street|wamid|again|help|4917|49155|x1/);
  }
  for (const span of collector.spans()) {
    for (const { value } of span.attributes) expect(value.stringValue).toMatch(/^[a-z][a-z/.-]*$/i);
    expect(span.name).toMatch(/^(turn|think|understand|step|render|send|store [a-z]+)$/);
  }
  collector.close();
});

test('a collector that is away or refuses changes nothing but a figure', async () => {
  const refusing = await startCollector(500);
  for (const endpoint of [refusing.endpoint, 'http://127.0.0.1:9']) {
    const figures = metrics();
    await talkTraced(endpoint, figures);
    await eventually(async () => expect(await figures.text()).toMatch(/waypost_spans_lost_total [1-9]\d*\n/));
  }
  refusing.close();
});

test('without a collector nothing of tracing is loaded, and a phase is only its work', async () => {
  const source = readFileSync(join(ROOT, 'src/watch-turns.ts'), 'utf8');
  expect(source).not.toMatch(/^import (?!type).*(spans|otlp)/m);
  const watched = await watchTurns(metrics(), readConfig({}).traces, 'europe');
  expect(watched.mind.phase('step', () => 7)).toBe(7);
  await watched.close();
});

test.each([
  ['OTEL_EXPORTER_OTLP_ENDPOINT', 'localhost'],
  ['OTEL_EXPORTER_OTLP_HEADERS', 'no equals sign'],
])('a wrong %s stops the start and its value is not shown', (name, value) => {
  const read = () => readConfig({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318', [name]: value });
  expect(read).toThrow(new RegExp(`^${name} is wrong`));
  expect(read).not.toThrow(new RegExp(value));
});
