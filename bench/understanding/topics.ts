// The tables for topics: every engine on every set, in one run. Nothing is chosen or tuned here.

import { fileURLToPath } from 'node:url';
import { loadLine } from '../../src/content/load.ts';
import { createTriage } from '../../src/triage/understand.ts';
import { packOf } from '../../src/understanding-pack.ts';
import { shareOf, table, tally } from './share-of.ts';
import { type Answer, type Classifier, ENGINES, type Example } from './topic-engines.ts';
import {
  type Asked,
  heldBackSet,
  publicSets,
  realQuestions,
  strangers,
  type TopicSet,
} from './topic-sets.ts';
import { withTypos } from './with-typos.ts';

/** In-scope texts that are accepted when engines are compared out of scope. */
const ACCEPTED = 0.9;

export async function benchTopics(folder: string): Promise<void> {
  const { line } = loadLine(fileURLToPath(new URL('../..', import.meta.url)), 'europe');
  if (line === null) throw new Error('the line has mistakes; run: npm run check');
  const triage = createTriage(line, packOf(line));
  const questions = realQuestions(folder);
  const heard = questions.map((asked) => ({ asked, meaning: triage.understand({ text: asked.text }) }));
  const ranked = heard.map(({ asked, meaning }) => {
    const first =
      meaning.kind === 'urgent' ? [meaning.topic] : meaning.kind === 'intent' ? ['meta.human'] : [];
    const labels = [...first, ...meaning.alternatives.map(({ topic }) => topic)];
    return { asked, labels: [...new Set(labels)], decision: meaning.decision };
  });
  print('Real questions (questions-dev.jsonl), the whole of triage');
  const own = new Set(line.languages.map(({ code }) => code));
  const groups: [string, (asked: Asked) => boolean][] = [
    ['languages of the line', ({ language }) => own.has(language)],
    ['other languages', ({ language }) => !own.has(language)],
    ...unique(questions.map(({ kind }) => kind!)).map((kind): [string, (asked: Asked) => boolean] => [
      `kind ${kind}`,
      (asked) => asked.kind === kind,
    ]),
    ...unique(questions.map(({ language }) => language)).map((code): [string, (asked: Asked) => boolean] => [
      `language ${code}`,
      (asked) => asked.language === code,
    ]),
  ];
  print(
    table(
      ['', 'n', 'first', 'one of three', 'answered', 'right when answered'],
      groups.map(([name, within]) => {
        const rows = ranked.filter(({ asked }) => within(asked));
        const answered = rows.filter(({ decision }) => decision === 'answer' || decision === 'fixed-text');
        const right = (row: (typeof rows)[number], most: number) =>
          row.labels.slice(0, most).includes(row.asked.label);
        return [
          name,
          String(rows.length),
          shareOf(tally(rows.map((row) => right(row, 1)))),
          shareOf(tally(rows.map((row) => right(row, 3)))),
          shareOf({ right: answered.length, all: rows.length }),
          shareOf(tally(answered.map((row) => right(row, 1)))),
        ];
      }),
    ),
  );
  print('Out of scope, the whole of triage');
  const { far, near } = strangers(folder);
  const decisions = ['answer', 'offer', 'menu', 'fixed-text', 'intent'] as const;
  print(
    table(
      ['', 'n', ...decisions],
      [
        ...unique(far.map(({ language }) => language)).map(
          (code) => [`far, ${code}`, far.filter(({ language }) => language === code)] as const,
        ),
        ['commands and banking (clinc35), en', near] as const,
      ].map(([name, texts]) => {
        const decided = texts.map(({ text }) => triage.understand({ text }).decision);
        const share = (decision: string) => shareOf(tally(decided.map((each) => each === decision)));
        return [name, String(texts.length), ...decisions.map(share)];
      }),
    ),
  );
  await benchEngines(
    [heldBackSet(line), ...publicSets(folder, line)],
    questions.filter(({ language }) => own.has(language)),
  );
}

async function benchEngines(sets: readonly TopicSet[], questions: readonly Asked[]): Promise<void> {
  print(`Engines: out of scope accepted when ${100 * ACCEPTED} % of what is in scope are`);
  const rows: string[][] = [];
  for (const set of sets)
    for (const engine of ENGINES) {
      const began = performance.now();
      const classify = await engine.train(set.train, set.none, set.articles, set.concepts);
      const trained = performance.now();
      const answers = await askAll(classify, set.asked);
      const each = (performance.now() - trained) / Math.max(1, set.asked.length);
      const spoilt = await askAll(
        classify,
        set.asked.map((asked) => ({ ...asked, text: withTypos(asked.text) })),
      );
      const from = [...answers].sort((one, other) => other.belief - one.belief)[
        Math.floor(ACCEPTED * answers.length)
      ]!.belief;
      const accepted = async (texts: readonly Asked[]) =>
        shareOf(tally((await askAll(classify, texts)).map(({ belief }) => belief > 0 && belief >= from)));
      rows.push([
        set.name,
        engine.name,
        String(set.asked.length),
        score(set.asked, answers, 1),
        score(set.asked, answers, 3),
        score(set.asked, spoilt, 1),
        await accepted(set.far),
        await accepted(set.near),
        each.toFixed(2),
        ((trained - began) / 1000).toFixed(1),
      ]);
      if (set === sets[0]) {
        const real = await askAll(classify, questions);
        rows.push([
          '… the same, real questions',
          engine.name,
          String(questions.length),
          score(questions, real, 1),
          score(questions, real, 3),
          '',
          '',
          '',
          '',
          '',
        ]);
      }
    }
  print(
    table(
      [
        'set',
        'engine',
        'n',
        'first',
        'one of three',
        'first, typos',
        'far accepted',
        'near accepted',
        'ms',
        'training s',
      ],
      rows,
    ),
  );
}

async function askAll(classify: Classifier, texts: readonly Example[]): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (const { text, language } of texts) answers.push(await classify(text, language));
  return answers;
}

function score(asked: readonly Asked[], answers: readonly Answer[], most: number): string {
  return shareOf(tally(asked.map(({ label }, at) => answers[at]!.labels.slice(0, most).includes(label))));
}

function unique(values: readonly string[]): readonly string[] {
  return [...new Set(values)].sort();
}

function print(text: string): void {
  console.log(text.includes('|') ? text : `\n## ${text}\n`);
}
