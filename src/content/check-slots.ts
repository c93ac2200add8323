// What a slot may hold. Must not know dialogs.

import { SLOTS, type SlotName, type SourcePlace } from '../model/dialog.ts';
import { NEEDS, STATUSES } from '../model/directory.ts';
import { countryOf } from '../model/place.ts';
import { checkKnown, type Known } from './known-names.ts';
import { didYouMean, listed } from './nearest.ts';
import type { Report } from './report.ts';

const SLOT_SET: ReadonlySet<string> = new Set(SLOTS);

/** A slot, or the language, which a question can also be about. */
export function isSlot(name: string): boolean {
  return SLOT_SET.has(name) || name === 'language';
}

/** True when the name is a slot, or one of `others`; else it is reported. */
export function checkSlot(
  name: string,
  others: readonly string[],
  place: SourcePlace,
  report: Report,
): boolean {
  return checkKnown(report, 'content/unknown-slot', place, name, new Set([...SLOT_SET, ...others]));
}

/** Report a value that the slot can never have. */
export function checkSlotValue(
  slot: SlotName,
  value: string,
  place: SourcePlace,
  known: Known,
  report: Report,
): void {
  switch (slot) {
    case 'country':
      if (
        !checkKnown(report, 'content/unknown-place', place, value, known.places) ||
        countryOf(value) === value
      )
        return;
      return report(
        'content/unknown-value',
        place,
        `"${value}" is not a country.`,
        `Write "${countryOf(value)}", or test the slot "place".`,
      );
    case 'place':
      checkKnown(report, 'content/unknown-place', place, value, known.places);
      return;
    case 'topic':
      if (known.groups?.has(value)) return;
      checkKnown(report, 'content/unknown-topic', place, value, known.topics);
      return;
    case 'status':
      return checkOneOf(value, STATUSES, place, report);
    case 'stage':
      return checkOneOf(value, ['idea', 'planning', 'running'], place, report);
    case 'needs':
      return checkOneOf(value, NEEDS, place, report);
    case 'speaks':
      if (!/^[a-z]{2,3}$/.test(value))
        report('content/unknown-value', place, `"${value}" is not a language.`, 'Write a code such as "ar".');
      return;
    case 'helpful':
      return checkOneOf(value, ['yes', 'no'], place, report);
    case 'money':
    case 'consent':
      return checkOneOf(value, ['yes'], place, report);
    default:
      return slot satisfies never;
  }
}

function checkOneOf(value: string, values: readonly string[], place: SourcePlace, report: Report): void {
  if (values.includes(value)) return;
  const hint = didYouMean(value, values, `Write one of: ${listed(values)}.`);
  report('content/unknown-value', place, `"${value}" is not one of the values allowed here.`, hint);
}
