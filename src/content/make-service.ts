// organisations/ and services/ → the directory. Must not check one against the other.

import type { Organisation, Service } from '../model/directory.ts';
import { addEntry, type Entry, entriesOf } from './entries.ts';
import type { ContentFiles } from './read-files.ts';
import type { Report } from './report.ts';
import type { OrganisationsFile } from './schemas/organisations-file.ts';
import type { ServiceFile } from './schemas/service-file.ts';

/** A service with its file, for checks. */
export type ServiceEntry = Entry<ServiceFile> & { readonly folder: string; readonly fileId: string };

export function makeOrganisations(files: ContentFiles, report: Report): ReadonlyMap<string, Organisation> {
  const list = {
    key: 'organisations',
    idKey: 'id',
    noun: 'organisation',
    of: (data: OrganisationsFile) => data.organisations,
    idOf: (organisation: Organisation) => organisation.id,
  };
  const entries = entriesOf(files.of('organisations'), list, report);
  return new Map([...entries].map(([id, { data }]) => [id, data]));
}

/** The services as written, by id; a line's own replace those it inherits. */
export function serviceEntries(files: ContentFiles, report: Report): ReadonlyMap<string, ServiceEntry> {
  const entries = new Map<string, ServiceEntry>();
  for (const { data, file, names, source } of files.of('service')) {
    const entry: ServiceEntry = {
      id: data.id,
      data,
      file,
      line: names['line'] ?? '',
      folder: names['country'] ?? '',
      fileId: names['id'] ?? '',
      at: source.at,
      keyAt: source.keyAt,
    };
    addEntry(entries, entry, ['id'], 'service', report);
  }
  return entries;
}

/** One service in the words of the model. */
export function makeService({ data, file }: ServiceEntry): Service {
  const { contact = {}, eligibility = {}, checked } = data;
  const { phones = [], ...ways } = contact;
  return {
    id: data.id,
    file,
    organisation: data.organisation,
    name: data.name,
    offers: data.offers,
    whoFor: data['who-for'],
    topics: data.topics,
    coverage: data.coverage,
    ...(data['coverage-note'] && { coverageNote: data['coverage-note'] }),
    online: data.online ?? false,
    languages: data.languages ?? [],
    ...(data['languages-note'] && { languagesNote: data['languages-note'] }),
    eligibility: {
      ...(eligibility.statuses && { statuses: eligibility.statuses }),
      ...(eligibility['women-only'] !== undefined && { womenOnly: eligibility['women-only'] }),
      ...(eligibility['minimum-age'] !== undefined && { minimumAge: eligibility['minimum-age'] }),
      ...(eligibility['maximum-age'] !== undefined && { maximumAge: eligibility['maximum-age'] }),
    },
    cost: data.cost,
    documents: data.documents ?? [],
    phones,
    ...ways,
    hours: data.hours ?? [],
    source: data.source,
    checked: checked === 'never' ? null : checked,
    status: data.status,
    pairWith: data['pair-with'] ?? [],
    ownSupport: data['own-support'] ?? false,
  };
}
