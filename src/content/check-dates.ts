// No check, review or source may be dated after today. Must not know what time it is: it is told.

import type { SourcePlace } from '../model/dialog.ts';
import type { ServiceEntry } from './make-service.ts';
import type { ContentFiles } from './read-files.ts';
import type { Report } from './report.ts';

/** Somewhere on Earth it is tomorrow already. */
const MARGIN = 14 * 60 * 60 * 1000;

/** Check all dates against `today`, in milliseconds since 1970. */
export function checkDates(
  services: Iterable<ServiceEntry>,
  files: ContentFiles,
  today: number,
  report: Report,
): void {
  const later = (date: string) => Date.parse(date) > today + MARGIN;
  const told = (date: string, place: SourcePlace) => {
    const hint = 'Write the day when it was really done, or "never".';
    report('content/date-in-future', place, `${date} is still to come.`, hint);
  };
  for (const { data, at } of services) {
    if (data.checked !== 'never' && later(data.checked.date))
      told(data.checked.date, at(['checked', 'date']));
    if (data.source.date !== undefined && later(data.source.date)) {
      const message = `The source is dated ${data.source.date}, which is still to come.`;
      report(
        'content/source-in-future',
        at(['source', 'date']),
        message,
        'Write the date that the page shows.',
      );
    }
  }
  for (const { data, source } of [...files.of('language'), ...files.of('safety')]) {
    const { date } = data.review;
    if (date !== undefined && later(date)) told(date, source.at(['review', 'date']));
  }
}
