// The finance rule: money is never offered alone. A finance service brings its own business support, or is
// paired with counselling, training or planning that covers the same place. Must not know how pairs are shown.

import { contains } from '../model/place.ts';
import { isFinance, type Topic, type TopicCode } from '../model/topic.ts';
import { checkKnown, type KnownNames } from './known-names.ts';
import type { ServiceEntry } from './make-service.ts';
import type { Report } from './report.ts';

const SUPPORT: readonly TopicCode[] = ['biz.counsel', 'biz.training', 'biz.plan'];

/** Check the pairs of all services. `broken` says of an id whether its file has errors of its own. */
export function checkPairs(
  services: ReadonlyMap<string, ServiceEntry>,
  topics: ReadonlyMap<TopicCode, Topic>,
  known: KnownNames,
  report: Report,
): void {
  const needsPair = (code: TopicCode) =>
    isFinance(code) || (topics.get(code)?.rules.includes('fin-pair') ?? false);
  for (const entry of services.values()) {
    const named = checkNames(entry, services, known, report);
    const finance = entry.data.topics.findIndex(needsPair);
    if (finance === -1 || entry.data.status === 'ended' || named === null) continue;
    checkFinance(entry, finance, named, report);
  }
}

/** The pairs that exist; null when one of them cannot be judged or the problem is already told. */
function checkNames(
  { id, data, at }: ServiceEntry,
  services: ReadonlyMap<string, ServiceEntry>,
  known: KnownNames,
  report: Report,
): readonly ServiceEntry[] | null {
  const found: ServiceEntry[] = [];
  let sure = true;
  for (const [index, name] of (data['pair-with'] ?? []).entries()) {
    const place = at(['pair-with', index]);
    const pair = services.get(name);
    if (name === id) {
      report('content/pair-itself', place, 'A service cannot be its own pair.', 'Name another service.');
      sure = false;
    } else if (!pair) {
      checkKnown(report, 'content/unknown-service', place, name, known);
      sure = false;
    } else if (pair.data.status === 'ended') {
      const message = `"${name}" has ended, so it supports nobody.`;
      report('content/ended-service', place, message, 'Name a service that is still there.');
    } else {
      found.push(pair);
    }
  }
  return sure ? found : null;
}

function checkFinance(
  entry: ServiceEntry,
  finance: number,
  pairs: readonly ServiceEntry[],
  report: Report,
): void {
  const { data, at, keyAt } = entry;
  if (data['own-support']) return;
  if (pairs.length === 0) {
    const message = `"${data.topics[finance]}" is finance, and this service has neither support of its own nor a pair.`;
    const hint =
      'Name counselling, training or planning for the same place under "pair-with:", or write "own-support: yes".';
    return report(
      'content/finance-without-pair',
      data['pair-with'] ? keyAt(['pair-with']) : at(['topics', finance]),
      message,
      hint,
    );
  }
  const supports = pairs.filter((pair) => pair.data.topics.some((topic) => SUPPORT.includes(topic)));
  const place = at(['pair-with', 0]);
  if (supports.length === 0) {
    const loop = pairs.every((pair) => pair.data.topics.some(isFinance));
    const hint = `Name a service with one of the topics ${SUPPORT.join(', ')}.`;
    if (loop)
      return report('content/pair-loop', place, 'This finance is paired only with other finance.', hint);
    return report('content/pair-not-support', place, 'No service named here gives business support.', hint);
  }
  const reached = data.coverage.filter((here) =>
    supports.some((pair) =>
      pair.data.coverage.some((there) => contains(there, here) || contains(here, there)),
    ),
  );
  if (reached.length === 0) {
    const message = 'No service named here covers a place that this one covers.';
    return report('content/pair-elsewhere', place, message, 'Name one that is there as well.');
  }
  const alone = data.coverage.filter(
    (here) => !supports.some((pair) => pair.data.coverage.some((there) => contains(there, here))),
  );
  if (alone.length > 0) {
    const message = `Where no pair is there as well, this is held back: the pairs do not cover all of ${alone.join(', ')}.`;
    report('content/pair-covers-part', place, message, 'Add a pair that covers the whole, if there is one.');
  }
}
