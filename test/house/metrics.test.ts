// Figures as Prometheus reads them, with labels of closed sets only, and measured at the ports of a real runtime.

import { measure } from '../../src/runtime/measure.ts';
import { METRICS, type Metric } from '../../src/runtime/metric-catalogue.ts';
import { createMetrics } from '../../src/runtime/metrics.ts';
import { createMemoryStore } from '../../src/store/memory-store.ts';
import { channel, house, remembering, update } from '../runtime/house.ts';

const known = (kind: string, value: string) =>
  ({ channel: ['test', 'web-chat'], topic: ['biz.start'], country: ['de'], step: ['place/country'] })[
    kind
  ]?.includes(value) ?? false;

const lineOf = (text: string, start: string) => text.split('\n').find((line) => line.startsWith(start));

test('names follow the conventions of Prometheus, and every figure says what it means', () => {
  for (const [name, { type, help }] of Object.entries(METRICS) as [string, Metric][]) {
    expect(name).toMatch(/^(waypost|process|nodejs)_[a-z0-9_]+$/);
    expect(name.endsWith('_total')).toBe(type === 'counter');
    if (type === 'histogram') expect(name).toMatch(/_seconds$/);
    expect(name).not.toMatch(/_(count|sum|bucket|info_info)$/);
    expect(help).toMatch(/^[A-Z0-9].*\.$/);
  }
});

test("what is not in a label's closed set is counted as other, whatever it says", async () => {
  const metrics = createMetrics(known);
  metrics.count('danger', '+49 30 123456');
  metrics.count('danger', 'biz.start');
  metrics.count('gap', 'biz.start de/hamburg');
  metrics.count('intent', 'my name is "Amal"\n');
  metrics.count('Amal', 'Mariam Street 5');
  for (let i = 0; i < 5_000; i += 1) metrics.count('web-chat', `code-${i}`);
  const text = await metrics.text();
  expect(lineOf(text, 'waypost_danger_answers_total{topic="other"}')).toMatch(/ 1$/);
  expect(lineOf(text, 'waypost_danger_answers_total{topic="biz.start"}')).toMatch(/ 1$/);
  expect(lineOf(text, 'waypost_gaps_total{topic="biz.start",country="de"}')).toMatch(/ 1$/);
  expect(lineOf(text, 'waypost_events_total{what="other",code="other"}')).toMatch(/ 3\d\d\d$/);
  expect(text).not.toMatch(/Amal|Mariam|49 30|hamburg/);
  expect(text.split('\n').length).toBeLessThan(2_500);
});

test('a histogram is cumulative, and a counter of a closed list is there before its first rise', async () => {
  const metrics = createMetrics(known);
  expect(await metrics.text()).toContain('waypost_dead_letters_total{reason="exception"} 0\n');
  metrics.observe('waypost_think_duration_seconds', 0.004);
  metrics.observe('waypost_think_duration_seconds', 60);
  const text = await metrics.text();
  expect(text).toContain('waypost_think_duration_seconds_bucket{le="0.0025"} 0\n');
  expect(text).toContain('waypost_think_duration_seconds_bucket{le="0.005"} 1\n');
  expect(text).toContain('waypost_think_duration_seconds_bucket{le="30"} 1\n');
  expect(text).toContain('waypost_think_duration_seconds_bucket{le="+Inf"} 2\n');
  expect(text).toContain('waypost_think_duration_seconds_sum 60.004\n');
});

test('turns, sends, store calls and what comes in are measured around a real runtime', async () => {
  const metrics = createMetrics(known);
  const measured = measure(metrics);
  const store = measured.store(createMemoryStore());
  const one = channel((to) => (to === 'blocked' ? { type: 'gone' } : { type: 'sent' }));
  const counting = { count: metrics.count, think: measured.think(remembering) };
  const runtime = house(store, measured.channel(one), counting);
  const receive = measured.receive(runtime.receive);
  await receive(update('a', 'hello', 'test', 'first'));
  await receive(update('a', 'hello', 'test', 'first'));
  await receive(update('blocked', 'hello'));
  await runtime.idle();
  const text = await metrics.text();
  const expected = [
    'waypost_received_total{channel="test",result="accepted"} 2',
    'waypost_received_total{channel="test",result="duplicate"} 1',
    'waypost_turns_total{channel="test"} 2',
    'waypost_turn_duration_seconds_count{channel="test"} 2',
    'waypost_sends_total{channel="test",result="sent"} 1',
    'waypost_sends_total{channel="test",result="gone"} 1',
    'waypost_sends_total{channel="test",result="failed"} 0',
    'waypost_store_duration_seconds_count{call="enter"} 3',
    'waypost_store_duration_seconds_count{call="commit"} 2',
    'waypost_store_failures_total{call="commit"} 0',
    'waypost_backlog 0',
    'waypost_receiving 0',
  ];
  const lines = new Set(text.split('\n'));
  expect(expected.filter((line) => !lines.has(line))).toEqual([]);
  await runtime.drain();
});

test('an update that another process deals with leaves the backlog', async () => {
  let now = 0;
  const metrics = createMetrics(known);
  const measured = measure(metrics, () => now);
  const store = createMemoryStore();
  const mine = measured.store(store);
  await store.enter('k', { id: 'theirs', sealed: 'AAAA' });
  await mine.enter('k', { id: 'waits', sealed: 'AAAA' });
  await mine.enter('other', { id: 'ours', sealed: 'AAAA' });
  expect(await metrics.text()).toContain('waypost_backlog 1\n');
  now = 200_000;
  expect(await metrics.text()).toContain('waypost_backlog 0\n');
});

test('an update that another process deals with is forgotten, though nobody reads the figures', async () => {
  let now = 0;
  const metrics = createMetrics(known);
  const store = createMemoryStore();
  const released = async () => ({ status: 'released', delivery: 'none' }) as const;
  const mine = measure(metrics, () => now).store({ ...store, commit: released });
  await store.enter('k', { id: 'theirs', sealed: 'AAAA' });
  await mine.enter('k', { id: 'waits', sealed: 'AAAA' });
  now = 200_000;
  await mine.enter('other', { id: 'ours', sealed: 'AAAA' });
  const done = (id: string) =>
    mine.commit({ conversation: 'k', fence: 1 }, { state: 'AAAA', parts: [], to: 'outbox', done: [id] });
  await done('waits');
  expect(await metrics.text()).not.toContain('waypost_turn_duration_seconds_count');
  await done('ours');
  expect(await metrics.text()).toContain('waypost_turn_duration_seconds_count{channel="other"} 1\n');
});

test('a store that fails is counted by call', async () => {
  const metrics = createMetrics(known);
  const store = measure(metrics).store({
    ...createMemoryStore(),
    ping: async () => {
      throw new Error('away');
    },
  });
  await expect(store.ping()).rejects.toThrow('away');
  expect(await metrics.text()).toContain('waypost_store_failures_total{call="ping"} 1\n');
});
