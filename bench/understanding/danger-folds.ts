// How danger and intents are heard in phrases that were held back, by the whole of triage that has learned from none of
// them. Nothing is tuned here.

import type { Line } from '../../src/model/line.ts';
import { learnNow } from '../../src/triage/lesson.ts';
import { createTriage } from '../../src/triage/understand.ts';
import { LANGUAGES, splitPhrases } from './danger-sets.ts';
import { shareOf, table, tally } from './share-of.ts';

const FOLDS = 4;

type Judged = {
  readonly language: string;
  readonly group: string;
  readonly danger: boolean;
  readonly intent: boolean;
};

/** Some minutes: the line is learned anew for each fold. */
export function foldTable(line: Line): string {
  const judged: Judged[] = [];
  for (let fold = 0; fold < FOLDS; fold++) {
    const split = [...line.phrases].map(
      ([code, phrases]) => [code, splitPhrases(phrases, fold, FOLDS)] as const,
    );
    const without = { ...line, phrases: new Map(split.map(([code, { kept }]) => [code, kept])) };
    const triage = createTriage(without, learnNow(without));
    const judge = (language: string, group: string, text: string, intent?: string) => {
      const meaning = triage.understand({ text });
      const meant = meaning.kind === 'intent' ? meaning.intent : null;
      judged.push({
        language,
        group,
        danger: meaning.kind === 'urgent',
        intent: intent === undefined ? meant !== null : meant === intent,
      });
    };
    for (const [code, { out }] of split) {
      for (const text of [...out.dangers.values()].flat()) judge(code, 'dangers', text);
      for (const [topic, texts] of out.topics)
        for (const text of texts)
          judge(code, /^(?:biz|fin|org)\./u.test(topic) ? 'business' : 'arrival', text);
      for (const text of out.none) judge(code, 'none', text);
      for (const text of out.harmless) judge(code, 'look-alikes', text);
      for (const [intent, texts] of out.intents)
        for (const text of texts) judge(code, 'intents', text, intent);
    }
  }
  const groups = ['dangers', 'business', 'arrival', 'none', 'look-alikes', 'intents'];
  const rowsOf = (language: string, group: string) =>
    judged.filter((each) => each.language === language && each.group === group);
  const cell = (language: string, group: string) => {
    const rows = rowsOf(language, group);
    return `${shareOf(tally(rows.map(({ danger }) => danger)))} of ${rows.length}`;
  };
  const intents = (language: string, within: readonly string[]) =>
    shareOf(tally(within.flatMap((group) => rowsOf(language, group).map(({ intent }) => intent))));
  return table(
    ['heard as danger', ...groups, 'intents right', 'others taken for an intent'],
    LANGUAGES.map((code) => [
      code,
      ...groups.map((group) => cell(code, group)),
      intents(code, ['intents']),
      intents(code, ['business', 'none', 'look-alikes', 'dangers']),
    ]),
  );
}
