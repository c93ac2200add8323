// Files → one checked line, or the problems that keep it from being one. Must not know channels or the store.

import type { Dialog } from '../model/dialog.ts';
import type { LanguageCode } from '../model/language.ts';
import type { Line } from '../model/line.ts';
import type { Problem } from '../model/problem.ts';
import { checkAmounts } from './check-amounts.ts';
import { checkDates } from './check-dates.ts';
import { checkDialogTexts } from './check-dialog-texts.ts';
import { checkLanguageFiles } from './check-languages.ts';
import { checkFiles, checkTeams } from './check-line.ts';
import { checkLocales } from './check-locales.ts';
import {
  checkAnswers,
  checkDialogNames,
  checkNamespaceNames,
  checkOrganisationsUsed,
} from './check-names-used.ts';
import { checkPairs } from './check-pairs.ts';
import { checkService } from './check-services.ts';
import { checkWording, checkYesAndNo } from './check-wording.ts';
import { compileDialogs } from './dialog-compile.ts';
import { checkPaths } from './dialog-paths.ts';
import { keepServices, keepTeams } from './inherit.ts';
import type { KindName } from './kinds.ts';
import type { Known } from './known-names.ts';
import { knownOf } from './known-of-line.ts';
import { type LineSettings, lineSettings, readChain } from './line-settings.ts';
import { localeOf, makeLanguages, makeNamespaces } from './locales.ts';
import { makePhrases } from './make-phrases.ts';
import { makePlaces } from './make-places.ts';
import { makeSafety } from './make-safety.ts';
import { makeOrganisations, makeService, serviceEntries } from './make-service.ts';
import { makeTopics } from './make-topics.ts';
import type { ProblemCode } from './problem-codes.ts';
import type { ContentFile, FileCache } from './read-file.ts';
import { type ContentFiles, readFiles } from './read-files.ts';
import { inReadingOrder, type Report, reportTo } from './report.ts';
import { checkLanguages } from './texts-in.ts';

/** `line` is null when any problem is an error; problems are in reading order, files relative to the root. */
export type LoadResult = { readonly line: Line | null; readonly problems: readonly Problem[] };

/** `today`, in milliseconds since 1970: dates after it are problems; without it, none are. */
export type LoadOptions = { readonly today?: number };

/** Load the line `name` from `root`, the folder that holds knowledge-base/, dialogs/ and locales/. Never throws for content. */
export function loadLine(root: string, name: string, options: LoadOptions = {}): LoadResult {
  return loadWith(root, name, new Map(), options);
}

/** As `loadLine`; files that are byte for byte as in `cache` are not parsed again. */
export function loadWith(
  root: string,
  name: string,
  cache: FileCache,
  { today }: LoadOptions = {},
): LoadResult {
  const { chain, problems: chainProblems } = readChain(root, name, cache);
  if (chain.length === 0) return { line: null, problems: inReadingOrder(chainProblems) };
  const { settings, problems: settingsProblems } = lineSettings(chain);
  if (!settings) return { line: null, problems: inReadingOrder(settingsProblems) };
  const problems: Problem[] = [...settingsProblems];
  const report = reportTo(problems);
  const names = chain.map(({ names: { line } }) => line!);
  const files = readFiles(root, names, settings.languages, cache);
  for (const problem of files.problems) problems.push(problem);
  const line = assemble(files, chain, settings, report);
  if (today !== undefined) checkDates(serviceEntries(files, () => {}).values(), files, today, report);
  const failed = problems.some(({ severity }) => severity === 'error');
  return { line: failed ? null : line, problems: inReadingOrder(problems) };
}

function assemble(
  files: ContentFiles,
  chain: readonly ContentFile<'line'>[],
  settings: LineSettings,
  report: Report,
): Line {
  const { languages: codes, place } = settings;
  const doubtful = new Set<KindName>();
  const doubting = (kind: KindName): Report => {
    return (code, ...rest) => {
      if (code === 'content/duplicate-id') doubtful.add(kind);
      report(code, ...rest);
    };
  };
  const places = makePlaces(files, doubting('places'));
  const { groups, topics } = makeTopics(files, doubting('topics'));
  const organisations = makeOrganisations(files, doubting('organisations'));
  const entries = serviceEntries(files, report);
  const known = knownOf(files, doubtful, {
    topics: topics.keys(),
    groups: groups.map(({ code }) => code),
    places: places.keys(),
    organisations: organisations.keys(),
    services: entries.keys(),
    teams: settings.teams.keys(),
  });
  checkFiles(files, chain[0]!.names['line']!, settings, known, report);
  checkTeams(chain, entries, known, report);
  for (const entry of entries.values()) checkService(entry, known, report);
  checkAmounts(files, codes, report);
  checkOrganisationsUsed(files, entries, settings.name, report);
  checkDialogNames(files, topics, known, report);
  checkAnswers(files, report);
  checkPairs(entries, topics, known.services, report);
  checkLanguages(files, settings, chain.at(-1)!, report);
  const safety = makeSafety({ files, languages: codes, known, services: entries, report });
  const phrases = makePhrases(files, codes, known, report);
  const languages = makeLanguages(files, codes, report);
  checkLanguageFiles(files, languages, report);
  const namespaces = makeNamespaces(files);
  checkLocales(files, namespaces, codes, report);
  const dialogs = dialogsOf(files, known, report);
  checkNamespaceNames(files, namespaces, dialogs, report);
  checkWording(files, entries, report);
  checkYesAndNo(namespaces, codes, report);
  checkDialogTexts(dialogs, files, namespaces, codes, report);
  const all = new Map([...entries].map(([id, entry]) => [id, makeService(entry)]));
  const own = new Set([...entries.values()].flatMap(({ id, line }) => (line === settings.name ? [id] : [])));
  const services = keepServices(all, own, place, safety.numbers);
  return {
    name: settings.name,
    place,
    brand: settings.brand,
    languages,
    fallback: codes[0] as LanguageCode,
    places,
    groups,
    topics,
    organisations,
    services,
    dialogs,
    locales: new Map(codes.map((code) => [code, localeOf(namespaces, code)])),
    phrases,
    safety,
    teams: keepTeams(settings.teams, services),
    freshness: settings.freshness,
    retentionHours: settings.retentionHours,
    helpPhones: settings.helpPhones,
    hash: files.hash,
  };
}

/** Paths are followed only through dialogs that are whole: a wrong reference would make its target unreachable too. */
function dialogsOf(files: ContentFiles, known: Known, report: Report): ReadonlyMap<string, Dialog> {
  const problems: Problem[] = [];
  const dialogs = compileDialogs(files.of('dialog'), files.broken('dialog'), known, reportTo(problems));
  if (problems.length === 0 && files.broken('dialog').length === 0) checkPaths(dialogs, report);
  for (const { code, message, hint, ...place } of problems) report(code as ProblemCode, place, message, hint);
  return dialogs;
}
