import type { Opening } from '../../src/model/directory.ts';
import { openNow } from '../../src/signpost/opening-hours.ts';

const weekdays: readonly Opening[] = [
  { days: ['mo', 'tu', 'we', 'th', 'fr'], opens: '09:00', closes: '17:00' },
];
const at = (iso: string) => Date.parse(iso);

test('hours are read on the clock of the place, in summer and in winter', () => {
  expect(openNow(weekdays, 'Europe/Berlin', at('2026-07-06T07:00:00Z'))).toBe(true);
  expect(openNow(weekdays, 'Europe/Berlin', at('2026-12-07T07:59:00Z'))).toBe(false);
  expect(openNow(weekdays, 'Europe/Berlin', at('2026-12-07T08:00:00Z'))).toBe(true);
  expect(openNow(weekdays, 'Europe/Helsinki', at('2026-12-07T07:00:00Z'))).toBe(true);
});

test('the closing minute is closed, and so is the weekend', () => {
  expect(openNow(weekdays, 'Europe/Berlin', at('2026-12-07T16:00:00Z'))).toBe(false);
  expect(openNow(weekdays, 'Europe/Berlin', at('2026-12-06T12:00:00Z'))).toBe(false);
});

test('a night shift runs into the next morning, also over the end of the week', () => {
  const night: readonly Opening[] = [{ days: ['su'], opens: '22:00', closes: '06:00' }];
  expect(openNow(night, 'Europe/Berlin', at('2026-12-06T22:00:00Z'))).toBe(true);
  expect(openNow(night, 'Europe/Berlin', at('2026-12-07T04:59:00Z'))).toBe(true);
  expect(openNow(night, 'Europe/Berlin', at('2026-12-07T05:00:00Z'))).toBe(false);
  expect(openNow(night, 'Europe/Berlin', at('2026-12-06T04:00:00Z'))).toBe(false);
});

test('around the clock includes midnight and the hour that summer time skips or repeats', () => {
  const always: readonly Opening[] = [
    { days: ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'], opens: '00:00', closes: '24:00' },
  ];
  for (const moment of [
    '2026-12-06T23:00:00Z',
    '2026-03-29T01:00:00Z',
    '2026-10-25T00:30:00Z',
    '2026-10-25T01:30:00Z',
  ]) {
    expect(openNow(always, 'Europe/Berlin', at(moment))).toBe(true);
  }
});

test('unknown hours are not called open', () => {
  expect(openNow([], 'Europe/Berlin', at('2026-12-07T12:00:00Z'))).toBe(false);
});
