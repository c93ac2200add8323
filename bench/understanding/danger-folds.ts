// How danger is heard in phrases that were held back: written by other authors than the patterns, but short. Must not tune.

import type { Line } from '../../src/model/line.ts';
import { compileEars } from '../../src/triage/ears.ts';
import {
  dangerSaid,
  dangerSuspected,
  intentSaid,
  intentSuspected,
  lookAlikes,
} from '../../src/triage/in-every-language.ts';
import { normalise, wordsOf } from '../../src/triage/normalise.ts';
import { NOTHING_HEARD } from '../../src/triage/topics/hear-topics.ts';
import { LANGUAGES, splitPhrases } from './danger-sets.ts';
import { shareOf, table, tally } from './share-of.ts';

const FOLDS = 4;

type Judged = {
  readonly language: string;
  readonly group: string;
  readonly danger: boolean;
  readonly intent: boolean;
};

export function foldTable(line: Line): string {
  const judged: Judged[] = [];
  for (let fold = 0; fold < FOLDS; fold++) {
    const split = [...line.phrases].map(
      ([code, phrases]) => [code, splitPhrases(phrases, fold, FOLDS)] as const,
    );
    const ears = compileEars({ ...line, phrases: new Map(split.map(([code, { kept }]) => [code, kept])) });
    const judge = (language: string, group: string, text: string, intent?: string) => {
      const words = wordsOf(normalise(text));
      const reading = ears.danger.read(words);
      const said =
        dangerSaid(ears, reading, lookAlikes(ears, reading)) ?? dangerSuspected(ears, reading, words, []);
      const meant = intentSaid(ears, reading) ?? intentSuspected(ears, reading, NOTHING_HEARD);
      judged.push({
        language,
        group,
        danger: said !== null,
        intent: intent === undefined ? meant !== null : meant?.intent === intent,
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
  const cell = (language: string, group: string) => {
    const rows = judged.filter((each) => each.language === language && each.group === group);
    return `${shareOf(tally(rows.map(({ danger }) => danger)))} of ${rows.length}`;
  };
  const intents = (language: string) => {
    const rows = judged.filter((each) => each.language === language && each.group === 'intents');
    return shareOf(tally(rows.map(({ intent }) => intent)));
  };
  return table(
    ['heard as danger', ...groups, 'intents right'],
    LANGUAGES.map((code) => [code, ...groups.map((group) => cell(code, group)), intents(code)]),
  );
}
