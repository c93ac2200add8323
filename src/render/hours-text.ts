// Opening hours as a person would say them: "Mon–Fri 10:00–15:00". Must not know time zones or whether it is open.

import type { Opening, Weekday } from '../model/directory.ts';
import { leftToRight } from './bidi.ts';
import { weekdayIn } from './intl.ts';
import { say, sayList, type Voice } from './voice.ts';

const WEEK: readonly Weekday[] = ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'];

/** All openings in one line; empty when none are known. */
export function sayHours(voice: Voice, hours: readonly Opening[]): string {
  return hours.map((opening) => sayOpening(voice, opening)).join(' · ');
}

function sayOpening(voice: Voice, { days, opens, closes }: Opening): string {
  const everyDay = WEEK.every((day) => days.includes(day));
  if (everyDay && opens === '00:00' && closes === '24:00') return say(voice, 'card:always');
  const times = say(voice, 'card:times', {
    from: leftToRight(opens, voice.direction),
    to: leftToRight(closes, voice.direction),
  });
  return `${everyDay ? say(voice, 'card:every-day') : sayDays(voice, days)} ${times}`;
}

function sayDays(voice: Voice, days: readonly Weekday[]): string {
  const spans = runs(days).map((run) => {
    const names = run.map((day) => weekdayIn(voice.language, day));
    const [from = '', to = ''] = [names[0], names.at(-1)];
    return names.length > 2 ? [say(voice, 'card:days', { from, to })] : names;
  });
  return sayList(voice, spans.flat());
}

/** Days that follow each other, in the order of the week. */
function runs(days: readonly Weekday[]): Weekday[][] {
  const found: Weekday[][] = [];
  for (const [at, day] of WEEK.entries()) {
    if (!days.includes(day)) continue;
    const before = WEEK[at - 1];
    if (before && days.includes(before)) found.at(-1)?.push(day);
    else found.push([day]);
  }
  return found;
}
