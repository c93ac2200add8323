// topics.yaml → groups and topics. Must not know services, phrases or dialogs.

import type { Texts } from '../model/language.ts';
import { groupOf, type Topic, type TopicCode, type TopicGroup } from '../model/topic.ts';
import { type Entry, entriesOf } from './entries.ts';
import { graphemes } from './graphemes.ts';
import { checkKnown } from './known-names.ts';
import type { ContentFiles } from './read-files.ts';
import type { Report } from './report.ts';
import type { TopicsFile } from './schemas/topics-file.ts';

/** Graphemes that a row of a list holds on the narrowest channel. */
export const ROW = 24;

type GroupFile = TopicsFile['groups'][number];
type TopicFile = TopicsFile['topics'][number];

/** Groups in the order written, and topics by code with the rules of their groups. */
export function makeTopics(
  files: ContentFiles,
  report: Report,
): { groups: readonly TopicGroup[]; topics: ReadonlyMap<TopicCode, Topic> } {
  const codeOf = (entry: { readonly code: string }) => entry.code;
  const groupList = {
    key: 'groups',
    idKey: 'code',
    noun: 'group',
    of: (data: TopicsFile) => data.groups,
    idOf: codeOf,
  };
  const topicList = {
    key: 'topics',
    idKey: 'code',
    noun: 'topic',
    of: (data: TopicsFile) => data.topics,
    idOf: codeOf,
  };
  const groups: ReadonlyMap<string, Entry<GroupFile>> = entriesOf(files.of('topics'), groupList, report);
  const entries: ReadonlyMap<string, Entry<TopicFile>> = entriesOf(files.of('topics'), topicList, report);
  const topics = new Map<TopicCode, Topic>();
  for (const entry of groups.values()) checkName(entry, report);
  for (const entry of entries.values()) {
    checkName(entry, report);
    const { code, name, description, mode, rules = [], asks = [] } = entry.data;
    const parent = groupOf(code);
    checkKnown(report, 'content/unknown-group', entry.at(['code']), parent, new Set(groups.keys()));
    const inherited = groups.get(parent)?.data.rules ?? [];
    topics.set(code, {
      code,
      parent,
      name,
      description,
      mode,
      rules: [...new Set([...rules, ...inherited])],
      asks,
    });
  }
  const made = [...groups.values()].map(({ data: { code, name, rules = [] } }) => ({ code, name, rules }));
  return { groups: made, topics };
}

function checkName({ id, data, at }: Entry<{ readonly name: Texts }>, report: Report): void {
  for (const [language, text] of Object.entries(data.name)) {
    const length = graphemes(text);
    if (length <= ROW) continue;
    const message = `The name of "${id}" has ${length} characters; a list row holds ${ROW}.`;
    report('content/label-too-long', at(['name', language]), message, 'Say it shorter.');
  }
}
