// What must be true of each service beyond its form. Must not know the finance rule (check-pairs.ts).

import { countryOf, EUROPE } from '../model/place.ts';
import { checkHours } from './check-hours.ts';
import { checkKnown, type Known } from './known-names.ts';
import type { ServiceEntry } from './make-service.ts';
import type { Report } from './report.ts';

/** Folders for services that are kept under no single country. */
const ALL_COUNTRIES: readonly string[] = ['eu', EUROPE];

export function checkService(entry: ServiceEntry, known: Known, report: Report): void {
  const { data, at, fileId } = entry;
  if (data.id !== fileId) {
    const message = `The service is called "${data.id}", but its file "${fileId}.yaml".`;
    report('content/name-not-file', at(['id']), message, 'Give both the same name.');
  }
  checkKnown(
    report,
    'content/unknown-organisation',
    at(['organisation']),
    data.organisation,
    known.organisations,
  );
  data.topics.forEach((topic, index) => {
    checkKnown(report, 'content/unknown-topic', at(['topics', index]), topic, known.topics);
  });
  const placesKnown = data.coverage.map((place, index) =>
    checkKnown(report, 'content/unknown-place', at(['coverage', index]), place, known.places),
  );
  if (!placesKnown.includes(false)) checkFolder(entry, report);
  checkTwice(entry, 'topics', report);
  checkTwice(entry, 'coverage', report);
  checkAges(entry, report);
  checkHours(data.hours ?? [], (index) => at(['hours', index, 'closes']), report);
}

function checkFolder({ data, folder, at }: ServiceEntry, report: Report): void {
  const countries = [...new Set(data.coverage.map(countryOf))];
  if (countries.includes(folder) || countries.includes(EUROPE) || ALL_COUNTRIES.includes(folder)) return;
  const message = `This file is in the folder "${folder}", but the service covers ${countries.join(', ')}.`;
  report(
    'content/wrong-folder',
    at(['coverage', 0]),
    message,
    `Move the file to services/${countries[0]}/, or correct the coverage.`,
  );
}

function checkTwice({ data, at }: ServiceEntry, key: 'topics' | 'coverage', report: Report): void {
  data[key].forEach((name, index) => {
    if (data[key].indexOf(name) === index) return;
    report('content/listed-twice', at([key, index]), `"${name}" stands here twice.`, 'Keep one of them.');
  });
}

function checkAges({ data, at }: ServiceEntry, report: Report): void {
  const { 'minimum-age': least, 'maximum-age': most } = data.eligibility ?? {};
  if (least === undefined || most === undefined || least <= most) return;
  const message = `Nobody is at least ${least} and at most ${most} years old.`;
  report(
    'content/ages-reversed',
    at(['eligibility', 'minimum-age']),
    message,
    'Swap or correct the two ages.',
  );
}
