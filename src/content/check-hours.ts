// Opening hours must end after they begin, and not overlap. Must not know whose hours they are.

import type { SourcePlace } from '../model/dialog.ts';
import type { Opening } from '../model/directory.ts';
import type { Report } from './report.ts';

/** Report each opening that ends before it begins, or overlaps with one before it; `place` gives where its end stands. */
export function checkHours(
  hours: readonly Opening[],
  place: (index: number) => SourcePlace,
  report: Report,
): void {
  hours.forEach(({ days, opens, closes }, index) => {
    const overlap = hours
      .slice(0, index)
      .find(
        (before) =>
          before.days.some((day) => days.includes(day)) && opens < before.closes && before.opens < closes,
      );
    if (overlap) {
      const message = `These hours overlap with ${overlap.opens} to ${overlap.closes} on a day that both name.`;
      report('content/hours-overlap', place(index), message, 'Write each hour of a day once.');
    }
    if (opens < closes) return;
    const hint =
      'Correct one of the two; hours past midnight are two entries, until "24:00" and from "00:00".';
    report('content/hours-reversed', place(index), `This closes at ${closes} but opens at ${opens}.`, hint);
  });
}
