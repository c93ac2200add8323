// Whether a desk or service is open at a moment, on the clock of its place. Must not know services.

import type { Opening, Weekday } from '../model/directory.ts';

const WEEKDAYS: readonly Weekday[] = ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'];
const DAY = 24 * 60;

/** A moment on the wall clock of one time zone: weekday 0 (Monday) to 6, minutes since midnight. */
export type WallTime = { readonly weekday: number; readonly minute: number };

/** Reading a clock costs more than a whole search, so each keeps the last minute it showed. */
const clocks = new Map<string, { format: Intl.DateTimeFormat; minute: number; wall: WallTime }>();

/** True when one of the openings holds `now` (ms since 1970) on the clock of `timeZone` (IANA name); unknown hours are not open. */
export function openNow(hours: readonly Opening[], timeZone: string, now: number): boolean {
  return hours.length > 0 && openAt(hours, wallTime(timeZone, now));
}

/** The wall clock of `timeZone` at `now`; summer time is the time zone's own affair. */
export function wallTime(timeZone: string, now: number): WallTime {
  const minute = Math.floor(now / 60_000);
  const known = clocks.get(timeZone);
  if (known?.minute === minute) return known.wall;
  const format = known?.format ?? clockOf(timeZone);
  const wall = read(format, now);
  clocks.set(timeZone, { format, minute, wall });
  return wall;
}

function clockOf(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
}

function read(format: Intl.DateTimeFormat, now: number): WallTime {
  const parts = new Map(format.formatToParts(now).map(({ type, value }) => [type, value]));
  const day = (parts.get('weekday') ?? '').slice(0, 2).toLowerCase();
  return {
    weekday: WEEKDAYS.indexOf(day as Weekday),
    minute: Number(parts.get('hour')) * 60 + Number(parts.get('minute')),
  };
}

/** Openings that close at or before they open run into the next day: 22:00 to 06:00. */
export function openAt(hours: readonly Opening[], { weekday, minute }: WallTime): boolean {
  const today = WEEKDAYS[weekday];
  const yesterday = WEEKDAYS[(weekday + 6) % 7];
  return hours.some(({ days, opens, closes }) => {
    const from = minutes(opens);
    const until = minutes(closes);
    const overnight = until <= from;
    const openToday =
      days.some((day) => day === today) && minute >= from && minute < (overnight ? DAY : until);
    const openSinceYesterday = overnight && days.some((day) => day === yesterday) && minute < until;
    return openToday || openSinceYesterday;
  });
}

/** `09:30` → 570 */
function minutes(time: string): number {
  const [hour = '0', minute = '0'] = time.split(':');
  return Number(hour) * 60 + Number(minute);
}
