// What must be true of the line as a whole: its place, its teams, and that no needed file is missing.
// Must not know the form of files.

import { isDanger } from '../model/topic.ts';
import { checkHours } from './check-hours.ts';
import type { KindName } from './kinds.ts';
import { checkKnown, type Known } from './known-names.ts';
import type { LineSettings } from './line-settings.ts';
import type { ServiceEntry } from './make-service.ts';
import type { ContentFile } from './read-file.ts';
import type { ContentFiles } from './read-files.ts';
import type { Report } from './report.ts';

export function checkTeams(
  chain: readonly ContentFile<'line'>[],
  services: ReadonlyMap<string, ServiceEntry>,
  known: Known,
  report: Report,
): void {
  const own = chain.at(-1)!;
  checkKnown(report, 'content/unknown-place', own.source.at(['place']), own.data.place, known.places);
  for (const { data, source } of chain) {
    for (const [index, team] of (data.teams ?? []).entries()) {
      team.services.forEach((id, at) => {
        const place = source.at(['teams', index, 'services', at]);
        checkKnown(report, 'content/unknown-service', place, id, known.services);
        if (services.get(id)?.data.status !== 'ended') return;
        report(
          'content/ended-service',
          place,
          `"${id}" has ended, so nobody can be sent there.`,
          'Remove it from the team.',
        );
      });
      checkHours(team.hours ?? [], (at) => source.at(['teams', index, 'hours', at, 'closes']), report);
    }
  }
}

/** Files without which a line cannot answer. */
export function checkFiles(
  files: ContentFiles,
  base: string,
  { languages }: LineSettings,
  known: Known,
  report: Report,
): void {
  const folder = `knowledge-base/${base}`;
  const need = (kind: KindName, file: string, there: boolean, why: string) => {
    if (there || files.broken(kind).includes(file)) return;
    report(
      'content/missing-file',
      { file, line: 1, column: 1 },
      `This file is missing: ${why}.`,
      'Write it; docs/reference.md shows its form.',
    );
  };
  need('places', `${folder}/places.yaml`, files.of('places').length > 0, 'no place is known without it');
  need(
    'topics',
    `${folder}/topics.yaml`,
    files.of('topics').length > 0,
    'no question can be understood without it',
  );
  const dangers = known.topics !== null && [...known.topics].some(isDanger);
  if (dangers) {
    const numbers = files.of('safety-numbers').length > 0;
    need('safety-numbers', `${folder}/safety/numbers.yaml`, numbers, 'no number can be given in danger');
  }
  for (const language of languages) {
    const has = (kind: 'phrases' | 'safety') =>
      files.of(kind).some(({ names }) => names['language'] === language);
    need(
      'phrases',
      `${folder}/phrases/${language}.yaml`,
      has('phrases'),
      `nobody is understood in "${language}"`,
    );
    if (dangers)
      need(
        'safety',
        `${folder}/safety/${language}.yaml`,
        has('safety'),
        `nobody in danger is answered in "${language}"`,
      );
  }
}
