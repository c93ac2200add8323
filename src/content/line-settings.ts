// line.yaml of a line and of those it extends → one set of settings. Must not know services or dialogs.

import type { Phone } from '../model/directory.ts';
import type { LanguageCode } from '../model/language.ts';
import type { Brand, Freshness, Team } from '../model/line.ts';
import type { PlaceId } from '../model/place.ts';
import type { Problem } from '../model/problem.ts';
import { listFiles } from './list-files.ts';
import { didYouMean } from './nearest.ts';
import { type ContentFile, type FileCache, readFile } from './read-file.ts';
import { problemAt } from './report.ts';

export type LineSettings = {
  readonly name: string;
  readonly place: PlaceId;
  readonly brand: Brand;
  readonly languages: readonly LanguageCode[];
  readonly retentionHours: number;
  readonly freshness: Freshness;
  readonly teams: ReadonlyMap<string, Team>;
  readonly helpPhones: readonly Phone[];
};

/** The line.yaml files from the base to the line itself; empty when one is missing or broken. */
export function readChain(
  root: string,
  name: string,
  cache: FileCache,
): { chain: ContentFile<'line'>[]; problems: Problem[] } {
  const chain: ContentFile<'line'>[] = [];
  const seen: string[] = [];
  for (let next: string | undefined = name; next !== undefined; ) {
    const file = `knowledge-base/${next}/line.yaml`;
    const above: ContentFile<'line'> | undefined = chain[0];
    if (!listFiles(root, `knowledge-base/${next}`).includes(file)) {
      return { chain: [], problems: [missingLine(root, next, file, above)] };
    }
    const read = readFile(root, file, 'line', { line: next }, cache);
    if (!read.content) return { chain: [], problems: [...read.problems] };
    const content = read.content as ContentFile<'line'>;
    seen.push(next);
    chain.unshift(content);
    next = content.data.extends;
    if (next !== undefined && seen.includes(next)) {
      const message = `"${next}" extends this line already, so neither could begin.`;
      const place = content.source.at(['extends']);
      return {
        chain: [],
        problems: [problemAt('content/extends-loop', place, message, 'Remove one of the two.')],
      };
    }
  }
  return { chain, problems: [] };
}

function missingLine(
  root: string,
  name: string,
  file: string,
  above: ContentFile<'line'> | undefined,
): Problem {
  const files = listFiles(root, 'knowledge-base');
  const lines = files.filter((each) => each.split('/')[2] === 'line.yaml').map((each) => each.split('/')[1]!);
  if (above) {
    const message = `There is no line "${name}" to extend.`;
    const hint = didYouMean(name, lines, `Lines here: ${lines.join(', ')}.`);
    return problemAt('content/unknown-line', above.source.at(['extends']), message, hint);
  }
  const hint = didYouMean(name, lines, 'Write it, or choose a line that exists.');
  return problemAt(
    'content/missing-file',
    { file, line: 1, column: 1 },
    `There is no line "${name}": this file is missing.`,
    hint,
  );
}

/** Merge the chain, the line itself last; null when something that a line needs is set nowhere. */
export function lineSettings(chain: readonly ContentFile<'line'>[]): {
  settings: LineSettings | null;
  problems: Problem[];
} {
  const own = chain.at(-1)!;
  const problems: Problem[] = [];
  const last = <T>(pick: (data: ContentFile<'line'>['data']) => T | undefined) =>
    chain.map(({ data }) => pick(data)).findLast((value) => value !== undefined);
  const need = <T>(value: T | undefined, key: string): T | undefined => {
    if (value === undefined) {
      const message = `"${key}" is missing.`;
      problems.push(problemAt('content/missing-key', own.source.at([]), message, `Add the line "${key}:".`));
    }
    return value;
  };
  if (own.data.name !== own.names['line']) {
    const message = `The line is called "${own.data.name}", but its folder "${own.names['line']}".`;
    problems.push(
      problemAt('content/name-not-file', own.source.at(['name']), message, 'Give both the same name.'),
    );
  }
  problems.push(...duplicates(own));
  const brand = need(
    last((data) => data.brand),
    'brand',
  );
  const languages = need(
    last((data) => data.languages),
    'languages',
  );
  const retentionHours = need(
    last((data) => data['retention-hours']),
    'retention-hours',
  );
  const freshness = need(
    last((data) => data.freshness),
    'freshness',
  );
  if (!brand || !languages || retentionHours === undefined || !freshness) return { settings: null, problems };
  const { name, place } = own.data;
  const helpPhones = last((data) => data['help-phones']) ?? [];
  return {
    settings: { name, place, brand, languages, retentionHours, freshness, teams: teamsOf(chain), helpPhones },
    problems,
  };
}

function teamsOf(chain: readonly ContentFile<'line'>[]): ReadonlyMap<string, Team> {
  const teams = new Map<string, Team>();
  for (const { data } of chain) {
    for (const { name, title, services, languages = [], hours = [] } of data.teams ?? []) {
      teams.set(name, { name, title, services, languages, hours });
    }
  }
  return teams;
}

function duplicates({ data, source }: ContentFile<'line'>): Problem[] {
  const problems: Problem[] = [];
  const find = (names: readonly string[], path: (index: number) => (string | number)[], what: string) => {
    names.forEach((name, index) => {
      if (names.indexOf(name) === index) return;
      const message = `The ${what} "${name}" is written twice.`;
      problems.push(problemAt('content/duplicate-id', source.at(path(index)), message, 'Keep one of them.'));
    });
  };
  find(data.teams?.map(({ name }) => name) ?? [], (index) => ['teams', index, 'name'], 'team');
  find(data.languages ?? [], (index) => ['languages', index], 'language');
  return problems;
}
