// The tables for danger and intents. Nothing is chosen or tuned here. `npm run bench:danger -- [FOLDER] [--without-folds]`; with
// a folder that holds questions-dev.jsonl its totals are printed too; the folds take some minutes.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadLine } from '../../src/content/load.ts';
import type { Line } from '../../src/model/line.ts';
import type { Meaning } from '../../src/model/meaning.ts';
import { isDanger } from '../../src/model/topic.ts';
import { createTriage } from '../../src/triage/understand.ts';
import { packOf } from '../../src/understanding-pack.ts';
import { blindTable } from './danger-blind.ts';
import { foldTable } from './danger-folds.ts';
import { heldBackDangers, heldBackIntents, isPhrase, LANGUAGES } from './danger-sets.ts';
import { shareOf, table, tally } from './share-of.ts';
import { withTypos } from './with-typos.ts';

export async function benchDanger(folder?: string, withoutFolds = false): Promise<void> {
  const { line } = loadLine(fileURLToPath(new URL('../..', import.meta.url)), 'europe');
  if (line === null) throw new Error('the line has mistakes; run: npm run check');
  const triage = createTriage(line, packOf(line));
  triage.warm();
  const hear = (text: string) => triage.understand({ text });
  console.log(
    '\nDanger and intents: messages of a blind author, the whole of triage; half A was looked at, half B never\n',
  );
  console.log(blindTable(hear));
  console.log('\nDanger: held-back messages of one author that are no phrases, the whole of triage\n');
  console.log(dangerTable(line, hear));
  console.log('\nIntents: held-back messages of one author that are no phrases, the whole of triage\n');
  console.log(intentTable(line, hear));
  if (folder !== undefined) console.log(questionsTable(line, folder, hear));
  if (withoutFolds) return;
  console.log('\nDanger and intents: our own phrases, four folds, the whole of triage\n');
  console.log(foldTable(line));
}

type Hear = (text: string) => Meaning;

function dangerTable(line: Line, hear: Hear): string {
  const known = isPhrase(line);
  const unheard = heldBackDangers().filter(({ text }) => !known(text));
  const heard = unheard.map((message) => ({
    ...message,
    meaning: hear(message.text),
    spoilt: hear(withTypos(message.text)),
  }));
  const urgent = ({ kind }: Meaning) => kind === 'urgent';
  const row = (name: string, within: (message: (typeof heard)[number]) => boolean) => {
    const messages = heard.filter(within);
    const dangers = messages.filter(({ topic }) => topic !== null);
    const alikes = messages.filter(({ topic }) => topic === null);
    const sure = (meaning: Meaning) => meaning.kind === 'urgent' && meaning.sure;
    return [
      name,
      String(dangers.length),
      shareOf(tally(dangers.map(({ meaning }) => urgent(meaning)))),
      shareOf(
        tally(dangers.map(({ meaning, topic }) => meaning.kind === 'urgent' && meaning.topic === topic)),
      ),
      shareOf(tally(dangers.map(({ meaning }) => sure(meaning)))),
      shareOf(tally(dangers.map(({ spoilt }) => urgent(spoilt)))),
      String(alikes.length),
      shareOf(tally(alikes.map(({ meaning }) => urgent(meaning)))),
      shareOf(tally(alikes.map(({ meaning }) => sure(meaning)))),
    ];
  };
  const kinds = [...new Set(heard.flatMap(({ kind, topic }) => (topic === null ? [] : [kind])))];
  const topics = [...new Set(heard.flatMap(({ topic }) => topic ?? []))];
  return table(
    ['', 'n', 'heard', 'right danger', 'surely', 'heard with typos', 'look-alikes', 'taken', 'surely taken'],
    [
      row('all', () => true),
      row('never looked at', ({ unseen }) => unseen),
      ...LANGUAGES.map((code) => row(code, ({ language }) => language === code)),
      ...LANGUAGES.map((code) =>
        row(`${code}, never looked at`, ({ language, unseen }) => language === code && unseen),
      ),
      ...kinds.map((kind) => row(`kind ${kind}`, (message) => message.kind === kind)),
      ...topics.map((topic) => row(topic, (message) => message.topic === topic)),
    ],
  );
}

function intentTable(line: Line, hear: Hear): string {
  const known = isPhrase(line);
  const unheard = heldBackIntents().filter(({ text }) => !known(text));
  const heard = unheard.map((message) => ({
    ...message,
    meaning: hear(message.text),
    spoilt: hear(withTypos(message.text)),
  }));
  const row = (name: string, within: (message: (typeof heard)[number]) => boolean) => {
    const messages = heard.filter(within);
    const commands = messages.filter(({ intent }) => intent !== null);
    const questions = messages.filter(({ intent }) => intent === null);
    const right = (meaning: Meaning, intent: string | null) =>
      meaning.kind === 'intent' && meaning.intent === intent;
    return [
      name,
      String(commands.length),
      shareOf(tally(commands.map(({ meaning, intent }) => right(meaning, intent)))),
      shareOf(tally(commands.map(({ spoilt, intent }) => right(spoilt, intent)))),
      String(questions.length),
      shareOf(tally(questions.map(({ meaning }) => meaning.kind === 'intent'))),
      shareOf(tally(messages.map(({ meaning }) => meaning.kind === 'urgent'))),
    ];
  };
  const intents = [...new Set(heard.flatMap(({ intent }) => intent ?? []))];
  return table(
    ['', 'n', 'right', 'right with typos', 'questions', 'taken for an intent', 'taken for danger'],
    [
      row('all', () => true),
      row('never looked at', ({ unseen }) => unseen),
      ...LANGUAGES.map((code) => row(code, ({ language }) => language === code)),
      ...intents.map((intent) => row(intent, (message) => message.intent === intent)),
    ],
  );
}

type Question = {
  readonly text?: string;
  readonly question?: string;
  readonly topic?: string;
  readonly label?: string;
};

/** Totals only: these questions teach and tune nothing. */
function questionsTable(line: Line, folder: string, hear: Hear): string {
  const path = join(folder, 'questions-dev.jsonl');
  if (!existsSync(path)) return '';
  const questions = readFileSync(path, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((row) => JSON.parse(row) as Question)
    .flatMap(({ text, question, topic, label }) => {
      const asked = text ?? question;
      return asked === undefined ? [] : [{ asked, topic: topic ?? label ?? '' }];
    });
  const urgent = (asked: string) => hear(asked).kind === 'urgent';
  const known = questions.filter(({ topic }) => line.topics.has(topic));
  const dangers = known.filter(({ topic }) => isDanger(topic));
  const others = known.filter(({ topic }) => !isDanger(topic));
  return table(
    ['questions-dev.jsonl', 'n', 'heard as danger'],
    [
      ['dangers', String(dangers.length), shareOf(tally(dangers.map(({ asked }) => urgent(asked))))],
      ['everyday questions', String(others.length), shareOf(tally(others.map(({ asked }) => urgent(asked))))],
    ],
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder] = process.argv.slice(2).filter((word) => !word.startsWith('--'));
  await benchDanger(folder, process.argv.includes('--without-folds'));
}
