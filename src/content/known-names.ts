// Asks whether a name that one file uses is defined in another. Must not know what the names stand for.

import type { SourcePlace } from '../model/dialog.ts';
import { didYouMean, listed } from './nearest.ts';
import type { ProblemCode } from './problem-codes.ts';
import type { Report } from './report.ts';

/** Names of one kind; null when a file that defines them is broken, so that nothing can be said. */
export type KnownNames = ReadonlySet<string> | null;

/** What files may refer to. */
export type Known = {
  readonly topics: KnownNames;
  readonly groups: KnownNames;
  readonly places: KnownNames;
  readonly organisations: KnownNames;
  readonly services: KnownNames;
  readonly teams: KnownNames;
};

const NOUNS = {
  'content/unknown-topic': 'topic',
  'content/unknown-group': 'group of topics',
  'content/unknown-place': 'place',
  'content/unknown-organisation': 'organisation',
  'content/unknown-service': 'service',
  'content/unknown-team': 'team',
  'content/unknown-slot': 'slot',
} as const satisfies Partial<Record<ProblemCode, string>>;

/** Codes that are often taken for those of a country: of its language, or of everyday use. */
const COUNTRY_MEANT: Readonly<Record<string, string>> = {
  uk: 'gb',
  en: 'gb',
  el: 'gr',
  sv: 'se',
  da: 'dk',
  cs: 'cz',
};

function countryMeant(name: string, known: ReadonlySet<string>): string | null {
  const [country = '', ...rest] = name.split('/');
  const meant = [COUNTRY_MEANT[country], ...rest].join('/');
  return known.has(meant) ? meant : null;
}

/** Report a name that nothing defines, with the nearest that is; false when it is unknown. */
export function checkKnown(
  report: Report,
  code: keyof typeof NOUNS,
  place: SourcePlace,
  name: string,
  known: KnownNames,
): boolean {
  if (known === null || known.has(name)) return true;
  const noun = NOUNS[code];
  const otherwise =
    known.size > 0 ? `Known: ${listed(known)}.` : `None is defined yet; define this ${noun} first.`;
  const meant = code === 'content/unknown-place' ? countryMeant(name, known) : null;
  const hint = meant === null ? didYouMean(name, known, otherwise) : `Did you mean "${meant}"?`;
  report(code, place, `There is no ${noun} "${name}".`, hint);
  return false;
}
