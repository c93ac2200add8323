import type { SignpostQuery } from '../../src/model/signposting.ts';
import { createSignpost } from '../../src/signpost/signpost.ts';
import { line, service } from '../fixtures/small-line.ts';

const NOW = Date.parse('2026-11-23T10:30:00+01:00'); // a Monday
const DAY = 86_400_000;

function ask(services: Parameters<typeof line>[0], query: Partial<SignpostQuery> = {}, now = NOW) {
  return createSignpost(line(services), now)({ topic: 'biz.counsel', place: 'de/hamburg', ...query });
}
const ids = (answer: ReturnType<typeof ask>) => answer.services.map((one) => one.service);
const checked = (daysAgo: number) => ({
  checked: { date: new Date(NOW - daysAgo * DAY).toISOString().slice(0, 10), by: 'the desk' },
});

describe('which services are found', () => {
  const everywhere = [
    service('berlin', { coverage: ['de/berlin'] }),
    service('europe', { coverage: ['europe'] }),
    service('germany'),
    service('hamburg', { coverage: ['de/hamburg'] }),
    service('malmo', { coverage: ['se/skane/malmo'] }),
    service('skane', { coverage: ['se/skane'] }),
    service('sweden', { coverage: ['se'] }),
  ];

  test('the closest come first and other places never', () => {
    expect(ids(ask(everywhere))).toEqual(['hamburg', 'germany', 'europe']);
    expect(ids(ask(everywhere, { place: 'se/skane/malmo' }))).toEqual(['malmo', 'skane', 'sweden', 'europe']);
  });

  test('who names only a country also sees what lies inside it', () => {
    expect(ids(ask(everywhere, { place: 'de' }))).toEqual(['germany', 'berlin', 'hamburg', 'europe']);
  });

  test('without a place the widest come first, each naming where it is', () => {
    const answer = createSignpost(line(everywhere), NOW)({ topic: 'biz.counsel' });
    expect(ids(answer).slice(0, 3)).toEqual(['europe', 'germany', 'sweden']);
    expect(answer.services.map(({ why }) => why[0]?.why)).toEqual(['europe-wide', ...Array(6).fill('in')]);
  });

  test("a town's own line answers for its town", () => {
    const town = line(everywhere, { place: 'de/berlin' });
    expect(ids(createSignpost(town, NOW)({ topic: 'biz.counsel' }))).toEqual(['berlin', 'germany', 'europe']);
  });

  test('a group code finds its topics, each service once', () => {
    const services = [
      service('both', { topics: ['biz.start', 'biz.plan'] }),
      service('legal', { topics: ['arr.legal'] }),
    ];
    expect(ids(ask(services, { topic: 'biz' }))).toEqual(['both']);
    expect(ids(ask(services, { topic: 'no.such' }))).toEqual([]);
  });
});

describe('what is held back', () => {
  test('ended and aged entries are never an answer', () => {
    const answer = ask([service('a', { status: 'aged' }), service('e', { status: 'ended' })]);
    expect(answer.services).toEqual([]);
    expect(answer.withheld).toEqual([
      { service: 'a', why: 'aged' },
      { service: 'e', why: 'ended' },
    ]);
  });

  test('a hard condition counts only once the status is known', () => {
    const services = [service('r', { eligibility: { statuses: ['refugee'] } })];
    expect(ids(ask(services))).toEqual(['r']);
    expect(ask(services, { status: 'student' }).withheld).toEqual([{ service: 'r', why: 'status' }]);
    expect(ask(services, { status: 'refugee' }).services[0]?.why).toContainEqual({ why: 'for-status' });
  });

  test('each need is a filter', () => {
    const open = [{ days: ['mo'] as const, opens: '09:00', closes: '12:00' }];
    const all = service('all', {
      cost: { kind: 'free' },
      languages: ['ar'],
      hours: open,
      online: true,
      eligibility: { womenOnly: true },
    });
    for (const need of ['free', 'my-language', 'open-now', 'women-only', 'online'] as const) {
      const answer = ask([all, service('none')], { needs: [need], languages: ['ar'] });
      expect([ids(answer), answer.withheld]).toEqual([['all'], [{ service: 'none', why: 'need' }]]);
    }
  });

  test('a check ages: fresh, then call first, then withheld; money ages faster, danger fastest', () => {
    const at = (days: number, topics: readonly string[]) => {
      const answer = ask([service('s', { ...checked(days), topics, ownSupport: true })], {
        topic: topics[0] as string,
      });
      return answer.services[0]?.freshness ?? answer.withheld[0]?.why;
    };
    expect([170, 200, 370].map((days) => at(days, ['biz.start']))).toEqual(['fresh', 'call-first', 'stale']);
    expect([80, 100, 190].map((days) => at(days, ['fin.micro']))).toEqual(['fresh', 'call-first', 'stale']);
    expect([20, 40, 70].map((days) => at(days, ['safe.violence']))).toEqual(['fresh', 'call-first', 'stale']);
    expect(ask([service('never', { status: 'standing' })]).services[0]?.freshness).toBe('unconfirmed');
  });
});

describe('the order', () => {
  const pairs: readonly [string, Parameters<typeof service>[1], Parameters<typeof service>[1]][] = [
    [
      'language before openness',
      { languages: ['ar'] },
      { hours: [{ days: ['mo'], opens: '00:00', closes: '24:00' }] },
    ],
    ['openness before freshness', { hours: [{ days: ['mo'], opens: '10:00', closes: '11:00' }] }, checked(1)],
    ['freshness before cost', checked(1), { cost: { kind: 'free' } }],
    ['cost before the id', { cost: { kind: 'free' } }, {}],
    ['general before women-only', {}, { eligibility: { womenOnly: true }, cost: { kind: 'free' } }],
  ];
  test.each(pairs)('%s', (_, first, second) => {
    expect(ids(ask([service('b', first), service('a', second)], { languages: ['ar'] }))).toEqual(['b', 'a']);
  });

  test('does not depend on the order of files', () => {
    const services = ['c', 'a', 'd', 'b'].map((id) => service(id));
    expect(ids(ask(services))).toEqual(ids(ask([...services].reverse())));
  });
});

test('reasons are always said in the same order', () => {
  const everything = service('x', {
    ...checked(2),
    languages: ['ar'],
    cost: { kind: 'free' },
    online: true,
    hours: [{ days: ['mo'], opens: '10:00', closes: '11:00' }],
    eligibility: { womenOnly: true, statuses: ['refugee'] },
    topics: ['fin.micro'],
    ownSupport: true,
  });
  const answer = ask([everything], { topic: 'fin.micro', languages: ['en', 'ar'], status: 'refugee' });
  expect(answer.services[0]?.why.map(({ why }) => why)).toEqual([
    'in',
    'speaks',
    'free',
    'online',
    'open-now',
    'women-only',
    'for-status',
    'own-support',
    'checked',
  ]);
});
