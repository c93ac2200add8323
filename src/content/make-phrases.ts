// phrases/<language>.yaml → how people say things. A town's phrases are added to those it inherits.
// Must not know how phrases are matched.

import type { LanguageCode } from '../model/language.ts';
import type { Phrases } from '../model/phrase.ts';
import { isDanger } from '../model/topic.ts';
import { checkPatterns } from './check-patterns.ts';
import { checkPhrases } from './check-phrases.ts';
import { checkKnown, type Known } from './known-names.ts';
import type { ContentFile } from './read-file.ts';
import type { ContentFiles } from './read-files.ts';
import type { Report } from './report.ts';

type ByName<Name extends string> = Readonly<Partial<Record<Name, readonly string[]>>>;

/** Phrases of each language that has a file. */
export function makePhrases(
  files: ContentFiles,
  languages: readonly LanguageCode[],
  known: Known,
  report: Report,
): ReadonlyMap<LanguageCode, Phrases> {
  const made = new Map<LanguageCode, Phrases>();
  for (const file of files.of('phrases')) {
    checkTopics(file, known, report);
    checkPhrases(file, report);
    const { data } = file;
    const before = made.get(data.language);
    checkPatterns(file, before?.words?.keys() ?? [], known, report);
    made.set(data.language, {
      language: data.language,
      topics: joined(before?.topics, data.topics),
      intents: joined(before?.intents, data.intents),
      dangers: joined(before?.dangers, data.dangers),
      harmless: [...(before?.harmless ?? []), ...(data.harmless ?? [])],
      none: [...(before?.none ?? []), ...(data.none ?? [])],
      stubs: joined(before?.stubs, data.stubs ?? {}),
      concepts: joined(before?.concepts, data.concepts ?? {}),
      greetings: [...(before?.greetings ?? []), ...(data.greetings ?? [])],
      statuses: joined(before?.statuses, data.statuses ?? {}),
      needs: joined(before?.needs, data.needs ?? {}),
      stages: joined(before?.stages, data.stages ?? {}),
      clues: joined(before?.clues, data.clues ?? {}),
      words: joined(before?.words, data.words ?? {}),
      patterns: joined(before?.patterns, data.patterns ?? {}),
    });
  }
  for (const language of languages) checkAskable(made.get(language), files, known, report);
  return made;
}

function joined<Name extends string>(
  before: ReadonlyMap<Name, readonly string[]> | undefined,
  added: ByName<Name>,
): ReadonlyMap<Name, readonly string[]> {
  const result = new Map<Name, readonly string[]>(before);
  for (const [name, phrases] of Object.entries(added) as [Name, readonly string[]][]) {
    result.set(name, [...(result.get(name) ?? []), ...phrases]);
  }
  return result;
}

function checkTopics({ data, names, source }: ContentFile<'phrases'>, known: Known, report: Report): void {
  if (data.language !== names['language']) {
    const message = `This file is for "${data.language}", but it is called "${names['language']}.yaml".`;
    report('content/name-not-file', source.at(['language']), message, 'Give both the same language.');
  }
  for (const topic of Object.keys(data.topics)) {
    const place = source.keyAt(['topics', topic]);
    if (!checkKnown(report, 'content/unknown-topic', place, topic, known.topics) || !isDanger(topic))
      continue;
    const message = `"${topic}" is a danger; under "topics:" it would be answered like an everyday question.`;
    report('content/danger-misplaced', place, message, 'Move its phrases under "dangers:".');
  }
  for (const topic of Object.keys(data.dangers)) {
    const place = source.keyAt(['dangers', topic]);
    if (!checkKnown(report, 'content/unknown-topic', place, topic, known.topics) || isDanger(topic)) continue;
    report('content/not-a-danger', place, `"${topic}" is not a danger.`, 'Move its phrases under "topics:".');
  }
}

/** Topics of the group `meta` are reached through intents and need no phrases. */
function checkAskable(phrases: Phrases | undefined, files: ContentFiles, known: Known, report: Report): void {
  const file = files.of('phrases').findLast(({ data }) => data.language === phrases?.language);
  if (!phrases || !file) return;
  for (const topic of known.topics ?? []) {
    const group = isDanger(topic) ? 'dangers' : 'topics';
    if (topic.startsWith('meta.') || (phrases[group].get(topic)?.length ?? 0) > 0) continue;
    const message = `Nobody can ask for "${topic}" in "${phrases.language}": it has no phrases.`;
    report(
      'content/topic-without-phrases',
      file.source.keyAt([group]),
      message,
      `Add "${topic}:" with a few phrases.`,
    );
  }
}
