// Opening hours must end after they begin. Must not know whose hours they are.

import type { SourcePlace } from '../model/dialog.ts';
import type { Opening } from '../model/directory.ts';
import type { Report } from './report.ts';

/** Report each opening that ends before it begins; `place` gives where its end stands. */
export function checkHours(
  hours: readonly Opening[],
  place: (index: number) => SourcePlace,
  report: Report,
): void {
  hours.forEach(({ opens, closes }, index) => {
    if (opens < closes) return;
    const hint =
      'Correct one of the two; hours past midnight are two entries, until "24:00" and from "00:00".';
    report('content/hours-reversed', place(index), `This closes at ${closes} but opens at ${opens}.`, hint);
  });
}
