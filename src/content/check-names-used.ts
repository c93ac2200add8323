// Dialogs and files of texts that belong together, and things that nothing uses. Must not know what they say.

import type { Dialog } from '../model/dialog.ts';
import { INTENTS } from '../model/phrase.ts';
import { groupOf, isDanger, type Topic, type TopicCode } from '../model/topic.ts';
import type { Known } from './known-names.ts';
import type { Namespaces } from './locales.ts';
import type { ServiceEntry } from './make-service.ts';
import { nearest } from './nearest.ts';
import { type ContentFiles, SOURCE_LANGUAGE } from './read-files.ts';
import type { Report } from './report.ts';

/** Dialogs that the engine opens by itself, whatever the line is about. */
const DIALOGS = ['welcome', 'first-words', 'menu', 'answer', 'place', 'status', 'danger', 'danger-doubt'];

/** Intents that the engine does without a dialog, and the one whose dialog has another name. */
const INTENT_DIALOGS: Readonly<Record<string, string | null>> = {
  back: null,
  restart: null,
  language: 'choose-language',
};

const REQUIRED: ReadonlySet<string> = new Set([
  ...DIALOGS,
  ...INTENTS.flatMap((intent) => (intent in INTENT_DIALOGS ? (INTENT_DIALOGS[intent] ?? []) : intent)),
]);

/** Files of texts that are no dialog's: those without which nothing can be said, and those of some channels. */
const NEEDED = ['common', 'unclear', 'card', 'render'] as const;
const SHARED: readonly string[] = [...NEEDED, 'widget', 'demo', 'topic-notes', 'telegram'];

/** Every dialog that the engine names is there, and every topic whose answer depends on papers has its own. */
export function checkDialogNames(
  files: ContentFiles,
  topics: ReadonlyMap<TopicCode, Topic>,
  known: Known,
  report: Report,
): void {
  const there = files.of('dialog').map(({ names }) => names['name']);
  for (const name of REQUIRED) {
    const file = `dialogs/${name}.yaml`;
    if (there.includes(name) || files.broken('dialog').includes(file)) continue;
    const message = `Every line needs the dialog "${name}".`;
    report(
      'content/missing-dialog',
      { file, line: 1, column: 1 },
      message,
      'Write it, with one step at least.',
    );
  }
  if (files.broken('dialog').length > 0 || known.topics === null) return;
  const answered = new Set(files.of('dialog').flatMap(({ data }) => data.answers ?? []));
  for (const { code, rules } of topics.values()) {
    if (!rules.includes('status-first') || answered.has(code) || isDanger(code)) continue;
    const name = code.slice(groupOf(code).length + 1).replaceAll('_', '-');
    const place = { file: `dialogs/${name}.yaml`, line: 1, column: 1 };
    const message = `No dialog answers "${code}", whose answer depends on a person's papers.`;
    report('content/missing-dialog', place, message, `Write one with "answers: [${code}]".`);
  }
}

/** No topic or group has two dialogs. */
export function checkAnswers(files: ContentFiles, report: Report): void {
  const first = new Map<string, string>();
  for (const { data, file, source } of files.of('dialog')) {
    data.answers?.forEach((code, index) => {
      const before = first.get(code);
      if (before === undefined) {
        first.set(code, file);
        return;
      }
      const message = `"${code}" is answered by ${before} already.`;
      report('content/answered-twice', source.at(['answers', index]), message, 'Keep it in one of the two.');
    });
  }
}

/** Files of texts that are needed are there, and every other one is a dialog's. */
export function checkNamespaceNames(
  files: ContentFiles,
  namespaces: Namespaces,
  dialogs: ReadonlyMap<string, Dialog>,
  report: Report,
): void {
  const english = namespaces.get(SOURCE_LANGUAGE) ?? new Map();
  for (const name of NEEDED) {
    const file = `locales/${SOURCE_LANGUAGE}/${name}.json`;
    if (english.has(name) || files.broken('locale').includes(file)) continue;
    const message = 'This file is missing: without its texts nothing can be said.';
    report('content/missing-namespace', { file, line: 1, column: 1 }, message, 'Write it.');
  }
  const known = new Set([
    ...SHARED,
    ...REQUIRED,
    ...dialogs.keys(),
    ...files.broken('dialog').map((file) => file.slice('dialogs/'.length, -'.yaml'.length)),
  ]);
  for (const [name, { files: own }] of english) {
    if (known.has(name)) continue;
    const unwritten = [...known].filter((each) => !english.has(each));
    const meant = nearest(name, unwritten);
    const hint = meant === null ? 'Write the dialog, or remove the file.' : `Did you mean "${meant}.json"?`;
    const place = { file: own[0].file, line: 1, column: 1 };
    report('content/orphan-texts', place, `There is no dialog "${name}", so nobody sees these texts.`, hint);
  }
}

/** Organisations stand behind at least one service. */
export function checkOrganisationsUsed(
  files: ContentFiles,
  services: ReadonlyMap<string, ServiceEntry>,
  line: string,
  report: Report,
): void {
  if (files.broken('service').length > 0) return;
  const used = new Set([...services.values()].map(({ data }) => data.organisation));
  for (const { data, names, source } of files.of('organisations')) {
    if (names['line'] !== line) continue;
    data.organisations.forEach(({ id }, index) => {
      if (used.has(id)) return;
      const message = `No service names the organisation "${id}".`;
      report(
        'content/unused-organisation',
        source.at(['organisations', index, 'id']),
        message,
        'Remove it, or name it in a service.',
      );
    });
  }
}
