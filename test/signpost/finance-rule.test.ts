import type { Service } from '../../src/model/directory.ts';
import type { Line } from '../../src/model/line.ts';
import type { SignpostQuery } from '../../src/model/signposting.ts';
import { createSignpost } from '../../src/signpost/signpost.ts';
import { line, PLACES, service } from '../fixtures/small-line.ts';

const NOW = Date.parse('2026-11-23T10:30:00Z');
const loan = (id: string, facts: Partial<Service> = {}) => service(id, { topics: ['fin.micro'], ...facts });

function ask(services: readonly Service[], query: Partial<SignpostQuery> = {}) {
  const answer = createSignpost(line(services), NOW)({ topic: 'fin.micro', place: 'de/hamburg', ...query });
  return {
    shown: answer.services.map(({ service: id, pairedWith }) => (pairedWith ? `${id}+${pairedWith}` : id)),
    withheld: answer.withheld.map(({ service: id, why }) => `${id} ${why}`),
    services: answer.services,
  };
}

test('a loan is followed by its support, which says what it is there for', () => {
  const answer = ask([service('help'), loan('loan', { pairWith: ['help'] })]);
  expect(answer.shown).toEqual(['loan+help', 'help']);
  expect(answer.services[1]?.why).toContainEqual({ why: 'support-for', service: 'loan' });
});

test('a loan whose support is elsewhere, aged, ended or no support at all is held back', () => {
  for (const facts of [
    { coverage: ['de/berlin'] },
    { status: 'aged' },
    { status: 'ended' },
    { topics: ['biz.right'] },
    { topics: ['fin.bank', 'biz.plan'] },
  ] as const) {
    const answer = ask([service('help', facts), loan('loan', { pairWith: ['help'] })]);
    expect([answer.shown, answer.withheld]).toEqual([[], ['loan no-pair']]);
  }
  expect(ask([loan('loan', { pairWith: ['missing'] })]).withheld).toEqual(['loan no-pair']);
});

test('a loan that brings its own support may stand alone, and says so', () => {
  const answer = ask([loan('loan', { ownSupport: true, pairWith: ['missing'] })]);
  expect(answer.shown).toEqual(['loan']);
  expect(answer.services[0]?.why).toContainEqual({ why: 'own-support' });
});

test('the support nearest to the person is chosen', () => {
  const services = [
    service('hamburg', { coverage: ['de/hamburg'] }),
    service('berlin', { coverage: ['de/berlin'] }),
    service('a-germany'),
    loan('loan', { pairWith: ['a-germany', 'berlin', 'hamburg'] }),
  ];
  expect(ask(services).shown[0]).toBe('loan+hamburg');
  expect(ask(services, { place: 'de/berlin' }).shown[0]).toBe('loan+berlin');
});

test('support that two loans share is shown once and named by both', () => {
  const services = [
    service('help'),
    loan('one', { pairWith: ['help'] }),
    loan('two', { pairWith: ['help'] }),
  ];
  expect(ask(services).shown).toEqual(['one+help', 'help', 'two+help']);
});

test('a loan found under a business topic keeps the rule', () => {
  const mixed = loan('mixed', { topics: ['biz.start', 'fin.micro'], pairWith: ['help'] });
  expect(ask([mixed, service('help')], { topic: 'biz.start' }).shown).toEqual(['mixed+help', 'help']);
  expect(ask([mixed], { topic: 'biz.start' }).withheld).toEqual(['mixed no-pair']);
});

test('a need that only the support fails is not counted as a gap', () => {
  const services = [service('help'), loan('loan', { pairWith: ['help'], cost: { kind: 'free' } })];
  expect(ask(services, { needs: ['free'] }).withheld).toEqual(['loan need']);
});

test('who said that they need money sees the finance beside its support', () => {
  const services = [service('help'), service('other'), loan('loan', { pairWith: ['help'] })];
  expect(ask(services, { topic: 'biz.counsel' }).shown).toEqual(['help', 'other']);
  expect(ask(services, { topic: 'biz.counsel', wantsMoney: true }).shown).toEqual([
    'help',
    'loan+help',
    'other',
  ]);
});

describe('over many made-up directories', () => {
  const random = mulberry(7);
  const lines = Array.from({ length: 12 }, () => line(madeUp(120)));
  const places = [undefined, 'zz', ...PLACES.map(({ id }) => id)];
  const topics = ['biz', 'fin', 'fin.micro', 'biz.counsel', 'biz.start'];

  function* questions(): Generator<[Line, SignpostQuery]> {
    for (const one of lines) {
      for (const topic of topics) {
        for (const place of places) {
          for (const wantsMoney of [true, false]) {
            const needs = random() < 0.2 ? (['free'] as const) : [];
            yield [one, { topic, wantsMoney, needs, languages: ['ar'], ...(place && { place }) }];
          }
        }
      }
    }
  }

  test('finance is never alone, nothing is shown twice, nothing is lost', () => {
    let finance = 0;
    for (const [one, query] of questions()) {
      const { services, withheld } = createSignpost(one, NOW)(query);
      const ids = services.map((shown) => shown.service);
      expect(new Set(ids).size).toBe(ids.length);
      expect(withheld.filter(({ service: id }) => ids.includes(id))).toEqual([]);
      for (const [at, { service: id, pairedWith }] of services.entries()) {
        const facts = one.services.get(id) as Service;
        expect(['aged', 'ended']).not.toContain(facts.status);
        if (!facts.topics.some((code) => code.startsWith('fin.'))) continue;
        finance++;
        if (pairedWith === null) expect(facts.ownSupport).toBe(true);
        else {
          const pair = one.services.get(pairedWith) as Service;
          expect(facts.pairWith).toContain(pairedWith);
          expect(pair.topics.some((code) => ['biz.counsel', 'biz.training', 'biz.plan'].includes(code))).toBe(
            true,
          );
          const pairAt = ids.indexOf(pairedWith);
          expect(pairAt !== -1 && pairAt <= at + 1).toBe(true);
        }
      }
    }
    expect(finance).toBeGreaterThan(1000);
  });

  test('the same question has the same answer', () => {
    for (const [one, query] of questions()) {
      const again = line([...one.services.values()].reverse());
      expect(createSignpost(one, NOW)(query)).toEqual(createSignpost(again, NOW)(query));
    }
  });

  function madeUp(count: number): Service[] {
    const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
    const all = ['biz.start', 'biz.counsel', 'biz.training', 'biz.plan', 'fin.micro', 'fin.bank'];
    return Array.from({ length: count }, (_, n) =>
      service(`s${n}`, {
        topics: [...new Set([pick(all), pick(all)])],
        coverage: [pick(['europe', ...PLACES.map(({ id }) => id)]), pick(PLACES).id],
        status: pick(['unconfirmed', 'unconfirmed', 'standing', 'aged', 'ended'] as const),
        cost: { kind: pick(['free', 'loan', 'unknown'] as const) },
        languages: pick([[], ['ar'], ['de', 'en']]),
        checked: pick([null, { date: '2026-11-01', by: 'desk' }, { date: '2024-01-01', by: 'desk' }]),
        pairWith: Array.from({ length: 3 }, () => `s${Math.floor(random() * count)}`),
        ownSupport: random() < 0.2,
      }),
    );
  }
});

/** A small seeded generator, so that a failure can be seen again. */
function mulberry(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
